//! Text that was damaged on its way: of several damages, the one that explains the others.

use text::LineEnd;
use vault_policy::Swallowed;

use super::{line_breaks_lost, line_ends_cr, rule_in_comment};
use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if facts.layout.line_end == LineEnd::Cr {
        found.extend(line_ends_cr::find(facts));
        return found;
    }
    let swallowed = facts.document.swallowed(facts.text);
    match line_breaks_lost::find(facts, &swallowed) {
        Some(flat) => found.push(flat),
        None => {
            found.extend(swallowed.iter().map(|s| rule_in_comment::say(facts, s)));
            let beheaded = facts.document.beheaded(facts.text);
            found.extend(beheaded.iter().map(|s| rule_in_comment::say_beheaded(facts, s)));
        }
    }
    found
}

/// The rules in comments, where that is the damage which explains the others.
pub(super) fn in_comments(facts: &Facts<'_>) -> Vec<Swallowed> {
    if facts.layout.line_end == LineEnd::Cr {
        return Vec::new();
    }
    let mut swallowed = facts.document.swallowed(facts.text);
    if line_breaks_lost::find(facts, &swallowed).is_some() {
        return Vec::new();
    }
    swallowed.extend(facts.document.beheaded(facts.text));
    swallowed
}
