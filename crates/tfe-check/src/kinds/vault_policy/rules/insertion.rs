//! Where a rule that is missing belongs, and how it is written there.

use text::{Edit, EditSet};
use vault_policy::edit::{self, NewRule};
use vault_policy::{Capability, Mode, Rule as PolicyRule};

use crate::kinds::vault_policy::{Asked, Facts};

/// A documented rule that is missing, next to its neighbour; it keeps what the broader rule gave.
pub(super) fn new_rule(
    facts: &Facts<'_>,
    asked: &Asked,
    anchor: Option<Anchor>,
    kept: Option<&PolicyRule>,
) -> Option<EditSet> {
    let mut capabilities: Vec<Capability> =
        asked.need.capabilities.iter().filter_map(|c| Capability::of_word(c)).collect();
    for capability in kept.into_iter().flat_map(|r| r.read.capabilities.iter()) {
        if capability != Capability::Deny && !capabilities.contains(&capability) {
            capabilities.push(capability);
        }
    }
    let (path, comment) = (asked.path.clone(), Some(asked.need.purpose.to_owned()));
    let rule = NewRule { comment, path, capabilities };
    let rules = &facts.document.rules;
    let beside = anchor.and_then(|a| rules.get(a.at)).map(|r| r.span.start);
    let edits = match (anchor, beside) {
        (Some(Anchor { after: false, .. }), Some(start)) if facts.document.mode == Mode::Hcl => {
            let unit = edit::indent_unit(facts.text, &facts.document.rules);
            let lines = format!("{}\n", edit::rule_text(&rule, unit));
            let lines = facts.layout.adapt(&lines).into_owned();
            Some(Edit::insert(block_start(facts.text, start), lines).into())
        }
        _ => edit::insert_rules(facts.text, &facts.document, anchor.map(|a| a.at), &[rule]),
    }?;
    let hcl = facts.document.mode == Mode::Hcl;
    let indent = beside.filter(|_| hcl).map_or("", |start| indent_of(facts.text, start));
    Some(indented(edits, indent))
}

/// The white space that the line of a rule begins with; none where something else stands there.
pub(super) fn indent_of(text: &str, start: usize) -> &str {
    let line = text.get(..start).map_or("", |before| before.rsplit('\n').next().unwrap_or(""));
    if line.trim().is_empty() { line } else { "" }
}

/// The same lines further in, as the rules of a heredoc stand.
fn indented(edits: EditSet, indent: &str) -> EditSet {
    if indent.is_empty() {
        return edits;
    }
    let further = |e: &Edit| Edit { span: e.span, insert: further_in(&e.insert, indent) };
    EditSet::new(edits.edits().iter().map(further).collect()).unwrap_or(edits)
}

/// Lines with white space before each that is not blank.
pub(super) fn further_in(lines: &str, indent: &str) -> String {
    let line = |line: &str| match line.trim().is_empty() {
        true => line.to_owned(),
        false => format!("{indent}{line}"),
    };
    lines.split_inclusive('\n').map(line).collect()
}

/// The rule next to which a missing one belongs.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    /// Its place in the document's list.
    pub at: usize,
    after: bool,
}

/// The last rule of the text that stands before the missing one in the documented order, else the
/// first that stands after it. In a policy that has an order of its own, the last of its group.
pub(super) fn anchor(facts: &Facts<'_>, place: usize) -> Option<Anchor> {
    let (rules, list) = (&facts.document.rules, &facts.asked);
    if let Some(at) = list.get(place).filter(|_| !is_in_order(facts)).and_then(|missing| {
        let same = |r: &PolicyRule| list.iter().any(|a| a.covers(r) && group(a) == group(missing));
        rules.iter().rposition(same)
    }) {
        return Some(Anchor { at, after: true });
    }
    let before =
        list.iter().take(place).rev().find_map(|n| rules.iter().rposition(|r| n.covers(r)));
    let after = || list.iter().skip(place + 1).find_map(|n| rules.iter().position(|r| n.covers(r)));
    let anchor = |after| move |at| Anchor { at, after };
    before.map(anchor(true)).or_else(|| after().map(anchor(false)))
}

/// What operators keep together: the rules for one family of keys, and those for no key.
fn group(asked: &Asked) -> Option<&'static str> {
    ["atlas_", "archivist_"].into_iter().find(|family| asked.need.path.contains(family))
}

/// Whether the rules of the text that are documented ones are in the documented order.
fn is_in_order(facts: &Facts<'_>) -> bool {
    let place = |r: &PolicyRule| facts.asked.iter().position(|a| a.covers(r));
    facts.document.rules.iter().filter_map(place).is_sorted()
}

/// The start of the line, or of the comment right above it.
fn block_start(text: &str, from: usize) -> usize {
    let mut start = 0;
    let mut at = 0;
    for line in text.get(..from).unwrap_or("").split_inclusive('\n') {
        let bare = line.trim_start();
        if !(bare.starts_with('#') || bare.starts_with("//")) {
            start = if line.ends_with('\n') { at + line.len() } else { at };
        }
        at += line.len();
    }
    start
}
