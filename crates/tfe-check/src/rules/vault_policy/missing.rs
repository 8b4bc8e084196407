//! What TFE needs and the policy does not allow: one finding for each rule of the documented policy
//! that has a denied call.

use std::collections::BTreeMap;

use text::{Edit, EditSet, Span};
use vault_policy::edit::{self, NewRule};
use vault_policy::{Capability, Mode, Rule as PolicyRule};

use crate::finding::{Finding, Fix, Safety, Severity};
use crate::policy::{Access, Call, Facts, NEEDS, Need};
use crate::versions::TfeVersion;

/// A call that is denied, and the rule that decides it.
#[derive(Clone, Copy)]
struct Denied {
    call: &'static Call,
    rule: Option<usize>,
}

/// Reports the needs that are denied even once the structure of the text is `mended`.
pub(crate) fn find(facts: &Facts<'_>, mended: &Access, out: &mut Vec<Finding>) {
    for (place, need) in NEEDS.iter().enumerate() {
        let denied: Vec<Denied> = need
            .calls
            .iter()
            .filter(|call| !mended.ask(call).allowed)
            .map(|call| (call, facts.access.ask(call)))
            .filter(|(_, answer)| !answer.allowed)
            .map(|(call, answer)| Denied { call, rule: answer.rule })
            .collect();
        if let Some(worst) = denied.first() {
            out.push(say(facts, place, need, *worst, &denied));
        }
    }
}

fn say(facts: &Facts<'_>, place: usize, need: &Need, worst: Denied, denied: &[Denied]) -> Finding {
    let Denied { call, rule } = worst;
    let deciding = rule.and_then(|r| facts.document.rules.get(r));
    let anchor = anchor(facts, place);
    let primary = match deciding {
        Some(rule) => decided_at(rule),
        None => anchor
            .and_then(|a| facts.document.rules.get(a.at))
            .map_or_else(|| first_line(facts.text), |r| r.path.span),
    };
    let severity = severity(facts, need, denied);
    let (action, title) = match deciding {
        Some(rule) if rule.read.capabilities.contains(Capability::Deny) => (
            "Take the deny away, or allow this path by a rule of its own.".to_owned(),
            String::new(),
        ),
        Some(rule) if covers(need, rule) => {
            let words = quoted(&wanted(rule, denied, rule_index(facts, rule)));
            (format!("Add {words} to this rule."), format!("Add {words}"))
        }
        _ => (format!("Add a rule for `{}`.", need.path), "Add the rule".to_owned()),
    };
    let fix = fix(facts, need, anchor, denied).map(|(safety, edits)| Fix {
        title: if title.is_empty() { format!("Allow `{}`", need.path) } else { title },
        safety,
        edits,
    });
    call.rule.at(primary).severity(severity).say(call.what, call.why, action).fix(fix)
}

fn rule_index(facts: &Facts<'_>, rule: &PolicyRule) -> Option<usize> {
    facts.document.rules.iter().position(|r| std::ptr::eq(r, rule))
}

/// The usual severity, less where only the creation of new keys is missing or where the release of
/// TFE is from before the documentation had the rule.
fn severity(facts: &Facts<'_>, need: &Need, denied: &[Denied]) -> Severity {
    let usual = denied.first().map_or(Severity::Info, |d| d.call.rule.severity);
    let only_create = denied.iter().all(|d| d.call.operation == "create");
    let older = TfeVersion::read(need.since).is_some() && facts.versions.tfe_before(need.since);
    if only_create || older { usual.min(Severity::Warning) } else { usual }
}

/// Adds to the rules that decide, where they stand for no more than the need; otherwise a rule of
/// its own that keeps what the broader rule gave.
fn fix(
    facts: &Facts<'_>,
    need: &Need,
    anchor: Option<Anchor>,
    denied: &[Denied],
) -> Option<(Safety, EditSet)> {
    let mut safety = Safety::Safe;
    let mut edits = EditSet::default();
    let mut by_rule: BTreeMap<Option<usize>, Vec<Denied>> = BTreeMap::new();
    for d in denied {
        let own = d.rule.and_then(|r| facts.document.rules.get(r)).filter(|r| covers(need, r));
        by_rule.entry(own.and(d.rule)).or_default().push(*d);
    }
    for (rule, calls) in by_rule {
        let more = match rule.and_then(|r| facts.document.rules.get(r)) {
            Some(rule) => {
                if rule.read.capabilities.contains(Capability::Deny) {
                    safety = Safety::Review;
                }
                let capabilities: Vec<Capability> =
                    calls.iter().filter_map(|d| Capability::of_word(d.call.operation)).collect();
                edit::add_capabilities(facts.text, rule, &capabilities)?
            }
            None => {
                let kept =
                    calls.iter().filter_map(|d| d.rule).find_map(|r| facts.document.rules.get(r));
                if kept.is_some_and(|r| r.read.capabilities.contains(Capability::Deny)) {
                    safety = Safety::Review;
                }
                new_rule(facts, need, anchor, kept)?
            }
        };
        edits = edits.union(&more).ok()?;
    }
    Some((safety, edits))
}

fn new_rule(
    facts: &Facts<'_>,
    need: &Need,
    anchor: Option<Anchor>,
    kept: Option<&PolicyRule>,
) -> Option<EditSet> {
    let mut capabilities: Vec<Capability> =
        need.capabilities.iter().filter_map(|c| Capability::of_word(c)).collect();
    for capability in kept.into_iter().flat_map(|r| r.read.capabilities.iter()) {
        if capability != Capability::Deny && !capabilities.contains(&capability) {
            capabilities.push(capability);
        }
    }
    let (path, comment) = (need.path.to_owned(), Some(need.purpose.to_owned()));
    let rule = NewRule { comment, path, capabilities };
    match anchor {
        Some(Anchor { at, after: false }) if facts.document.mode == Mode::Hcl => {
            let start =
                facts.document.rules.get(at).map_or(0, |r| block_start(facts.text, r.span.start));
            let lines = format!("{}\n", edit::rule_text(&rule, "  "));
            Some(Edit::insert(start, facts.layout.adapt(&lines)).into())
        }
        Some(Anchor { at, .. }) => {
            edit::insert_rules(facts.text, &facts.document, Some(at), &[rule])
        }
        None => edit::insert_rules(facts.text, &facts.document, None, &[rule]),
    }
}

/// The rule beside which a missing one belongs.
#[derive(Clone, Copy)]
struct Anchor {
    /// Its place in the document's list.
    at: usize,
    after: bool,
}

/// The last rule of the text that stands before the missing one in the documented order, else the
/// first that stands after it.
fn anchor(facts: &Facts<'_>, place: usize) -> Option<Anchor> {
    let rules = &facts.document.rules;
    let before =
        NEEDS.iter().take(place).rev().find_map(|n| rules.iter().rposition(|r| covers(n, r)));
    let after =
        || NEEDS.iter().skip(place + 1).find_map(|n| rules.iter().position(|r| covers(n, r)));
    let anchor = |after| move |at| Anchor { at, after };
    before.map(anchor(true)).or_else(|| after().map(anchor(false)))
}

/// Whether a rule stands for no other paths than the need, so that adding to it grants no more.
fn covers(need: &Need, rule: &PolicyRule) -> bool {
    let text = &rule.read.pattern.text;
    match need.path.strip_suffix('*') {
        Some(start) => text.starts_with(start) && !text.ends_with("/config"),
        None => text == need.path,
    }
}

fn wanted(rule: &PolicyRule, denied: &[Denied], index: Option<usize>) -> Vec<&'static str> {
    let mut words = Vec::new();
    for d in denied.iter().filter(|d| d.rule == index) {
        let has = Capability::of_word(d.call.operation)
            .is_some_and(|c| rule.read.capabilities.contains(c));
        if !has && !words.contains(&d.call.operation) {
            words.push(d.call.operation);
        }
    }
    words
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" and ")
}

/// The part of a rule that decides: what it grants.
fn decided_at(rule: &PolicyRule) -> Span {
    use vault_policy::RuleKey::{Capabilities, Policy};
    let grants = rule.all(Capabilities).chain(rule.all(Policy)).next();
    grants.map_or(rule.path.span, |a| a.value.span)
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

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().unwrap_or("").len())
}
