//! `data "vault_policy_document"`: the policy that its `rule` blocks make, and rules added to it.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use text::{Edit, Layout, Span, line_start};

use super::arguments;
use super::template::span;
use crate::carry::part::{Embedded, Form};
use crate::knowledge::arguments::POLICY_RULE;

/// The policy that the provider makes of a document; `None` where it has no rules.
pub(crate) fn policy(file: &str, block: &Block, name: &str) -> Option<Embedded> {
    let mut found = Embedded::new(name, Form::RuleBlocks);
    for rule in block.body.get_blocks("rule") {
        one(file, rule, &mut found);
    }
    if let Some(dynamic) = block.body.get_blocks("dynamic").next() {
        found.loose = span(dynamic.ident.span());
    }
    (!found.text.is_empty() || found.loose.is_some()).then_some(found)
}

/// What a rule of a document may hold besides its path, and the word in the policy.
const LISTS: [&str; 3] = ["capabilities", "required_parameters", "subscribe_event_types"];
const LIMITS: [&str; 2] = ["min_wrapping_ttl", "max_wrapping_ttl"];
const PARAMETERS: [(&str, &str); 2] =
    [("allowed_parameter", "allowed_parameters"), ("denied_parameter", "denied_parameters")];

fn one(file: &str, rule: &Block, into: &mut Embedded) {
    let Some(whole) = span(rule.span()) else { return };
    let header = span(rule.ident.span()).unwrap_or(whole);
    let end = Span::new(whole.end.saturating_sub(1), whole.end);
    into.frame("path ", header);
    let attribute = |name| arguments::find(&rule.body, &POLICY_RULE, name);
    match attribute("path") {
        Some(path) => value(file, &path.value, into),
        None => into.unknown_text(header),
    }
    into.frame(" {\n", header);
    for key in LISTS.iter().chain(&LIMITS) {
        if let Some(attribute) = attribute(*key) {
            let key_span = span(attribute.key.span()).unwrap_or(header);
            into.frame("  ", key_span);
            match attribute.key.as_str() == *key {
                true => into.same(file, key_span),
                false => into.other(key, key_span),
            }
            into.frame(" = ", key_span);
            value(file, &attribute.value, into);
            into.frame("\n", key_span);
        }
    }
    for (block, key) in PARAMETERS {
        parameters(file, &rule.body, block, key, into);
    }
    into.frame("}\n", end);
}

fn parameters(file: &str, body: &Body, block: &str, key: &str, into: &mut Embedded) {
    let mut blocks = body.get_blocks(block).peekable();
    let Some(first) = blocks.peek().and_then(|b| span(b.ident.span())) else { return };
    into.frame(&format!("  {key} = {{\n"), first);
    for parameter in blocks {
        let place = span(parameter.ident.span()).unwrap_or(first);
        let (name, values) =
            (parameter.body.get_attribute("key"), parameter.body.get_attribute("value"));
        if let (Some(name), Some(values)) = (name, values) {
            into.frame("    ", place);
            value(file, &name.value, into);
            into.frame(" = ", place);
            value(file, &values.value, into);
            into.frame("\n", place);
        }
    }
    into.frame("  }\n", first);
}

/// A value as it stands; a part of it that is no plain value is unknown.
fn value(file: &str, expression: &Expression, into: &mut Embedded) {
    let Some(whole) = span(expression.span()) else { return };
    match expression {
        Expression::String(_) if !whole.of(file).contains(['$', '%']) => into.same(file, whole),
        Expression::Number(_) | Expression::Bool(_) => into.same(file, whole),
        Expression::StringTemplate(_) => template(file, expression, whole, into),
        Expression::Array(list) => {
            let mut done = whole.start;
            for element in list.iter() {
                let Some(place) = span(element.span()) else { continue };
                // Comments between the elements are no part of the policy.
                let between = if done == whole.start { "[" } else { ", " };
                into.other(between, Span::new(done, place.start));
                value(file, element, into);
                done = place.end;
            }
            let close = if done == whole.start { "[]" } else { "]" };
            into.other(close, Span::new(done, whole.end));
        }
        _ => into.unknown_text(whole),
    }
}

fn template(file: &str, expression: &Expression, whole: Span, into: &mut Embedded) {
    match super::template::read(file, expression, "") {
        Some(read) if !read.text.contains(['"', '\\', '\n']) => {
            into.other("\"", Span::new(whole.start, whole.start + 1));
            into.append(&read);
            into.other("\"", Span::new(whole.end - 1, whole.end));
        }
        _ => into.unknown_text(whole),
    }
}

/// A rule that a fix wants to add.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NewRule {
    comment: String,
    path: String,
    capabilities: String,
}

/// The rules that an inserted text is; `None` where it is something else.
pub(crate) fn new_rules(insert: &str) -> Option<Vec<NewRule>> {
    let document = vault_policy::parse(insert);
    if document.rules.is_empty() || !document.problems.is_empty() {
        return None;
    }
    let comment = |end: usize| {
        let before = insert.get(..end).unwrap_or("").trim_end();
        let line = before.rsplit('\n').next().unwrap_or("");
        line.strip_prefix("# ").unwrap_or("").to_owned()
    };
    let rule = |rule: &vault_policy::Rule| {
        let words: Vec<String> =
            rule.read.capabilities.iter().map(|c| format!("\"{}\"", c.word())).collect();
        let list = rule.all(vault_policy::RuleKey::Capabilities).next();
        NewRule {
            comment: comment(rule.span.start),
            path: rule.path.value.clone(),
            // In the order of the text, which is the documented one.
            capabilities: list.map_or_else(
                || format!("[{}]", words.join(", ")),
                |list| list.value.span.of(insert).to_owned(),
            ),
        }
    };
    Some(document.rules.iter().map(rule).collect())
}

/// Puts `rule` blocks after the block that ends at `at`, or before the first one.
pub(crate) fn insert(file: &str, at: usize, rules: &[NewRule]) -> Option<Edit> {
    let start = line_start(file, at);
    let line = file.get(start..)?.lines().next()?;
    let indent = line.get(..line.len() - line.trim_start().len())?;
    let block = |rule: &NewRule| {
        let mut out = format!("{indent}rule {{\n{indent}  path         = \"{}\"\n", rule.path);
        out.push_str(&format!("{indent}  capabilities = {}\n", rule.capabilities));
        if !rule.comment.is_empty() {
            out.push_str(&format!("{indent}  description  = \"{}\"\n", rule.comment));
        }
        out.push_str(&format!("{indent}}}"));
        out
    };
    let blocks = rules.iter().map(block).collect::<Vec<_>>().join("\n\n");
    let before = file.get(start..at)?.trim().is_empty();
    let (at, out) =
        if before { (start, format!("{blocks}\n\n")) } else { (at, format!("\n\n{blocks}")) };
    // The first lines show how all of them end; a file has many edits.
    let head = file.get(..file.floor_char_boundary(4096)).unwrap_or(file);
    Some(Edit::insert(at, Layout::of(head).adapt(&out).into_owned()))
}
