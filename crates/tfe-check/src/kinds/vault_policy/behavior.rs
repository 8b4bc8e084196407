//! What is said of Vault policies, and what is done with them.

use super::once::parsed;
use super::{Facts, Flattened, Others, Purpose, With, hint, judge, together, view};
use crate::base::finding::{Evidence, Finding};
use crate::base::judgement::Judgement;
use crate::base::kind::{Kind, Language, Profile, Traits};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::signs::{policy, values, yaml_policy};
use crate::contract::{Behavior, Certainty, Given, Looked, Quoted, Reader, Readers, Score, Way};
use crate::secrets;

/// An ACL policy as Vault reads it.
pub const KIND: Kind = Kind::new(&Traits {
    name: "vault-policy",
    title: "Vault policy",
    file: "tfe.hcl",
    extensions: &["hcl"],
    language: Language::Hcl,
    reader: "Vault",
    accepted: "Vault accepts it.",
    refused: "Vault rejects it.",
    content: "policy",
    several: "policies",
    grammar: Some((Evidence::VaultSource, "hashicorp/hcl v1.0.1-vault: scanner")),
    empty: "Vault rejects an empty policy: 'policy' parameter not supplied or empty.",
    refuses_empty: true,
    profiles: true,
    exports: true,
    ..Traits::COMMON
});

/// What shows that a text is one.
const SIGNS: &str = "path rules";

/// A text that begins with a rule, after comments, and all of which every version of Vault takes: Vault takes
/// nothing but policies, so that nothing else is in it, and nothing around it.
fn whole(text: &str) -> Option<&'static str> {
    let first = text.lines().map(str::trim_start).find(|l| !l.is_empty() && !l.starts_with('#'));
    let rule = first.is_some_and(|line| line.starts_with("path"));
    (rule && parsed(text).problems.is_empty()).then_some(SIGNS)
}

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, versions| !text.is_empty() && parsed(text).accepted(versions.vault_line()),
    secrets: secrets::in_policy,
    hint: hint::hint,
    choices: hint::choices,
    whole,
    is_other_form: |text| yaml_policy::of(text).is_some(),
    secrets_around: secrets::in_policy,
    ..Behavior::of(KIND, score, Way::Read(read))
};

fn score(looked: &Looked<'_>) -> Option<Score> {
    if looked.whole && looked.name.ends_with(".tf") && is_only_comments(looked.text) {
        return None;
    }
    let yaml = || usize::from(yaml_policy::of(looked.text).is_some());
    let signs = match policy::marks(looked.text) * 3 {
        0 if looked.text.contains("path") && looked.text.contains("capabilities:") => yaml(),
        signs => signs,
    };
    // Settings of TFE in a text that names a path are values that speak of it.
    let of_values = || values::marks(looked.text, &looked.outline).settings * 2;
    let score = Score { certainty: Certainty::Signs, signs, reason: SIGNS };
    (signs > 0 && signs > of_values()).then_some(score)
}

/// Whether all of a text is commented out: no rule of a file for Terraform is in force then, nor meant to be.
fn is_only_comments(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.all(|line| line.starts_with('#') || line.starts_with("//"))
}

/// Settles what each policy is for, and which of them belong to one token.
fn read<'v>(given: &[Given<'_>], versions: &'v Versions) -> Readers<'v> {
    let policies: Vec<together::Given<'_>> = given
        .iter()
        .enumerate()
        .map(|(place, g)| together::Given {
            place,
            name: g.name.unwrap_or(KIND.content),
            text: g.text,
            purpose: purpose(g),
            alone: g.profile == Some(Profile::None),
        })
        .collect();
    let others = together::together(&policies, versions, |_, _| None);
    let all = given.iter().zip(policies.iter().zip(others));
    all.map(|(given, (policy, others))| {
        let recognised = given.profile.is_none();
        let name = given.name.filter(|_| recognised).map(str::to_owned);
        let (purpose, quoted) = (policy.purpose, given.quoted);
        Box::new(PolicyReader { purpose, name, versions, others, quoted }) as Box<dyn Reader>
    })
    .collect()
}

/// What a policy is for. Nothing is added without a look to what may be a part of a longer one.
fn purpose(given: &Given<'_>) -> Purpose {
    match given.profile {
        Some(profile) => Purpose::chosen(profile),
        None => {
            let found = Purpose::of(given.text, given.name);
            Purpose { sure: found.sure && !given.excerpt, ..found }
        }
    }
}

/// One policy of those given together.
struct PolicyReader<'v> {
    purpose: Purpose,
    /// The file's name, where the purpose was detected and not chosen.
    name: Option<String>,
    versions: &'v Versions,
    others: Others,
    /// Whether sentences are around it.
    quoted: Quoted,
}

impl Reader for PolicyReader<'_> {
    fn profile(&self) -> Option<Profile> {
        Some(self.purpose.profile)
    }

    fn judge(&self, text: &str) -> Judgement {
        let Self { purpose, versions, others, quoted, .. } = self;
        let name = self.name.as_deref();
        judge(text, &With { purpose: *purpose, name, versions, others, quoted: *quoted })
    }

    fn view(&self, text: &str, findings: &[Finding]) -> View {
        let facts = Facts::among(text, self.purpose, self.versions, &self.others);
        let shown = view(&facts, findings);
        match Flattened::of(text, findings) {
            Some(flat) => flat.view(&facts, shown),
            None => shown,
        }
    }
}
