//! A policy that lost its line breaks, and comments that swallow it.

use text::line_start;
use vault_policy::{Swallowed, unflatten};

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::LINE_BREAKS_LOST;

/// Whether a finding says that a text lost its line breaks.
pub(crate) fn is_flat(finding: &Finding) -> bool {
    finding.rule == &LINE_BREAKS_LOST
}

/// Several rules in one comment, or more rules after the comment's line: the whole text lost its
/// line breaks.
pub(super) fn find(facts: &Facts<'_>, swallowed: &[Swallowed]) -> Option<Finding> {
    let first = swallowed.first()?;
    let shared = swallowed.windows(2).any(|w| matches!(w, [a, b] if a.comment == b.comment));
    let crowded = facts.document.rules.iter().any(|r| {
        r.span.start >= line_start(facts.text, first.comment.start)
            && r.span.end <= first.comment.start
    });
    if !shared && !crowded {
        return None;
    }
    let rebuilt = unflatten(facts.text)?;
    let granted = facts.document.rules.len();
    let why = match granted {
        0 => "Vault treats it all as one comment: the policy would be accepted and grant nothing."
            .to_owned(),
        1 => "Vault treats the rest as comments: only 1 rule would count.".to_owned(),
        n => format!("Vault treats the rest as comments: only {n} rules would count."),
    };
    let finding = LINE_BREAKS_LOST.at(first.rule).say(
        "This pasted policy lost its line breaks. It can be rebuilt.",
        why,
        "Use the repaired text. It has line breaks, and `#` before prose between the rules.",
    );
    Some(finding.fix(Fix::repair("Use the repaired text", facts.text, rebuilt)))
}
