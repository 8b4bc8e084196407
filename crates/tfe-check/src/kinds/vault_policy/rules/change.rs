//! Changes of a policy that several rules offer: a rule or a limit taken away, another list.

use text::{Edit, EditSet, EditSetBuilder, Span};
use vault_policy::{Attribute, Mode, Rule as PolicyRule, RuleKey, edit};

use super::lack::Lack;
use crate::base::finding::Finding;
use crate::kinds::vault_policy::{Asked, Facts};

/// Takes a whole rule away. `None` in JSON, and where a comment would go with it.
pub(crate) fn without_rule(facts: &Facts<'_>, rule: &PolicyRule) -> Option<EditSet> {
    if facts.document.mode == Mode::Json {
        return None;
    }
    without(facts, rule.span)
}

/// Takes an attribute away. `None` where a comment would go with it.
pub(crate) fn without_attribute(facts: &Facts<'_>, attribute: &Attribute) -> Option<EditSet> {
    if facts.document.mode == Mode::Hcl {
        return without(facts, attribute.span);
    }
    let Span { start, end } = attribute.span;
    let behind = facts.text.get(end..)?;
    let gap = behind.len() - behind.trim_start().len();
    if behind.trim_start().starts_with(',') {
        let rest = behind.get(gap + 1..)?;
        let next = rest.len() - rest.trim_start().len();
        return Some(Edit::delete(Span::new(start, end + gap + 1 + next)).into());
    }
    let before = facts.text.get(..start)?.trim_end();
    let from = if before.ends_with(',') { before.len() - 1 } else { start };
    Some(Edit::delete(Span::new(from, end)).into())
}

/// Other words in place of what a rule grants.
pub(crate) fn granting(facts: &Facts<'_>, rule: &PolicyRule, words: &[&str]) -> Option<EditSet> {
    let list = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    let mut all = rule.all(RuleKey::Capabilities).chain(rule.all(RuleKey::Policy));
    let (attribute, None) = (all.next()?, all.next()) else { return None };
    if has_comment(facts, attribute.span) {
        return None;
    }
    let hcl = facts.document.mode == Mode::Hcl;
    let edit = match attribute.known {
        Some(RuleKey::Policy) if hcl => {
            Edit::replace(attribute.span, format!("capabilities = [{list}]"))
        }
        Some(RuleKey::Policy) => {
            Edit::replace(attribute.span, format!("\"capabilities\": [{list}]"))
        }
        _ => Edit::replace(attribute.value.span, format!("[{list}]")),
    };
    Some(edit.into())
}

/// The best fixes of some findings as one.
pub(crate) fn together<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> EditSet {
    let mut all = EditSetBuilder::default();
    for fix in findings.into_iter().filter_map(|f| f.fixes.first()) {
        // What does not go together with an earlier fix is done in the next round.
        let _ = all.add(&fix.edits);
    }
    all.finish()
}

/// The rule taken away, and what is missing because it decides added: the findings that it stands
/// for are taken out of `missing`. `None` where it is the cause of none.
pub(crate) fn in_place_of(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    missing: &mut Vec<Lack>,
) -> Option<EditSet> {
    let added = next_to(facts, rule, missing)?;
    let mut all = EditSetBuilder::default();
    let gone = without_rule(facts, rule);
    let fits = gone.is_some_and(|edits| all.add(&edits).is_ok()) && all.add(&added).is_ok();
    Some(if fits { all.finish() } else { added })
}

/// The same, and the rule stays: the narrower rules win against it.
pub(crate) fn next_to(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    missing: &mut Vec<Lack>,
) -> Option<EditSet> {
    let decides = |at: usize| {
        let mut denied = facts.asked.get(at).into_iter().flat_map(Asked::denied);
        denied.all(|p| facts.deciding(p).is_some_and(|r| r.read.pattern == rule.read.pattern))
    };
    let own: Vec<Lack> = missing.extract_if(.., |one| one.is_of(decides)).collect();
    if own.is_empty() {
        return None;
    }
    Some(together(own.iter().map(|one| &one.finding)))
}

/// A rule of the documented policy as text, without its comment.
pub(crate) fn rule_text(path: &str, capabilities: &[&str], unit: &str) -> String {
    let capabilities = capabilities.iter().filter_map(|c| vault_policy::Capability::of_word(c));
    let rule = edit::NewRule {
        comment: None,
        path: path.to_owned(),
        capabilities: capabilities.collect(),
    };
    edit::rule_text(&rule, unit)
}

/// The whole lines where nothing else stands on them, and the blank line that would be left.
fn without(facts: &Facts<'_>, span: Span) -> Option<EditSet> {
    if has_comment(facts, span) {
        return None;
    }
    let text = facts.text;
    let before = text.get(..span.start)?;
    let after = text.get(span.end..)?;
    let bare = before.trim_end_matches([' ', '\t']);
    let rest = after.trim_start_matches([' ', '\t', ',']);
    let own = (bare.is_empty() || bare.ends_with('\n'))
        && (rest.is_empty() || rest.starts_with(['\n', '\r']));
    if !own {
        let gap = if bare.ends_with('\n') { before.len() } else { bare.len() };
        let end = span.end + usize::from(after.starts_with(','));
        return Some(Edit::delete(Span::new(gap, end)).into());
    }
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let mut end = text.len() - rest.len() + line;
    let blank_before = bare.is_empty() || bare.ends_with("\n\n") || bare.ends_with("\n\r\n");
    let next = text.get(end..)?;
    if blank_before && let Some(after) = next.strip_prefix("\r\n").or(next.strip_prefix('\n')) {
        end = text.len() - after.len();
    }
    Some(Edit::delete(Span::new(bare.len(), end)).into())
}

fn has_comment(facts: &Facts<'_>, span: Span) -> bool {
    facts.document.comments.iter().any(|c| c.overlaps(span))
}
