//! What is said of AppRole roles, and what is done with them.

use super::read::{is_of_tfe, role};
use super::rules;
use crate::base::judgement::Judgement;
use crate::base::kind::{Kind, Language, Traits};
use crate::carry::approle::Role;
use crate::contract::{Behavior, BrokenJson, Certainty, Looked, Reader, Score, Way, apart};

/// The AppRole role of Terraform Enterprise.
pub const KIND: Kind = Kind::new(&Traits {
    name: "approle",
    title: "AppRole role",
    file: "approle.json",
    // Many programs have files that end so: the content decides.
    extensions: &[],
    language: Language::Yaml,
    reader: "Vault",
    accepted: "Vault accepts the role.",
    refused: "Vault rejects the role.",
    content: "role",
    several: "roles",
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| meant(text).is_some(),
    ..Behavior::of(KIND, score, Way::Read(apart::<RoleReader>))
};

/// The role that a text is, or is meant as.
fn meant(text: &str) -> Option<Role> {
    role(text).or_else(|| role(&BrokenJson::of(text)?.mended))
}

/// Other programs' roles have other needs.
fn score(looked: &Looked<'_>) -> Option<Score> {
    let role = meant(looked.text).filter(|role| is_of_tfe(role, looked.name))?;
    let signs = role.settings.len();
    Some(Score {
        certainty: Certainty::Form,
        signs,
        reason: "an AppRole role of Terraform Enterprise",
    })
}

/// A role as Vault reads it.
#[derive(Default)]
struct RoleReader;

impl Reader for RoleReader {
    fn judge(&self, text: &str) -> Judgement {
        match BrokenJson::of(text) {
            Some(broken) => {
                let mended = judge(&broken.mended);
                broken.judged(mended)
            }
            None => judge(text),
        }
    }
}

fn judge(text: &str) -> Judgement {
    let found = role(text);
    let findings = found.as_ref().map(rules::find).unwrap_or_default();
    Judgement { accepted: found.map(|_| true), findings }
}
