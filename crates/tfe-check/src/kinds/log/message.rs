//! The words of a finding.

use text::short;

use super::seen::Seen;
use super::table::Signature;
use crate::base::finding::Message;

/// What happened, why, and what to do.
pub(crate) fn of(known: &Signature, seen: &Seen) -> Message {
    let subject = seen.subject.as_deref().unwrap_or("");
    Message {
        what: known.what.replace("{}", &short(subject)).into(),
        why: format!("{}{}", known.why, how_often(seen)).into(),
        action: known.action.replace("{}", subject).into(),
    }
}

/// How often a line is there, and when.
fn how_often(seen: &Seen) -> String {
    match (seen.count, &seen.first_time, &seen.last_time) {
        (1, ..) => String::new(),
        (count, Some(first), Some(last)) if first != last => {
            format!(" It occurs {count} times, from {first} to {last}.")
        }
        (count, ..) => format!(" It occurs {count} times."),
    }
}
