//! Logs: which known failure is in them, and where to look.
//!
//! The text is read once for all known lines ([`find`]); each candidate is looked at within its entry
//! ([`entry`], [`pattern`]); what follows from another line is separated from its cause ([`causes`]).
//! What is not known is never guessed.

mod behavior;
mod causes;
mod clean;
mod entry;
mod find;
mod likeness;
mod message;
mod nothing_known_in_log;
mod others;
mod pattern;
mod points;
mod prefix;
mod seen;
mod table;
#[cfg(test)]
mod tests;
mod time;

use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use clean::Clean;
use seen::Seen;
use table::signature;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
use likeness::{Likeness, is_surely, likeness};
pub(crate) use points::{PointsTo, points_to};

/// Reads a log: a finding for each cause.
fn judge(text: &str) -> Judgement {
    let clean = Clean::of(text);
    let seen = seen::read(&clean.text);
    let causes = causes::causes(&clean.text, &seen);
    let of_others = !causes.is_empty() && others::is_of_others(&clean.text);
    let is_another = |cause: &causes::Cause| {
        let line = seen.get(cause.seen);
        of_others && line.is_some_and(|line| others::names_its_program(&clean.text, line))
    };
    let own = causes.iter().filter(|cause| !is_another(cause));
    let mut findings: Vec<Finding> =
        own.filter_map(|cause| finding(cause, &seen, &clean)).collect();
    if findings.is_empty() && !text.trim().is_empty() {
        findings.push(nothing_known_in_log::say(text));
    }
    Judgement { accepted: None, findings }
}

fn finding(cause: &causes::Cause, seen: &[Seen], clean: &Clean<'_>) -> Option<Finding> {
    let line = seen.get(cause.seen)?;
    let known = signature(line.row)?;
    let message = message::of(known, line);
    let mut finding = known
        .rule
        .at(clean.original(line.first))
        .say(message.what, message.why, message.action)
        .severity(known.severity)
        .stage(known.stage)
        .source(known.evidence, known.source);
    if line.count > 1 {
        finding = finding.related(clean.original(line.last), "The last of them");
    }
    for at in &cause.consequences {
        let Some(line) = seen.get(*at) else { continue };
        let Some(known) = signature(line.row) else { continue };
        let what = message::of(known, line).what;
        finding = finding.related(clean.original(line.first), format!("Follows from it: {what}"));
    }
    Some(finding)
}
