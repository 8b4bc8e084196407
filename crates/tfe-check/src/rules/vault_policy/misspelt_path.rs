//! A path that is nearly one of the documented policy.

use text::{Edit, Span};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::kind::Profile;
use crate::policy::{Facts, TFE_NEEDS};

static RULE: Rule = Rule::new("misspelt-path", Severity::Error, Stage::Run)
    .source(Evidence::Documented, "Terraform Enterprise documentation, External Vault: policy")
    .fix(Safety::Safe);

pub(crate) static RULES: [&Rule; 1] = [&RULE];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::TfeExternalVault {
        return;
    }
    for rule in &facts.document.rules {
        let path = rule.path.value.trim_start_matches('/');
        let Some(meant) = meant(path) else { continue };
        let mut calls = TFE_NEEDS.iter().filter(|n| n.path == meant).flat_map(|n| n.calls);
        let Some(denied) = calls.find(|c| !facts.access.ask(c).allowed) else { continue };
        let inside = Span::new(rule.path.span.start + 1, rule.path.span.end.saturating_sub(1));
        let plain = inside.of(facts.text) == rule.path.value;
        let fix =
            plain.then(|| Fix::safe(format!("Write `{meant}`"), Edit::replace(inside, meant)));
        out.push(
            RULE.at(rule.path.span)
                .severity(denied.rule.severity)
                .say(
                    format!("`{path}` is most likely meant as `{meant}`."),
                    "Vault compares paths letter by letter, so TFE is denied what it needs there.",
                    format!("Write `{meant}`."),
                )
                .fix(fix),
        );
    }
}

/// The documented path that this one misses by a letter or two, if it is none itself.
fn meant(path: &str) -> Option<&'static str> {
    let documented = || TFE_NEEDS.iter().filter(|n| !n.calls.is_empty()).map(|n| n.path);
    let fits =
        |d: &str| path == d || d.strip_suffix('*').is_some_and(|start| path.starts_with(start));
    // `sys/renew/*` and its like are whole words of an older policy.
    let older = path.strip_suffix("/*").is_some_and(|start| documented().any(|d| d == start));
    if older || documented().any(fits) || path.len() < 8 || path.contains('+') {
        return None;
    }
    // `atlas_` and `archivist_` are too far apart to be mistaken for each other.
    let near = text::nearest(path, documented())?;
    (text::distance(path, near) <= 2).then_some(near)
}
