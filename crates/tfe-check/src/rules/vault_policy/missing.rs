//! What TFE needs and the policy does not allow: one finding for each rule of the documented policy
//! that has a denied call.

use std::collections::BTreeMap;

use text::{Edit, EditSet, Span};
use vault_policy::edit::{self, NewRule};
use vault_policy::{Capability, Denial, Lost, Mode, Rule as PolicyRule, RuleKey};

use crate::finding::{Finding, Fix, Safety, Severity};
use crate::policy::{Access, Call, Facts, Need, OtherRule, needs};
use crate::versions::TfeVersion;

/// A call that is denied, and the rule that decides it.
#[derive(Clone)]
struct Denied {
    call: &'static Call,
    rule: Option<usize>,
    /// The deciding rule, where it stands in another policy of the token.
    other: Option<OtherRule>,
    denial: Option<Denial>,
}

/// Reports the needs that are denied even once the structure of the text is `mended`.
pub(crate) fn find(facts: &Facts<'_>, mended: &Access, out: &mut Vec<Finding>) {
    for (place, need) in needs(facts.profile).iter().enumerate() {
        let denied: Vec<Denied> = need
            .calls
            .iter()
            .filter(|call| !mended.ask(call).allowed)
            .map(|call| (call, facts.access.ask(call)))
            .filter(|(_, answer)| !answer.allowed)
            .map(|(call, a)| Denied { call, rule: a.rule, other: a.other, denial: a.denial })
            .collect();
        if let Some(worst) = denied.first()
            && facts.others.told_here(
                &facts.document,
                facts.profile,
                place,
                (worst.rule, worst.other),
            )
        {
            out.push(say(facts, place, need, worst, &denied));
        }
    }
}

fn say(facts: &Facts<'_>, place: usize, need: &Need, worst: &Denied, denied: &[Denied]) -> Finding {
    let call = worst.call;
    let deciding = worst.rule.and_then(|r| facts.document.rules.get(r));
    let anchor = anchor(facts, place);
    let primary = match deciding {
        Some(rule) => limit_at(rule, worst.denial.as_ref()).unwrap_or_else(|| decided_at(rule)),
        None => anchor
            .and_then(|a| facts.document.rules.get(a.at))
            .map_or_else(|| first_line(facts.text), |r| r.path.span),
    };
    let (action, title) = action(facts, need, worst, denied);
    // What another file decides no change of this one can help.
    let helps = denied.iter().all(|d| d.other.is_none());
    let fix = helps.then(|| fix(facts, need, anchor, denied)).flatten();
    let fix = fix.map(|(safety, edits)| Fix { title, safety, edits });
    let found = call.rule.at(primary).severity(severity(facts, need, denied));
    related(facts, worst, found.say(call.what, call.why, action).fix(fix))
}

/// What to do, and the words of the button that does it.
fn action(facts: &Facts<'_>, need: &Need, worst: &Denied, denied: &[Denied]) -> (String, String) {
    let deciding = worst.rule.and_then(|r| facts.document.rules.get(r));
    let title = format!("Allow `{}`", need.path);
    if let Some((other, rule)) = worst.other.and_then(|at| facts.others.rule(at)) {
        let path = &rule.path.value;
        return (format!("Change the rule for `{path}` in {}.", other.name), title);
    }
    match (deciding, &worst.denial) {
        (Some(_), Some(Denial::Wrapping { .. } | Denial::WrappingImpossible)) => {
            ("Remove the wrapping limits: TFE does not ask for wrapped answers.".to_owned(), title)
        }
        (Some(_), Some(Denial::ParameterMissing(name))) => {
            (format!("Do not require the parameter `{name}`, which TFE may not send."), title)
        }
        (Some(rule), _) if rule.read.capabilities.contains(Capability::Deny) => {
            ("Take the deny away, or allow this path by a rule of its own.".to_owned(), title)
        }
        (Some(rule), _) if covers(need, rule) => {
            let words = quoted(&wanted(rule, denied, rule_index(facts, rule)));
            (format!("Add {words} to this rule."), format!("Add {words}"))
        }
        _ => (format!("Add a rule for `{}`.", need.path), "Add the rule".to_owned()),
    }
}

/// The rules that seem to allow the call, and do not count.
fn related(facts: &Facts<'_>, worst: &Denied, mut found: Finding) -> Finding {
    if let Some((other, rule)) = worst.other.and_then(|at| facts.others.rule(at)) {
        found = found.related_in(other.place, rule.path.span, "this rule decides");
    }
    for (at, lost) in facts.access.losers(worst.call) {
        let rule = facts.document.rules.get(at);
        let (Some(rule), Some(note)) = (rule, note(&lost)) else { continue };
        found = found.related(rule.path.span, note);
    }
    for (at, lost) in facts.access.other_losers(worst.call) {
        let (Some((other, rule)), Some(note)) = (facts.others.rule(at), note(&lost)) else {
            continue;
        };
        found = found.related_in(other.place, rule.path.span, note);
    }
    found
}

/// Why a rule does not count; `None` where a finding of its own says so.
fn note(lost: &Lost) -> Option<&'static str> {
    match lost {
        Lost::ShadowedBy(_) => {
            Some("this rule would allow it, but the more specific one decides alone")
        }
        Lost::DeniedBy(_) => {
            Some("this rule would allow it, but another one for the same path denies")
        }
        Lost::TrailingSlash => Some("this rule differs in a / at the end"),
        Lost::OnlyCreate => Some("create does not count here; a write needs update"),
        Lost::LiteralStar(_) | Lost::VersionPrefix | Lost::Template => None,
    }
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
        by_rule.entry(own.and(d.rule)).or_default().push(d.clone());
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
    let rules = &facts.document.rules;
    let beside = anchor.and_then(|a| rules.get(a.at)).map(|r| r.span.start);
    let edits = match (anchor, beside) {
        (Some(Anchor { after: false, .. }), Some(start)) if facts.document.mode == Mode::Hcl => {
            let lines = format!("{}\n", edit::rule_text(&rule, "  "));
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
fn indent_of(text: &str, start: usize) -> &str {
    let line = text.get(..start).map_or("", |before| before.rsplit('\n').next().unwrap_or(""));
    if line.trim().is_empty() { line } else { "" }
}

/// The same lines further in, as the rules of a heredoc stand.
fn indented(edits: EditSet, indent: &str) -> EditSet {
    if indent.is_empty() {
        return edits;
    }
    let line = |line: &str| match line.trim().is_empty() {
        true => line.to_owned(),
        false => format!("{indent}{line}"),
    };
    let further = |e: &Edit| Edit {
        span: e.span,
        insert: e.insert.split_inclusive('\n').map(line).collect(),
    };
    EditSet::new(edits.edits().iter().map(further).collect()).unwrap_or(edits)
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
    let (rules, list) = (&facts.document.rules, needs(facts.profile));
    let before =
        list.iter().take(place).rev().find_map(|n| rules.iter().rposition(|r| covers(n, r)));
    let after =
        || list.iter().skip(place + 1).find_map(|n| rules.iter().position(|r| covers(n, r)));
    let anchor = |after| move |at| Anchor { at, after };
    before.map(anchor(true)).or_else(|| after().map(anchor(false)))
}

/// Whether a rule stands for no other paths than the need, so that adding to it grants no more.
pub(crate) fn covers(need: &Need, rule: &PolicyRule) -> bool {
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

/// The limit that stands in the way, where it is one.
fn limit_at(rule: &PolicyRule, denial: Option<&Denial>) -> Option<Span> {
    use vault_policy::RuleKey::{MaxWrappingTtl, MinWrappingTtl, RequiredParameters};
    let keys: &[RuleKey] = match denial? {
        Denial::Wrapping { .. } | Denial::WrappingImpossible => &[MinWrappingTtl, MaxWrappingTtl],
        Denial::ParameterMissing(_) => &[RequiredParameters],
        _ => return None,
    };
    keys.iter().find_map(|key| rule.all(*key).next()).map(|a| a.span)
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
