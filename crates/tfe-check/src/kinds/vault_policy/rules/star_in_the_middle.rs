//! A `*` that is not last: Vault reads it as a plain character.

use text::{Edit, Span};
use vault_policy::Rule as PolicyRule;

use super::{dead_path, misspelt_path};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Facts, TFE_NEEDS};
use crate::knowledge::rules::vault_policy::STAR_IN_THE_MIDDLE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in &facts.document.rules {
        let Some(at) = rule.read.pattern.literal_star() else { continue };
        let text = &rule.read.pattern.text;
        let documented = TFE_NEEDS.iter().filter(|n| n.calls.is_empty()).any(|n| {
            // A mount may be filled in later.
            n.path.strip_prefix("transit").is_some_and(|behind| text.ends_with(behind))
        });
        let found = STAR_IN_THE_MIDDLE.at(star(facts, rule, at));
        if documented {
            out.push(found.severity(Severity::Info).say(
                "A `*` in the middle is read literally, so this rule matches nothing.",
                "Harmless; the documented policy has it too, and other rules cover what it means.",
                "No action needed.",
            ));
        } else if misspelt_path::meant(facts, rule).is_none() {
            out.push(plain(facts, rule, found));
        }
    }
    out
}

fn plain(facts: &Facts<'_>, rule: &PolicyRule, found: Finding) -> Finding {
    let path = text::short(&rule.path.value);
    let what = format!("The `*` in `{path}` is literal: this matches nothing.");
    let path = with_plus(&rule.path.value);
    let plus = path.as_ref().zip(facts.path_text(rule)).map(|(path, place)| {
        Fix::review(format!("Write `{path}`"), Edit::replace(place, path.clone()))
    });
    let write = |path: &String| format!("Write `{path}`: a + matches one whole segment.");
    let meant = dead_path::meant(facts, rule).or_else(|| dead_path::before_star(facts, rule));
    let Some(meant) = meant else {
        let action = path.as_ref().map(write);
        let action =
            action.unwrap_or_else(|| "Use + for one whole segment, or end the path with *.".into());
        let why = "It would match only a key or mount with an asterisk in its name.";
        return found.say(what, why, action).fix(plus);
    };
    // A single path is best written as documented; a rule for the whole engine stays one.
    let single = meant.paths().len() == 1;
    let action = path.as_ref().filter(|_| !single).map_or_else(|| meant.action(), write);
    let found = found.severity(meant.severity.max(Severity::Warning));
    let found = found.say(what, meant.why(), action);
    let exact = meant.fix(facts, rule);
    match single {
        true => found.fix(exact).fix(plus),
        false => found.fix(plus).fix(exact),
    }
}

/// The path with `+` for each segment that is a star alone; `None` where a star stands elsewhere.
fn with_plus(path: &str) -> Option<String> {
    let (before, last) = path.rsplit_once('/')?;
    let parts: Vec<&str> = before.split('/').map(|p| if p == "*" { "+" } else { p }).collect();
    let changed = format!("{}/{last}", parts.join("/"));
    let pattern = vault_policy::PathPattern::of_path(&changed)?;
    (changed != path && pattern.literal_star().is_none()).then_some(changed)
}

/// The star itself, where the path is written without escapes; else the whole path.
fn star(facts: &Facts<'_>, rule: &PolicyRule, at: usize) -> Span {
    let lead = rule.path.value.len() - rule.path.value.trim_start_matches('/').len();
    let start = rule.path.span.start + 1 + lead.min(1) + at;
    let star = Span::new(start, start + 1);
    if star.of(facts.text) == "*" { star } else { rule.path.span }
}
