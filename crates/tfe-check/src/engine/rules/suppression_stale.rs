//! Comments that ignore findings which are not there.

use text::{Edit, Span};

use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::any::SUPPRESSION_STALE;

/// The finding at a comment with `idle` rules: `all` of its rules, or some of them. `whole` is the comment
/// with its line, where it has one of its own.
pub(crate) fn stale(comment: Span, whole: Span, idle: &[&str], all: bool) -> Finding {
    let why = "The file has been fixed, or the comment is on the wrong line.";
    if !all {
        let names: Vec<String> = idle.iter().map(|name| format!("`{name}`")).collect();
        let what = "Part of this comment ignores a finding that does not exist.";
        let action = format!("Remove {} from the comment.", names.join(" and "));
        return SUPPRESSION_STALE.at(comment).say(what, why, action);
    }
    let what = "This comment ignores a finding that does not exist.";
    let fix = Fix::review("Remove the comment", Edit::delete(whole));
    SUPPRESSION_STALE.at(comment).say(what, why, "Remove the comment.").fix(fix)
}
