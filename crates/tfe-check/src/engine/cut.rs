//! What a text that is too long to be checked as a whole does not show: what the rest may contain, and what only
//! the end of the checked part makes wrong.

use super::reading::Judged;
use super::rules;
use crate::base::finding::Finding;

/// Takes away what is found only because the rest of the text is not looked at. Whether the whole is accepted
/// stays open.
pub(super) fn settle(whole: &str, checked: &str, judged: &mut Judged, findings: &mut Vec<Finding>) {
    if checked.len() == whole.len() {
        return;
    }
    judged.accepted = None;
    let last_line = checked.trim_end().rfind('\n').unwrap_or(0);
    findings
        .retain(|f| rules::is_of_the_length(f) || !(f.rule.absence || f.primary.end > last_line));
}
