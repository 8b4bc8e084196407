//! A policy in a form that Vault does not read: JSON after a comment, and YAML.

use text::{Edit, EditSet, Span};
use vault_policy::{Mode, parse};

use super::facts::With;
use super::once::parsed;
use crate::base::finding::Fix;
use crate::base::judgement::Judgement;
use crate::carry::signs::yaml_policy;
use crate::contract::Mended;
use crate::knowledge::rules::vault_policy::POLICY_SYNTAX;

/// JSON with comments before it, without them.
pub(super) fn without_comment(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    if judged.accepted == Some(true) || parsed(text).mode == Mode::Json {
        return None;
    }
    let comments = before_brace(text)?;
    let edits = EditSet::from(Edit::delete(comments));
    let json = parse(text.get(comments.end..)?);
    if json.tokens().len() < 3 || !text.get(comments.end + 1..)?.trim_start().starts_with('"') {
        return None;
    }
    let line = Span::new(comments.start, comments.start + comments.of(text).trim_end().len());
    let first = line.of(text).lines().next().unwrap_or("").len();
    let said = POLICY_SYNTAX
        .at(Span::new(line.start, line.start + first))
        .say(
            "A comment is before the JSON.",
            "Vault takes a policy for JSON only where it begins with `{`; JSON has no comments.",
            "Remove the comment.",
        )
        .fix(Fix::review("Remove the comment", edits.clone()));
    let text = edits.apply(text).ok()?;
    Some(Mended { text, edits, said: vec![said], accepted: Some(false), ..Mended::default() })
}

/// The comments and blanks that a text begins with, up to its first brace.
fn before_brace(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let mut rest = text.trim_start();
    while !rest.starts_with('{') {
        let end = if rest.starts_with("/*") {
            rest.find("*/")? + 2
        } else if rest.starts_with("//") || rest.starts_with('#') {
            rest.find('\n')?
        } else {
            return None;
        };
        rest = rest.get(end..)?.trim_start();
    }
    let end = text.len() - rest.len();
    (start < end).then(|| Span::new(start, end))
}

/// Rules in the way of YAML. What they lack or grant is not judged, because nothing of them can be read.
pub(super) fn no_yaml(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    if judged.accepted == Some(true) {
        return None;
    }
    let first = yaml_policy::of(text)?;
    let said = POLICY_SYNTAX.at(Span::new(first.start, first.end)).say(
        "This policy is written as YAML.",
        "Vault reads HCL and JSON: `vault policy write` fails.",
        "Write each rule as `path \"…\" { capabilities = [\"…\"] }`.",
    );
    let text = text.to_owned();
    Some(Mended { text, said: vec![said], part: true, until: Some(0), ..Mended::default() })
}
