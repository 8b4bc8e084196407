//! What is said of logs, and what is done with them.

use super::{Likeness, is_surely, judge, likeness, seen};
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Nature, Traits};
use crate::contract::{Behavior, Certainty, Looked, Reader, Score, Way, apart};

/// What a program printed: TFE, Vault, Helm, Kubernetes or a run.
pub const KIND: Kind = Kind::new(&Traits {
    name: "log",
    title: "Log",
    file: "tfe.log",
    extensions: &["log"],
    reader: "An operator",
    accepted: "This log can be read.",
    refused: "This log cannot be read.",
    content: "log",
    several: "logs",
    // What is in the lines of a log belongs to it.
    bare: Bare::Always,
    nature: Nature::Record,
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior::of(KIND, score, Way::Read(apart::<Log>));

/// Log lines decide, whatever is in them. An error message by itself is a log only where the text is nothing
/// else: pages, scripts and comments quote such messages.
fn score(looked: &Looked<'_>) -> Option<Score> {
    if !looked.whole && is_api_error(looked.text) {
        let reason = "an error message";
        return Some(Score { certainty: Certainty::Signs, signs: 1, reason });
    }
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

/// Whether a text is an error of Vault's API with its answer.
fn is_api_error(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    match first.split_once("Error making API request.") {
        Some((_, rest)) if rest.trim().is_empty() => text.contains("\nCode: "),
        // The line breaks were lost on the way. A page quotes errors that nothing is known of, too.
        Some((_, rest)) => {
            rest.contains("URL: ") && rest.contains("Code: ") && !seen::read(text).is_empty()
        }
        None => false,
    }
}

/// A log says what it says, whatever was given with it.
#[derive(Default)]
struct Log;

impl Reader for Log {
    fn judge(&self, text: &str) -> Judgement {
        judge(text)
    }
}
