//! What is said of logs, and what is done with them.

use text::Masker;

use super::{Likeness, is_surely, judge, likeness};
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Language, Traits};
use crate::base::versions::Versions;
use crate::contract::{Behavior, Certainty, Given, Looked, Reader, Readers, Score, Way};

/// What a program printed: TFE, Vault, Helm, Kubernetes or a run.
pub const KIND: Kind = Kind::new(&Traits {
    name: "log",
    title: "Log",
    file: "tfe.log",
    extensions: &["log"],
    language: Language::Plain,
    reader: "An operator",
    accepted: "This log can be read.",
    refused: "This log cannot be read.",
    content: "log",
    plural: false,
    several: "logs",
    grammar: None,
    empty: "There is nothing to check.",
    // What is in the lines of a log belongs to it.
    bare: Bare::Always,
    profiles: false,
    charts: false,
    carries: false,
    exports: false,
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    kind: KIND,
    score,
    way: Way::Read(read),
    takes: |_, _| true,
    secrets: |_| Masker::default(),
    hint: |_, _| None,
    choices: |_, _| None,
};

/// Log lines decide, whatever is in them. An error message by itself is a log only where the text is nothing
/// else: pages, scripts and comments quote such messages.
fn score(looked: &Looked<'_>) -> Option<Score> {
    // A text inside of another one is a log only where its lines show it.
    let likeness = match looked.whole {
        true => likeness(looked.text),
        false if is_surely(looked.text) => Likeness::Surely,
        false => Likeness::No,
    };
    let (certainty, signs, reason) = match likeness {
        Likeness::Surely => (Certainty::Form, usize::MAX, "log lines"),
        Likeness::Maybe => (Certainty::Name, 0, "an error message"),
        Likeness::No if looked.whole && looked.is_named(KIND) => {
            (Certainty::Name, 0, "the file's name")
        }
        Likeness::No => return None,
    };
    Some(Score { certainty, signs, reason })
}

fn read<'v>(given: &[Given<'_>], _: &'v Versions) -> Readers<'v> {
    given.iter().map(|_| Box::new(Log) as Box<dyn Reader>).collect()
}

/// A log says what it says, whatever was given with it.
struct Log;

impl Reader for Log {
    fn judge(&self, text: &str) -> Judgement {
        judge(text)
    }
}
