//! What TFE needs and the policy does not allow: one finding for each rule of the documented policy
//! that has a denied call.

use std::collections::BTreeMap;

use text::{EditSet, Span};
use vault_policy::edit;
use vault_policy::{Capability, Denial, Lost, Rule as PolicyRule};

use super::insertion::{Anchor, anchor, new_rule};
use super::lack::Lack;
use super::{decides, denials};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Access, Asked, Facts, Goal, Probe};

/// The needs that are denied even once the structure of the text is `mended`.
pub(crate) fn find(facts: &Facts<'_>, mended: &Access) -> Vec<Lack> {
    let mut found = Vec::new();
    for (place, asked) in facts.asked.iter().enumerate().filter(|(_, a)| matters(facts, a)) {
        let still = |p: &&Probe| !mended.ask(p.call).allowed;
        let told = |p: &&Probe| !is_reported_of_deny(facts, asked, p);
        let denied: Vec<&Probe> = asked.denied().filter(still).filter(told).collect();
        let here = |worst: &&&Probe| {
            let answer = &worst.answer;
            facts.others.is_reported_here(
                &facts.document,
                facts.profile,
                asked.place(facts.profile),
                (answer.rule, answer.other),
            )
        };
        if let Some(worst) = denied.first().filter(here) {
            let finding = say(facts, place, asked, worst, &denied);
            found.push(Lack { need: Some(place), finding });
        }
    }
    found
}

/// Whether a deny is what is reported: it is in the rule for what is needed, or next to one that grants it.
fn is_reported_of_deny(facts: &Facts<'_>, asked: &Asked, probe: &Probe) -> bool {
    let Some(rule) = facts.deciding(probe).filter(|rule| denials::denies(rule)) else {
        return false;
    };
    let grants = |other: &PolicyRule| {
        other.read.pattern == rule.read.pattern
            && !other.read.capabilities.is_empty()
            && !denials::denies(other)
    };
    asked.covers(rule) || facts.document.rules.iter().any(grants)
}

/// Vault's default policy grants all that a run asks of its own token, and every token has it unless its role
/// says otherwise. A deny counts with it too.
fn matters(facts: &Facts<'_>, asked: &Asked) -> bool {
    let is_denied = |p: &Probe| p.answer.denial == Some(Denial::Deny);
    facts.others.without_default
        || !asked.is_for_own_token_of_run()
        || asked.denied().any(is_denied)
}

fn say(
    facts: &Facts<'_>,
    place: usize,
    asked: &Asked,
    worst: &Probe,
    denied: &[&Probe],
) -> Finding {
    let call = worst.call;
    let anchor = anchor(facts, place);
    let primary = match facts.deciding(worst) {
        Some(rule) => denials::decided_at(rule),
        None => anchor
            .and_then(|a| facts.document.rules.get(a.at))
            .map_or_else(|| first_line(facts.text), |r| r.path.span),
    };
    let (action, title) = action(facts, asked, worst, denied);
    // What another file decides no change of this one can help.
    let helps = denied.iter().all(|p| p.answer.other.is_none() && !is_granted_at_home(facts, p));
    let fix = helps.then(|| fix(facts, asked, anchor, denied)).flatten();
    let fix = fix.map(|edits| match call.goal {
        // It replaces all that Vault holds, and a narrower rule is how one takes that right away.
        Goal::RestoreSnapshot => Fix::review(title, edits),
        _ => Fix::safe(title, edits),
    });
    let severity = denied.iter().map(|p| facts.severity(p)).max().unwrap_or(Severity::Info);
    let why = facts.denying(worst).map_or(call.why, |deny| worst.why_denied_by(deny));
    let found = call.rule.at(primary).severity(severity);
    let found = related(facts, worst, found.say(call.what, why, action).fix(fix));
    match in_comment(facts, asked) {
        Some(path) => found.related(path, "a rule for it is in a comment here"),
        None => found,
    }
}

/// Whether a rule has the path as TFE calls it, where others have a namespace before theirs: one of the two is right.
fn is_granted_at_home(facts: &Facts<'_>, probe: &Probe) -> bool {
    let path = probe.call.path;
    facts.place.path(path) != path
        && facts.document.rules.iter().any(|rule| rule.read.pattern.matches(path))
}

/// The path of a rule for a need, where somebody made a comment of that rule.
fn in_comment(facts: &Facts<'_>, asked: &Asked) -> Option<Span> {
    let head = format!("path \"{}\"", asked.path);
    facts.document.comments.iter().find_map(|comment| {
        let at = comment.of(facts.text).find(&head)? + comment.start;
        Some(Span::new(at + "path ".len(), at + head.len()))
    })
}

/// What to do, and the words of the button that does it.
fn action(facts: &Facts<'_>, asked: &Asked, worst: &Probe, denied: &[&Probe]) -> (String, String) {
    if let Some((other, rule)) = worst.answer.other.and_then(|at| facts.others.rule(at)) {
        let path = &rule.path.value;
        return (format!("Change the rule for `{path}` in {}.", other.name), String::new());
    }
    match facts.deciding(worst) {
        Some(rule) if asked.covers(rule) => {
            let words = quoted(&wanted(rule, denied, worst.answer.rule));
            (format!("Add {words} to this rule."), format!("Add {words}"))
        }
        _ => {
            let words = quoted(asked.need.capabilities);
            let path = &asked.path;
            let title = format!("Add the rule {}", purpose(asked.need.purpose));
            (format!("Add a rule for `{path}` with {words}."), title)
        }
    }
}

/// `to encrypt variables, tokens and settings`: the first thing that a rule is for.
fn purpose(sentence: &str) -> String {
    let first = sentence.split([';', '.']).next().unwrap_or_default();
    let first = first.split(", and to").next().unwrap_or_default();
    first.replacen("To ", "to ", 1)
}

/// The rules that seem to allow the call, and do not count.
pub(super) fn related(facts: &Facts<'_>, worst: &Probe, mut found: Finding) -> Finding {
    if let Some((other, rule)) = worst.answer.other.and_then(|at| facts.others.rule(at)) {
        found = found.related_in(other.place, rule.path.span, "this rule decides");
    }
    for (at, lost) in facts.access.losers(worst.call) {
        let rule = facts.document.rules.get(at);
        let Some(rule) = rule else { continue };
        let Some(note) = note(facts, worst, rule, &lost) else { continue };
        found = found.related(rule.path.span, note);
    }
    for (at, lost) in facts.access.other_losers(worst.call) {
        let Some((other, rule)) = facts.others.rule(at) else { continue };
        let Some(note) = note(facts, worst, rule, &lost) else { continue };
        found = found.related_in(other.place, rule.path.span, note);
    }
    found
}

/// Why a rule does not count; `None` where a finding of its own says so.
fn note(facts: &Facts<'_>, worst: &Probe, loser: &PolicyRule, lost: &Lost) -> Option<&'static str> {
    match lost {
        Lost::ShadowedBy(_) => {
            let other = || worst.answer.other.and_then(|at| facts.others.rule(at));
            let winner = facts.deciding(worst).or_else(|| other().map(|(_, rule)| rule))?;
            Some(decides::note(&winner.read.pattern, &loser.read.pattern))
        }
        Lost::DeniedBy(_) => {
            Some("this rule would allow it, but another one for the same path denies")
        }
        Lost::TrailingSlash => Some("this rule differs by a / at the end"),
        Lost::OnlyCreate => Some("create does not count here; a write needs update"),
        Lost::LiteralStar(_) | Lost::VersionPrefix | Lost::Template => None,
    }
}

/// Adds to the rules that decide, where they stand for no more than the need; otherwise a rule of
/// its own that keeps what the broader rule gave.
fn fix(
    facts: &Facts<'_>,
    asked: &Asked,
    anchor: Option<Anchor>,
    denied: &[&Probe],
) -> Option<EditSet> {
    let mut edits = EditSet::default();
    let mut by_rule: BTreeMap<Option<usize>, Vec<&Probe>> = BTreeMap::new();
    for probe in denied {
        let own = facts.deciding(probe).filter(|r| asked.covers(r));
        by_rule.entry(own.and(probe.answer.rule)).or_default().push(probe);
    }
    for (rule, probes) in by_rule {
        let more = match rule.and_then(|r| facts.document.rules.get(r)) {
            Some(rule) => {
                let capabilities: Vec<Capability> =
                    probes.iter().filter_map(|p| lacks(p)).collect();
                edit::add_capabilities(facts.text, rule, &capabilities)?
            }
            None => new_rule(facts, asked, anchor, probes.iter().find_map(|p| facts.deciding(p)))?,
        };
        edits = edits.union(&more).ok()?;
    }
    Some(edits)
}

fn wanted(rule: &PolicyRule, denied: &[&Probe], index: Option<usize>) -> Vec<&'static str> {
    let mut words = Vec::new();
    for probe in denied.iter().filter(|p| p.answer.rule == index) {
        let Some(capability) = lacks(probe) else { continue };
        if !rule.read.capabilities.contains(capability) && !words.contains(&capability.word()) {
            words.push(capability.word());
        }
    }
    words
}

/// What a rule would have to grant for a call.
fn lacks(probe: &Probe) -> Option<Capability> {
    match probe.answer.denial {
        Some(Denial::MissingSudo) => Some(Capability::Sudo),
        _ => Capability::of_word(probe.call.operation),
    }
}

fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("\"{w}\"")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => quoted.concat(),
    }
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().unwrap_or("").len())
}
