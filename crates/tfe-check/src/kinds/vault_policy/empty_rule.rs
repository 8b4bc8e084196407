//! Paths in JSON that have no block: `"secret/b": null`. One of them is enough for Vault to read no rule at all, and
//! to take the paths beside it for keys.

use text::{Edit, EditSet, Span};
use vault_policy::{AttributeValue, Mode};

use super::facts::With;
use super::once::parsed;
use crate::base::judgement::Judgement;
use crate::contract::Mended;
use crate::knowledge::rules::vault_policy::POLICY_SYNTAX;

/// The policy without them.
pub(super) fn without(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let document = parsed(text);
    if judged.accepted == Some(true) || document.mode != Mode::Json {
        return None;
    }
    let rule = document.rules.iter().find(|rule| rule.path.span == rule.keyword)?;
    let all = &rule.attributes;
    let is_block = |value: &AttributeValue| matches!(value, AttributeValue::Block);
    if all.iter().any(|a| a.known.is_some()) || !all.iter().any(|a| is_block(&a.value.value)) {
        return None;
    }
    let (mut said, mut edits) = (Vec::new(), Vec::new());
    for (at, one) in all.iter().enumerate().filter(|(_, a)| !is_block(&a.value.value)) {
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let gone = match (all.get(at + 1), before) {
            (Some(next), _) => Span::new(one.key.span.start, next.key.span.start),
            (None, Some(before)) => Span::new(before.value.span.end, one.value.span.end),
            (None, None) => return None,
        };
        edits.push(Edit::delete(gone));
        said.push(POLICY_SYNTAX.at(one.key.span).say(
            "This path has no block.",
            "Vault reads no rule then and takes every path next to it for an unknown key.",
            "Write {\"capabilities\": [ … ]} for it, or remove the path.",
        ));
    }
    let edits = EditSet::new(edits).ok().filter(|edits| !edits.is_empty())?;
    let text = edits.apply(text).ok()?;
    Some(Mended { text, edits, said, accepted: Some(false), ..Mended::default() })
}
