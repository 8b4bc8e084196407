//! A value that YAML silently reads as something else: `!secret`, `&name`, `#text`.

use helm_values::{Data, Node, Plain, Style, Value};
use text::Span;

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::is_secret;
use crate::knowledge::rules::helm_overrides::VALUE_LOST;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for given in facts.settings() {
        let Some(node) = given.value.origin.and_then(|o| facts.document.node(o.node)) else {
            continue;
        };
        // A value that is not text fails to render under env.secrets, which has its own rule.
        if given.secret && !matches!(given.value.data, Data::String(_)) {
            continue;
        }
        out.extend(find_one(facts, &given, node));
    }
}

fn find_one(facts: &Facts<'_>, given: &Given<'_>, node: &Node) -> Option<Finding> {
    let path = change::path_of(facts, given);
    if node.tag.as_ref().is_some_and(|t| t.name.starts_with('!')) {
        let what = if given.text.is_empty() {
            "The value is empty: YAML reads the leading `!` as a tag."
        } else {
            "The value is cut off: YAML reads the first word with its `!` as a tag."
        };
        let found =
            VALUE_LOST.at(node.full_span()).say(what, why(given), "Put it in single quotes.");
        return Some(found.fix(change::quote(facts, &path, given.value).map(quoted)));
    }
    let null = matches!(given.value.data, Data::Null);
    if null && node.anchor.is_some() && !is_used(facts, node) {
        let found = VALUE_LOST.at(node.full_span()).say(
            "The value is empty: YAML reads the leading `&` as an anchor name.",
            why(given),
            "Put it in single quotes.",
        );
        return Some(found.fix(change::quote(facts, &path, given.value).map(quoted)));
    }
    if null && is_swallowed(facts, given.value) {
        let found = VALUE_LOST.at(comment_behind(facts, given.value)?).say(
            "The value is empty: YAML reads the leading `#` as a comment.",
            why(given),
            "Put it in single quotes.",
        );
        return Some(found.fix(change::quote_with_comment(facts, &path).map(quoted)));
    }
    cut(facts, given, node, &path)
}

/// A secret cut at a ` #` that no blank follows.
fn cut(facts: &Facts<'_>, given: &Given<'_>, node: &Node, path: &[&str]) -> Option<Finding> {
    let scalar = node.as_scalar().filter(|s| s.style == Style::Plain && s.value != Plain::Null)?;
    let secret = given.secret || is_secret(given.name);
    let comment = comment_behind(facts, given.value)?;
    let tight = comment
        .of(facts.text)
        .get(1..)
        .is_some_and(|c| c.starts_with(|c: char| !c.is_whitespace() && c != '#'));
    (secret && tight && !scalar.text.is_empty()).then(|| {
        VALUE_LOST
            .at(comment)
            .severity(Severity::Warning)
            .say(
                "The secret may be cut off here: ` #` begins a comment.",
                "TFE gets only the text before it.",
                "Put the whole value in single quotes, or add a space after the `#`.",
            )
            .fix(
                change::quote_with_comment(facts, path)
                    .map(|e| Fix::review("Quote it with the comment", e)),
            )
    })
}

fn quoted(edits: text::EditSet) -> Fix {
    Fix::safe("Put it in quotes", edits)
}

fn why(given: &Given<'_>) -> String {
    match given.name {
        "TFE_DATABASE_PASSWORD" => "TFE connects to the database without its password.".to_owned(),
        name => format!("TFE gets no `{name}`, or a wrong one, and nothing reports it."),
    }
}

/// Whether a comment is right after the colon, where the value is expected.
pub(super) fn is_swallowed(facts: &Facts<'_>, value: &Value) -> bool {
    let Some(comment) = comment_behind(facts, value) else { return false };
    comment
        .of(facts.text)
        .get(1..)
        .is_some_and(|c| c.starts_with(|c: char| !c.is_whitespace() && c != '#'))
}

fn comment_behind(facts: &Facts<'_>, value: &Value) -> Option<Span> {
    let start = place::value(value).end;
    let comments = facts.document.comments();
    let next = comments.partition_point(|c| c.span.start < start);
    let comment = comments.get(next)?.span;
    let between = Span::new(start, comment.start).of(facts.text);
    (!between.contains(['\n', '\r'])).then_some(comment)
}

fn is_used(facts: &Facts<'_>, node: &Node) -> bool {
    node.anchor.as_ref().is_some_and(|anchor| facts.has_alias(&anchor.name))
}
