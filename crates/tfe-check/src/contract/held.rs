//! What a file of some kind holds of other kinds.

use text::{Span, line_start};

use crate::base::finding::Finding;
use crate::base::kind::Kind;
use crate::carry::open_blocks::open_blocks;
use crate::carry::part::{Embedded, Part};
use crate::carry::sets::Lines;
use crate::roles::approle::{Role, Written};
use crate::roles::jwt::JwtRole;
use crate::variables::List;

/// What a file holds of other kinds, and what it does with them.
#[derive(Debug, Default)]
pub(crate) struct EmbeddedTexts {
    /// Policies whose text is in it.
    pub policies: Vec<Embedded>,
    /// Values of the chart whose text is in it.
    pub values: Vec<Values>,
    /// Manifests whose text is in it, of whatever program.
    pub manifests: Vec<Embedded>,
    /// All policies that it writes, also those whose text is in another file.
    pub written: Vec<Written>,
    /// The roles that it gives policies to.
    pub roles: Vec<Role>,
    /// The variables that it gives to workspaces.
    pub variables: Vec<List>,
    /// The roles of the JWT auth method that it writes, and its configuration.
    pub jwt_roles: Vec<JwtRole>,
    /// What is wrong with the file itself.
    pub findings: Vec<Finding>,
    /// What is said where there is nothing in it to check. A page may show such a file.
    pub nothing: Option<Finding>,
    /// The words of the file's own program, where that cannot read the file.
    pub unreadable: Option<String>,
    /// What is said of a policy that is not all there.
    pub words: Option<Words>,
}

/// What is said of a policy that is not all there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// A part is filled in that decides what the policy allows.
    pub filled_in: fn(Span) -> Finding,
    /// Whole rules are filled in.
    pub made: fn(Span) -> Finding,
}

/// A part of the values of a release of the chart.
#[derive(Debug)]
pub(crate) struct Values {
    pub text: Embedded,
    /// Nothing else gives values to the release.
    pub whole: bool,
    /// The text is put together from single settings of the file.
    pub singles: Option<Lines>,
    /// The names that the same command sets over this text.
    pub overridden: Vec<String>,
}

impl Values {
    /// A text of values.
    pub(crate) fn text(text: Embedded, whole: bool) -> Self {
        let text = open_blocks(text);
        let whole = whole && !text.supply.more;
        Self { text, whole, singles: None, overridden: Vec::new() }
    }

    /// What lines of Helm's own grammar give, each of them one setting.
    pub(crate) fn lines(text: Embedded, whole: bool, lines: Lines) -> Self {
        Self { singles: Some(lines), ..Self::text(text, whole) }
    }

    /// Whether the line of a place in the text gives a value that another one takes the place of.
    pub(crate) fn is_overridden(&self, inner: Span) -> bool {
        let text = self.text.text.as_str();
        let line = text
            .get(line_start(text, inner.start)..)
            .unwrap_or("")
            .split('\n')
            .next()
            .unwrap_or("");
        let key = line.split(':').next().unwrap_or("").trim_matches([' ', '\t', '"', '\'']);
        self.overridden.iter().any(|name| name == key || name == Self::ALL)
    }

    /// Stands for all keys: what overrides the text is not known.
    pub(crate) const ALL: &str = "*";

    /// The keys that the lines of values give something, wherever they stand.
    pub(crate) fn keys(text: &str) -> impl Iterator<Item = String> {
        let key = |line: &str| line.split_once(':').map(|(key, _)| key.to_owned());
        let bare = |key: String| key.trim_matches([' ', '\t', '-', '"', '\'']).to_owned();
        text.lines().filter_map(key).map(bare).filter(|key| !key.is_empty())
    }

    /// Whether the text is all that the release gets, whatever is filled in.
    pub(crate) fn is_whole(&self, file: &str) -> bool {
        self.whole && !self.text.loose_in_yaml(file)
    }
}

impl EmbeddedTexts {
    /// The texts by themselves, in the order of their kinds.
    pub(crate) fn parts(self, [policy, values, manifest]: [Kind; 3]) -> Vec<Part> {
        let policies = self.policies.into_iter().map(|text| Part::of(policy, text));
        let texts = self.values.into_iter().filter(|v| v.singles.is_none());
        let manifests = self.manifests.into_iter().map(|text| Part::of(manifest, text));
        policies.chain(texts.map(|v| Part::of(values, v.text))).chain(manifests).collect()
    }
}

/// Whether a file of that name was given with the one at hand: then what it holds is not missing.
pub(crate) fn is_given(file: &str, beside: &[String]) -> bool {
    beside.iter().any(|name| name.rsplit('/').next() == Some(file))
}
