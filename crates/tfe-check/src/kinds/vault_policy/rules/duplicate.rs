//! The repair of an attribute that is set twice in one rule: as Vault up to 1.20 read it.

use text::{Edit, EditSetBuilder};
use vault_policy::{AttributeValue, Problem, ProblemKind, RuleKey};

use super::change;
use crate::base::finding::Fix;
use crate::kinds::vault_policy::Facts;

/// Lists of capabilities were joined; of everything else that has one value the last one counted.
pub(crate) fn joined(facts: &Facts<'_>, problem: &Problem) -> Option<Fix> {
    let ProblemKind::DuplicateAttribute { first, .. } = &problem.kind else { return None };
    let rules = &facts.document.rules;
    let behind = rules.partition_point(|r| r.span.start <= problem.span.start);
    let rule = rules.get(behind.checked_sub(1)?)?;
    let at = |span| rule.attributes.iter().find(|a| a.key.span == span);
    let (one, two) = (at(*first)?, at(problem.span)?);
    let known = two.known?;
    if known != RuleKey::Capabilities {
        let single = [RuleKey::Policy, RuleKey::MinWrappingTtl, RuleKey::MaxWrappingTtl];
        let edits = single.contains(&known).then(|| change::without_attribute(facts, one))??;
        return Some(Fix::review("Keep the last one", edits));
    }
    let lists = [one, two].map(|a| matches!(a.value.value, AttributeValue::List(_)));
    if lists != [true, true] || facts.document.comments.iter().any(|c| c.overlaps(one.value.span)) {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    for element in one.elements().iter().chain(two.elements()) {
        let word = element.value.as_deref()?;
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let list = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    let mut all = EditSetBuilder::default();
    all.add(&Edit::replace(one.value.span, format!("[{list}]")).into()).ok()?;
    all.add(&change::without_attribute(facts, two)?).ok()?;
    Some(Fix::review("Merge the two lists", all.finish()))
}
