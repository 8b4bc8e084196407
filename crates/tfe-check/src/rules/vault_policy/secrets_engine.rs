//! The paths of secrets engines that runs get their cloud credentials from.

use text::Span;
use vault_policy::{Capability, Rule as PolicyRule, RuleKey, edit};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::kind::Profile;
use crate::policy::Facts;

const SOURCE: &str = "Vault API documentation: AWS, Google Cloud and Azure secrets engines";

static UNREADABLE: Rule = Rule::new("secrets-path-not-readable", Severity::Error, Stage::Run)
    .source(Evidence::Documented, SOURCE)
    .fix(Safety::Safe);
static NONE: Rule = Rule::new("secrets-path-missing", Severity::Error, Stage::Run)
    .source(Evidence::Documented, SOURCE);

pub(crate) static RULES: [&Rule; 2] = [&UNREADABLE, &NONE];

/// Where each engine hands out credentials, and which capability is enough for it. `aws/sts` may be
/// read or written; the agent's own call is not documented, so either will do.
const PATHS: [(&str, &[Capability]); 6] = [
    ("aws/creds/", &[Capability::Read]),
    ("aws/sts/", &[Capability::Read, Capability::Update]),
    ("gcp/roleset/", &[Capability::Read]),
    ("gcp/static-account/", &[Capability::Read]),
    ("gcp/impersonated-account/", &[Capability::Read]),
    ("azure/creds/", &[Capability::Read]),
];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::DynamicCredentials {
        return;
    }
    let mut any = false;
    for rule in &facts.document.rules {
        let text = rule.read.pattern.text.as_str();
        // Which secrets a run reads is its own matter.
        any |= !["auth/", "sys/"].iter().any(|system| text.starts_with(system));
        let Some((_, enough)) = PATHS.iter().find(|(path, _)| text.starts_with(path)) else {
            continue;
        };
        let granted = rule.read.capabilities;
        if !granted.denies() && !enough.iter().any(|c| granted.contains(*c)) {
            out.push(unreadable(facts, rule));
        }
    }
    if !any {
        let first = facts.text.lines().next().map_or(0, str::len);
        out.push(NONE.at(Span::new(0, first)).say(
            "No rule is for a secrets engine.",
            "The token can look after itself, but gets 403 for every secret and credential.",
            "Add a rule such as path \"aws/creds/ROLE\" with read.",
        ));
    }
}

/// Whether a run gets credentials from a path.
pub(super) fn hands_out(facts: &Facts<'_>, path: &str) -> bool {
    facts.profile == Profile::DynamicCredentials
        && PATHS.iter().any(|(own, _)| path.starts_with(own))
}

fn unreadable(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let at = rule.all(RuleKey::Capabilities).next().map_or(rule.path.span, |a| a.value.span);
    let fix = edit::add_capabilities(facts.text, rule, &[Capability::Read]);
    UNREADABLE
        .at(at)
        .say(
            "A run cannot get credentials from this path: \"read\" is missing.",
            "Vault answers 403 as soon as a run asks for credentials.",
            "Add \"read\".",
        )
        .fix(fix.map(|edits| Fix::safe("Add \"read\"", edits)))
}
