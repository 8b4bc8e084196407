//! What is said of AppRole roles, and what is done with them.

use super::read::{is_of_tfe, role};
use super::rules;
use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::kind::{Kind, Language, Traits};
use crate::contract::{
    Behavior, BrokenJson, Certainty, Ladder, Looked, Reader, Score, Shown, Way, apart, json_ladder,
};
use crate::roles::approle::{Role, in_commands};

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
    call: Some("auth/"),
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| meant(text).is_some(),
    commands,
    has_commands: |text| !of_tfe(text).is_empty(),
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

/// How roles are read.
static LADDER: Ladder<(), 1> = json_ladder(judge);

/// A role as Vault reads it.
#[derive(Default)]
struct RoleReader;

impl Reader for RoleReader {
    fn judge(&self, text: &str) -> Judgement {
        LADDER.climb(&(), text, false)
    }
}

fn judge(_: &(), text: &str, _: bool) -> Judgement {
    let found = role(text);
    let findings = found.as_ref().map(rules::find).unwrap_or_default();
    Judgement { accepted: found.map(|_| true), findings }
}

/// What is wrong with the roles that commands write next to a text.
fn commands(shown: &Shown<'_>) -> Vec<Finding> {
    if shown.holds {
        return Vec::new();
    }
    of_tfe(shown.text).iter().flat_map(rules::find).collect()
}

/// The AppRole roles of TFE that commands write.
fn of_tfe(text: &str) -> Vec<Role> {
    let mut roles = in_commands(text);
    roles.retain(|role| role.names_tfe() && !role.is_jwt());
    roles
}
