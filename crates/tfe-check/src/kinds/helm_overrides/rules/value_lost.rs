//! A value that YAML silently reads as something else: `!secret`, `&name`, `#text`.

use helm_values::{Data, Node, Plain, Style, Value};
use text::Span;

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::is_secret;
use crate::knowledge::rules::helm_overrides::VALUE_LOST;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    facts.settings().filter_map(|given| find_one(facts, &given)).collect()
}

/// Whether nothing or only a part of a value arrives, which is reported here.
pub(super) fn is_lost(facts: &Facts<'_>, given: &Given<'_>) -> bool {
    node(facts, given).is_some_and(|node| Loss::of(facts, given, node).is_some())
}

/// The node of a value, but for those that have a rule of their own: under env.secrets, what is not text fails to render.
fn node<'f>(facts: &Facts<'f>, given: &Given<'_>) -> Option<&'f Node> {
    let has_own = given.secret && !matches!(given.value.data, Data::String(_));
    facts.document.node(given.value.origin?.node).filter(|_| !has_own)
}

/// What YAML reads in place of the value.
enum Loss {
    Tag,
    Anchor,
    /// At this place.
    Comment(Span),
}

impl Loss {
    fn of(facts: &Facts<'_>, given: &Given<'_>, node: &Node) -> Option<Self> {
        if node.tag.as_ref().is_some_and(|t| t.name.starts_with('!')) {
            return Some(Self::Tag);
        }
        if !matches!(given.value.data, Data::Null) {
            return None;
        }
        if node.anchor.is_some() && !is_used(facts, node) {
            return Some(Self::Anchor);
        }
        is_swallowed(facts, given.value)
            .then(|| comment_behind(facts, given.value))?
            .map(Self::Comment)
    }
}

fn find_one(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    let node = node(facts, given)?;
    let path = change::path_of(facts, given);
    let Some(loss) = Loss::of(facts, given, node) else { return cut(facts, given, node, &path) };
    let (at, what) = match loss {
        Loss::Tag if given.text.is_empty() => {
            (node.full_span(), "The value is empty: YAML reads the leading `!` as a tag.")
        }
        Loss::Tag => (
            node.full_span(),
            "The value is cut off: YAML reads the first word with its `!` as a tag.",
        ),
        Loss::Anchor => {
            (node.full_span(), "The value is empty: YAML reads the leading `&` as an anchor name.")
        }
        Loss::Comment(at) => (at, "The value is empty: YAML reads the leading `#` as a comment."),
    };
    let edits = match loss {
        Loss::Comment(_) => change::quote_with_comment(facts, &path),
        Loss::Tag | Loss::Anchor => change::quote(facts, &path, given.value),
    };
    let found = VALUE_LOST.at(at).say(what, why(given), "Put it in single quotes.");
    Some(found.fix(edits.map(|edits| Fix::safe("Put it in quotes", edits))))
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
