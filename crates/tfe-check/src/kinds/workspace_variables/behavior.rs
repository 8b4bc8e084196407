//! What is said of lists of variables, and what is done with them.

use text::Masker;

use super::read::{Likeness, lists};
use super::view::view;
use super::{hint, names, rules};
use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::kind::{Kind, Traits};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::contract::{Behavior, Certainty, Given, Looked, Reader, Readers, Score, Way};
use crate::variables::Beside;

/// Variables of a workspace that give its runs credentials.
pub const KIND: Kind = Kind::new(&Traits {
    name: "workspace-variables",
    title: "Workspace variables",
    file: "workspace.env",
    // Other programs' files end so too: the content decides.
    extensions: &[],
    reader: "A run",
    accepted: "A run can use these variables.",
    refused: "A run cannot use these variables.",
    content: "variables",
    plural: true,
    several: "lists of variables",
    call: Some("/api/v2/"),
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| lists(text).is_some_and(|(lists, _)| !lists.is_empty()),
    secrets,
    hint: hint::hint,
    choices: hint::choices,
    variables: super::lists,
    ..Behavior::of(KIND, score, Way::Read(read))
};

fn score(looked: &Looked<'_>) -> Option<Score> {
    // A shell's prompt, a fence or a command around them is taken off first.
    let (_, likeness) = lists(looked.text)?;
    let certainty = match likeness {
        Likeness::List => Certainty::Form,
        Likeness::Holds => Certainty::Signs,
        // Anything else in it that is checked counts more.
        Likeness::Page if looked.whole => Certainty::Name,
        Likeness::Page => return None,
    };
    Some(Score { certainty, signs: 1, reason: "variables for dynamic credentials" })
}

/// What is marked as sensitive.
fn secrets(text: &str) -> Masker {
    let mut masker = Masker::default();
    let all = lists(text).map(|(lists, _)| lists).unwrap_or_default();
    for variable in all.iter().flat_map(|list| &list.variables).filter(|v| v.sensitive) {
        masker.add_place(variable.place);
        // What a message says of a switch is no secret.
        if let Some(value) = variable.value.as_deref().filter(|_| !names::is_ours(&variable.name)) {
            masker.add_value(value);
        }
    }
    masker
}

fn read<'v>(given: &[Given<'_>], _: &'v Versions) -> Readers<'v> {
    let reader = |given: &Given<'_>| VariablesReader { beside: given.beside.clone() };
    given.iter().map(|given| Box::new(reader(given)) as Box<dyn Reader>).collect()
}

/// Variables as the agent of a run reads them.
struct VariablesReader {
    /// What the other texts given say.
    beside: Beside,
}

impl Reader for VariablesReader {
    fn judge(&self, text: &str) -> Judgement {
        let lists = lists(text).map(|(lists, _)| lists).unwrap_or_default();
        let mut findings = rules::find(&lists, &self.beside);
        if lists.is_empty() && !text.trim().is_empty() {
            findings.push(rules::nothing(text));
        }
        Judgement { accepted: None, findings }
    }

    fn view(&self, text: &str, findings: &[Finding]) -> View {
        let lists = lists(text).map(|(lists, _)| lists).unwrap_or_default();
        view(text, &lists, findings)
    }
}
