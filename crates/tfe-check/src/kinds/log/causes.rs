//! Causes apart from what follows from them.

use super::seen::{Seen, wins};
use super::table::{SIGNATURES, signature};

/// The line that only names the startup checks that failed.
const SUMMARY: &str = "startup-checks-failed";
/// How the signature of one check is called: this and the name of the check.
const CHECK: &str = "check-failed-";

/// A known line that nothing else in the log explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// Its place among what was seen.
    pub seen: usize,
    /// The places of what follows from it.
    pub consequences: Vec<usize>,
}

/// Finds the causes, in the order in which they were seen.
pub(crate) fn causes(text: &str, seen: &[Seen]) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    let mut consequences = Vec::new();
    for (at, line) in seen.iter().enumerate() {
        match cause_of(text, seen, line) {
            Some(cause) => consequences.push((cause, at)),
            None => causes.push(Cause { seen: at, consequences: Vec::new() }),
        }
    }
    for (cause, consequence) in consequences {
        if let Some(cause) = causes.iter_mut().find(|c| c.seen == cause) {
            cause.consequences.push(consequence);
        }
    }
    causes
}

/// The line that explains another one, and is explained by none itself.
fn cause_of(text: &str, seen: &[Seen], line: &Seen) -> Option<usize> {
    if signature(line.row).is_some_and(|s| s.id == SUMMARY) {
        return cause_of_summary(text, seen, line);
    }
    let winners = seen.iter().enumerate().filter(|(_, other)| wins(other.row, line.row));
    winners
        .map(|(at, other)| (at, other.row))
        .find(|(_, row)| is_first(seen, *row))
        .map(|(at, _)| at)
}

fn is_first(seen: &[Seen], row: usize) -> bool {
    !seen.iter().any(|other| wins(other.row, row))
}

/// The summary is explained where every check in it is: a check that is named there only would
/// otherwise be lost.
fn cause_of_summary(text: &str, seen: &[Seen], line: &Seen) -> Option<usize> {
    let rest = text.get(line.first.start..).unwrap_or("");
    let names = rest.split_once('[')?.1.split_once(']')?.0;
    let is_separator = |c: char| matches!(c, ',' | '"' | '\\' | ' ');
    let names = names.split(is_separator).filter(|name| !name.is_empty());
    let mut cause = None;
    for name in names {
        let check = SIGNATURES.iter().position(|s| s.id.strip_prefix(CHECK) == Some(name))?;
        let explains = |other: &Seen| other.row == check || wins(other.row, check);
        let explained = |(_, other): &(usize, &Seen)| explains(other) && is_first(seen, other.row);
        let found = seen.iter().enumerate().find(explained)?.0;
        cause.get_or_insert(found);
    }
    cause
}
