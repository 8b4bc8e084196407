use text::{Edit, EditSet, Layout, LineEnd, Span};

use super::{has_line_break, indent_at, indent_unit, line_end};
use crate::{Capability, Document, Mode, Rule};

/// A rule to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRule {
    /// Said above it, without `#`; several lines are several comments. Left out in JSON.
    pub comment: Option<String>,
    /// Its path.
    pub path: String,
    /// What it grants, in the order to be written.
    pub capabilities: Vec<Capability>,
}

/// A rule in HCL, with `\n` line ends, closed by one.
pub fn rule_text(rule: &NewRule, indent: &str) -> String {
    let mut out = String::new();
    for line in rule.comment.iter().flat_map(|c| c.lines()) {
        out.push_str(&format!("# {line}\n"));
    }
    let (path, words) = (quoted(&rule.path), words(rule));
    out.push_str(&format!("path {path} {{\n{indent}capabilities = [{words}]\n}}\n"));
    out
}

fn words(rule: &NewRule) -> String {
    let words: Vec<String> = rule.capabilities.iter().map(|c| format!("\"{c}\"")).collect();
    words.join(", ")
}

fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Adds rules after the rule with this number, or at the end of the text, in its indentation and
/// line ends.
///
/// `None` where they would have no effect: a JSON text without a rule, or a text whose last
/// comment never ends because its line ends are CR.
pub fn insert_rules(
    text: &str,
    document: &Document,
    after: Option<usize>,
    rules: &[NewRule],
) -> Option<EditSet> {
    if rules.is_empty() {
        return Some(EditSet::default());
    }
    let anchor = after.and_then(|at| document.rules.get(at));
    if document.mode == Mode::Json {
        return into_json(text, anchor.or(document.rules.last())?, rules);
    }
    let layout = Layout::of(text);
    let unit = indent_unit(text, &document.rules);
    let cr = layout.line_end == LineEnd::Cr;
    if cr && document.comments.last().is_some_and(|c| c.end == text.len()) {
        return None;
    }
    let mut blocks = rules.iter().map(|rule| {
        let comment = rule.comment.clone().filter(|_| !cr);
        rule_text(&NewRule { comment, ..rule.clone() }, unit)
    });
    let written = blocks.by_ref().collect::<Vec<_>>().join("\n");
    let (at, new) = match anchor {
        Some(anchor) => behind(text, anchor, &written),
        None => (text.len(), at_end(text, &written)),
    };
    Some(Edit::insert(at, layout.adapt(&new).into_owned()).into())
}

/// At the end of the text, a blank line before.
fn at_end(text: &str, written: &str) -> String {
    let content = text.trim_end_matches([' ', '\t']);
    let blank = content.trim_end_matches(['\n', '\r']);
    let breaks = match content.len() - blank.len() {
        _ if blank.is_empty() || blank == "\u{feff}" => "",
        0 => "\n\n",
        1 => "\n",
        2 if content.ends_with("\r\n") => "\n",
        _ => "",
    };
    format!("{breaks}{written}")
}

/// After a rule: below its last line, or right after it where something follows on that line.
fn behind(text: &str, anchor: &Rule, written: &str) -> (usize, String) {
    let end = anchor.span.end;
    let eol = line_end(text, end);
    let rest = Span::new(end, eol).of(text);
    let comma = rest.len() - rest.trim_start().trim_start_matches(',').len();
    let rest = rest.get(comma..).unwrap_or_default().trim_start();
    let written = written.trim_end();
    if rest.is_empty() || rest.starts_with('#') || rest.starts_with("//") {
        return (eol, format!("\n\n{written}"));
    }
    (end + comma, format!("\n\n{written}\n\n"))
}

fn into_json(text: &str, anchor: &Rule, rules: &[NewRule]) -> Option<EditSet> {
    if anchor.keyword == anchor.path.span || !anchor.labels.is_empty() {
        return None;
    }
    let own_line = has_line_break(text, Span::new(anchor.keyword.start, anchor.path.span.start));
    let indent = indent_at(text, anchor.path.span.start);
    let mut out = String::new();
    for rule in rules {
        let (path, words) = (quoted(&rule.path), words(rule));
        let gap = if own_line { format!("\n{indent}") } else { " ".to_owned() };
        out.push_str(&format!(",{gap}{path}: {{ \"capabilities\": [{words}] }}"));
    }
    let out = Layout::of(text).adapt(&out).into_owned();
    Some(Edit::insert(anchor.span.end, out).into())
}
