//! Text that was damaged on its way: rules inside comments, because line breaks are lost.

use text::{Edit, LineEnd, Span};
use vault_policy::{Operation, Swallowed, unflatten};

use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Asked, Facts, Probe, worst};
use crate::knowledge::rules::vault_policy::{LINE_BREAKS_LOST, LINE_ENDS_CR, RULE_IN_COMMENT};

/// Whether a finding says that a text lost its line breaks.
pub(crate) fn is_flat(finding: &Finding) -> bool {
    finding.rule == &LINE_BREAKS_LOST
}

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.layout.line_end == LineEnd::Cr {
        out.extend(old_mac(facts));
        return;
    }
    let swallowed = facts.document.swallowed(facts.text);
    if let Some(flat) = flat(facts, &swallowed) {
        out.push(flat);
        return;
    }
    out.extend(swallowed.iter().map(|s| in_comment(facts, s)));
}

/// Several rules in one comment, or more rules behind the comment's line: the whole text lost its
/// line breaks.
fn flat(facts: &Facts<'_>, swallowed: &[Swallowed]) -> Option<Finding> {
    let first = swallowed.first()?;
    let shared = swallowed.windows(2).any(|w| matches!(w, [a, b] if a.comment == b.comment));
    let crowded = facts.document.rules.iter().any(|r| {
        let line_start =
            facts.text.get(..first.comment.start).map_or(0, |b| b.rfind('\n').map_or(0, |n| n + 1));
        r.span.start >= line_start && r.span.end <= first.comment.start
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

fn in_comment(facts: &Facts<'_>, swallowed: &Swallowed) -> Finding {
    let before = facts.text.get(..swallowed.insert_at).unwrap_or_default();
    let blanks = Span::new(before.trim_end_matches([' ', '\t']).len(), swallowed.insert_at);
    let edit = Edit::replace(blanks, facts.layout.adapt("\n"));
    let title = "Put it on its own line";
    let (severity, fix) = match swallowed.sure {
        true => (Severity::Error, Fix::safe(title, edit)),
        false => (Severity::Warning, Fix::review(title, edit)),
    };
    let lost = lost(facts, swallowed.rule);
    let severity = lost.map_or(severity, |p| p.severity().max(severity));
    let why = match lost {
        Some(lost) => format!("Vault does not see it. {} {}", lost.call.what, lost.call.why),
        None => {
            "Vault does not see it. The line break before `path` was lost in copying.".to_owned()
        }
    };
    let action = "Put it on its own line.";
    RULE_IN_COMMENT
        .at(swallowed.rule)
        .severity(severity)
        .say("This rule is inside a comment.", why, action)
        .fix(fix)
}

/// The worst of what is needed, denied, and would be allowed by a rule that begins here.
fn lost<'f>(facts: &'f Facts<'_>, rule: Span) -> Option<&'f Probe> {
    let behind = facts.text.get(rule.start..)?;
    let end = behind.find('}').map_or(behind.len(), |at| at + 1);
    let hidden = vault_policy::parse(behind.get(..end)?);
    let read = &hidden.rules.first()?.read;
    let allows = |p: &&Probe| {
        let needed = Operation::of_word(p.call.operation).and_then(Operation::needs);
        read.pattern.matches(&facts.place.path(p.call.path))
            && needed.is_some_and(|c| read.capabilities.contains(c))
    };
    worst(facts.asked.iter().flat_map(Asked::denied).filter(allows))
}

/// A comment ends at the line feed only, so with these line ends it swallows the rest of the file.
fn old_mac(facts: &Facts<'_>) -> Option<Finding> {
    let comment = facts.document.comments.iter().find(|c| c.of(facts.text).contains('\r'))?;
    let rebuilt = facts.text.replace('\r', "\n");
    let finding = LINE_ENDS_CR.at(*comment).say(
        "The lines of this file end with only CR.",
        "In Vault a comment ends only at LF, so this one swallows the rest of the file.",
        "Save the file with LF line endings.",
    );
    Some(finding.fix(Fix::repair("Use LF line endings", facts.text, rebuilt)).alone())
}
