use text::{Edit, EditSet, Layout, Span};

use super::{begins_line, has_line_break, indent_at, indent_unit, line_end, list_of, mode_of};
use crate::{Attribute, Capability, Mode, Rule, RuleKey};

/// Grants more in a rule, in the style of its list; creates the list where there is none. What is
/// granted already stays out; an empty set means nothing is to be done.
///
/// `None` where an edit cannot help: the rule denies, or its `capabilities` are no list.
///
/// ```
/// use vault_policy::{Capability, edit::add_capabilities, parse};
///
/// let text = r#"path "a" { capabilities = ["read"] }"#;
/// let edits = add_capabilities(text, &parse(text).rules[0], &[Capability::List]).unwrap();
/// assert_eq!(edits.apply(text).unwrap(), r#"path "a" { capabilities = ["read", "list"] }"#);
/// ```
pub fn add_capabilities(text: &str, rule: &Rule, wanted: &[Capability]) -> Option<EditSet> {
    if rule.read.capabilities.denies() {
        return None;
    }
    let mut missing: Vec<String> = Vec::new();
    for capability in wanted {
        let word = format!("\"{capability}\"");
        if !rule.read.capabilities.contains(*capability) && !missing.contains(&word) {
            missing.push(word);
        }
    }
    if missing.is_empty() {
        return Some(EditSet::default());
    }
    let edits = match list_of(rule) {
        Some(list) => into_list(text, list, &missing),
        None if rule.all(RuleKey::Capabilities).next().is_some() => return None,
        None => new_attribute(text, rule, &missing),
    };
    EditSet::new(edits).ok()
}

fn into_list(text: &str, list: &Attribute, missing: &[String]) -> Vec<Edit> {
    let joined = missing.join(", ");
    let [.., last] = list.elements() else {
        return vec![Edit::insert(list.value.span.start + 1, joined)];
    };
    let end = last.span.end;
    let eol = line_end(text, end);
    let own_line = begins_line(text, last.span.start)
        && has_line_break(text, Span::new(list.value.span.start, last.span.start))
        && list.value.span.end > eol;
    if !own_line {
        return vec![Edit::insert(end, format!(", {joined}"))];
    }
    let behind = Span::new(end, eol).of(text);
    let comma = behind.trim_start().starts_with(',');
    let indent = indent_at(text, last.span.start);
    let mut lines = String::new();
    for (index, word) in missing.iter().enumerate() {
        let separator = if comma || index + 1 < missing.len() { "," } else { "" };
        lines.push_str(&format!("\n{indent}{word}{separator}"));
    }
    let lines = Layout::of(text).adapt(&lines).into_owned();
    if comma {
        return vec![Edit::insert(eol, lines)];
    }
    if behind.trim().is_empty() {
        return vec![Edit::insert(end, format!(",{lines}"))];
    }
    // A comment stands after the last element; it stays with it.
    vec![Edit::insert(end, ","), Edit::insert(eol, lines)]
}

fn new_attribute(text: &str, rule: &Rule, missing: &[String]) -> Vec<Edit> {
    let words = missing.join(", ");
    let json = mode_of(text) == Mode::Json;
    let attribute = match json {
        true => format!("\"capabilities\": [{words}]"),
        false => format!("capabilities = [{words}]"),
    };
    let comma = if json && !rule.attributes.is_empty() { "," } else { "" };
    let open = rule.body.start + 1;
    if !has_line_break(text, rule.body) {
        let inner = Span::new(open, rule.body.end.saturating_sub(1)).of(text);
        let after = if inner.is_empty() { " " } else { "" };
        return vec![Edit::insert(open, format!(" {attribute}{comma}{after}"))];
    }
    let first = rule.attributes.first().map(|a| a.span.start);
    let indent = match first.filter(|at| begins_line(text, *at)) {
        Some(at) => indent_at(text, at).to_owned(),
        None => {
            let unit = indent_unit(text, std::slice::from_ref(rule));
            format!("{}{unit}", indent_at(text, rule.span.start))
        }
    };
    // After a comment on the line of the brace, but not after an attribute there.
    let eol = line_end(text, open);
    let at = if first.is_some_and(|first| first < eol) { open } else { eol };
    let line = format!("\n{indent}{attribute}{comma}");
    vec![Edit::insert(at, Layout::of(text).adapt(&line).into_owned())]
}
