//! Paths in JSON that have no block: `"secret/b": null`. One of them is enough for Vault to read no rule at all, and
//! to take the paths next to it for keys.

use text::{Edit, EditSet, Span};
use vault_policy::{Attribute, AttributeValue, Mode};

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
    if all.iter().any(|attribute| attribute.known.is_some()) {
        return None;
    }
    let is_block = |a: &Attribute| matches!(a.value.value, AttributeValue::Block);
    let last_block = all.iter().rposition(is_block)?;
    let (mut said, mut edits) = (Vec::new(), Vec::new());
    for (at, one) in all.iter().enumerate().filter(|(_, a)| !is_block(a)) {
        if let Some(next) = all.get(at + 1).filter(|_| at < last_block) {
            edits.push(Edit::delete(Span::new(one.key.span.start, next.key.span.start)));
        }
        said.push(POLICY_SYNTAX.at(one.key.span).say(
            "This path has no block.",
            "Then Vault reads no rule at all and treats every path at this level as an unknown key.",
            "Write {\"capabilities\": [ … ]} for it, or remove the path.",
        ));
    }
    // After the last block no comma may be left.
    let rest = all.get(last_block).zip(all.get(last_block + 1..).and_then(<[_]>::last));
    edits.extend(
        rest.map(|(block, last)| {
            Edit::delete(Span::new(block.value.span.end, last.value.span.end))
        }),
    );
    let edits = EditSet::new(edits).ok().filter(|edits| !edits.is_empty())?;
    let text = edits.apply(text).ok()?;
    Some(Mended { text, edits, said, accepted: Some(false), ..Mended::default() })
}
