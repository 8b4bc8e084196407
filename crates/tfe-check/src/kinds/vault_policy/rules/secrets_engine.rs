//! The paths of secrets engines that runs get their cloud credentials from.

use vault_policy::{PatternKind, Rule as PolicyRule};

use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;

/// Where an engine hands out credentials.
pub(super) struct Source {
    pub path: &'static str,
    /// What follows the name of the role.
    pub ends: &'static [&'static str],
    /// What a rule that may only write is worth: nothing, perhaps enough, or enough.
    pub written: Written,
}

/// Which calls an engine answers next to a read; all of them answer that.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// It has no such call.
    Refused,
    /// It answers both, and a read is what HashiCorp's own examples grant.
    Unusual,
    /// The API documentation names the write, the examples the read.
    Documented,
}

/// What each engine registers, read in its code: `creds` and `sts` of AWS and all of Google's take
/// both, Azure's takes a read alone.
pub(super) const SOURCES: [Source; 6] = [
    Source { path: "aws/creds/", ends: &[""], written: Written::Unusual },
    Source { path: "aws/sts/", ends: &[""], written: Written::Documented },
    Source { path: "gcp/roleset/", ends: &["/token", "/key"], written: Written::Unusual },
    Source { path: "gcp/static-account/", ends: &["/token", "/key"], written: Written::Unusual },
    Source { path: "gcp/impersonated-account/", ends: &["/token"], written: Written::Unusual },
    Source { path: "azure/creds/", ends: &[""], written: Written::Refused },
];

/// Whether a run gets credentials from a path.
pub(crate) fn hands_out(facts: &Facts<'_>, path: &str) -> bool {
    facts.profile == Profile::DynamicCredentials
        && SOURCES.iter().any(|source| path.starts_with(source.path))
}

impl Source {
    /// A path that hands out credentials and fits a rule; none where the rule is for others, such
    /// as the settings of a role.
    pub(super) fn example(&self, rule: &PolicyRule) -> Option<String> {
        let pattern = &rule.read.pattern;
        let text = pattern.text.trim_end_matches('*');
        let name = text.strip_prefix(self.path)?;
        let bare = name.split('/').next().unwrap_or_default();
        let named = match bare {
            "+" => "example".to_owned(),
            _ if pattern.kind == PatternKind::Prefix && !name.contains('/') => {
                format!("{bare}example")
            }
            _ => bare.to_owned(),
        };
        let path = |end: &&str| format!("{}{named}{end}", self.path);
        self.ends.iter().map(path).find(|path| pattern.matches(path))
    }
}
