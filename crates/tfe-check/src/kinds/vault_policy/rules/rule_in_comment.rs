//! Rules inside comments, because a line break is lost.

use text::{Edit, Span};
use vault_policy::{Operation, Swallowed};

use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Asked, Facts, Probe, worst};
use crate::knowledge::rules::vault_policy::RULE_IN_COMMENT;

/// The finding of one such rule.
pub(super) fn say(facts: &Facts<'_>, swallowed: &Swallowed) -> Finding {
    let edit = on_its_own_line(facts, swallowed);
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

/// The finding of a rule of which only the first line is a comment. Whether it is to be a rule or a comment
/// nobody can tell.
pub(super) fn say_beheaded(facts: &Facts<'_>, swallowed: &Swallowed) -> Finding {
    RULE_IN_COMMENT
        .at(swallowed.rule)
        .say(
            "Only the first line of this rule is a comment.",
            "Vault rejects the whole policy: the rest of the rule has no path.",
            "Remove the `#`, or comment out the whole rule.",
        )
        .fix(Fix::review("Uncomment the rule", on_its_own_line(facts, swallowed)))
}

/// Puts such a rule on a line of its own.
pub(super) fn on_its_own_line(facts: &Facts<'_>, swallowed: &Swallowed) -> Edit {
    let marks = Span::new(swallowed.comment.start, swallowed.insert_at);
    if marks.of(facts.text).trim_matches(['#', '/', ' ', '\t']).is_empty() {
        return Edit::delete(marks);
    }
    let before = facts.text.get(..swallowed.insert_at).unwrap_or_default();
    let blanks = Span::new(before.trim_end_matches([' ', '\t']).len(), swallowed.insert_at);
    Edit::replace(blanks, facts.layout.adapt("\n"))
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
