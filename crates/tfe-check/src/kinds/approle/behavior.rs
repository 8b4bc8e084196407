//! What is said of AppRole roles, and what is done with them.

use text::Masker;

use super::read::{is_of_tfe, role};
use super::rules;
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Language, Traits};
use crate::base::versions::Versions;
use crate::contract::{Behavior, Certainty, Given, Looked, Reader, Readers, Score, Way};

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
    plural: false,
    several: "roles",
    grammar: None,
    empty: "There is nothing to check.",
    bare: Bare::WhereTaken,
    profiles: false,
    charts: false,
    carries: false,
    exports: false,
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    kind: KIND,
    score,
    way: Way::Read(read),
    takes: |text, _| role(text).is_some(),
    secrets: |_| Masker::default(),
    hint: |_, _| None,
    choices: |_, _| None,
};

/// Other programs' roles have other needs.
fn score(looked: &Looked<'_>) -> Option<Score> {
    let role = role(looked.text).filter(|role| is_of_tfe(role, looked.name))?;
    let signs = role.settings.len();
    Some(Score {
        certainty: Certainty::Form,
        signs,
        reason: "an AppRole role of Terraform Enterprise",
    })
}

fn read<'v>(given: &[Given<'_>], _: &'v Versions) -> Readers<'v> {
    given.iter().map(|_| Box::new(RoleReader) as Box<dyn Reader>).collect()
}

/// A role as Vault reads it.
struct RoleReader;

impl Reader for RoleReader {
    fn judge(&self, text: &str) -> Judgement {
        let mut findings = Vec::new();
        let found = role(text);
        found.iter().for_each(|role| rules::find(role, &mut findings));
        Judgement { accepted: found.map(|_| true), findings }
    }
}
