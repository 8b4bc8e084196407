//! Changes of a policy that keep its style: brackets, lines, indentation, comments.

mod add;
mod remove;
mod rules;

pub use add::add_capabilities;
pub use remove::remove_capability;
pub use rules::{NewRule, insert_rules, rule_text};

use text::Span;

use crate::model::AttributeValue;
use crate::{Attribute, Mode, Rule, RuleKey};

/// How the text is written.
fn mode_of(text: &str) -> Mode {
    if text.trim_start().starts_with('{') { Mode::Json } else { Mode::Hcl }
}

/// The last `capabilities` that is a list.
fn list_of(rule: &Rule) -> Option<&Attribute> {
    let lists = rule.all(RuleKey::Capabilities);
    lists.filter(|a| matches!(a.value.value, AttributeValue::List(_))).last()
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind(['\n', '\r']).map_or(0, |line| line + 1)
}

/// Where the line ends that holds `at`, its line break not included.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The white space a line begins with.
fn indent_at(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    let line = text.get(start..at).unwrap_or_default();
    let shown = line.trim_start_matches([' ', '\t']).len();
    line.get(..line.len() - shown).unwrap_or_default()
}

/// Whether nothing but white space stands before `at` on its line.
fn begins_line(text: &str, at: usize) -> bool {
    text.get(line_start(text, at)..at).is_some_and(|before| before.trim().is_empty())
}

fn has_line_break(text: &str, span: Span) -> bool {
    span.of(text).contains(['\n', '\r'])
}

/// What the text indents a block by.
pub fn indent_unit<'t>(text: &'t str, rules: &[Rule]) -> &'t str {
    let inner = rules.iter().filter_map(|rule| {
        let first = rule.attributes.first()?.span.start;
        let outer = indent_at(text, rule.span.start);
        let begins =
            begins_line(text, first) && has_line_break(text, Span::new(rule.span.start, first));
        let unit = indent_at(text, first).strip_prefix(outer)?;
        (begins && !unit.is_empty()).then_some(unit)
    });
    inner.into_iter().next().unwrap_or("  ")
}
