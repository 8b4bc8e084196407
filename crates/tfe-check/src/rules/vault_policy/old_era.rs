//! A policy of Private TFE, or of before v202206-1: it lacks what backup and restore need.

use text::{Edit, Span};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::kind::Profile;
use crate::policy::{Facts, TFE_NEEDS};

static RULE: Rule = Rule::new("policy-of-private-tfe", Severity::Warning, Stage::Run)
    .source(
        Evidence::Documented,
        "Terraform Enterprise documentation, External Vault: policy, before and since v202206-1",
    )
    .fix(Safety::Review);

pub(crate) static RULES: [&Rule; 1] = [&RULE];

/// Paths that only the policies of before v202206-1 have.
const OLD: [&str; 3] = ["sys/renew/*", "auth/token/renew/*", "sys/leases/renew/*"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::TfeExternalVault || facts.versions.tfe_before("v202206-1") {
        return;
    }
    let old = |path: &str| OLD.contains(&path.trim_start_matches('/'));
    let Some(first) = facts.document.rules.iter().find(|r| old(&r.path.value)) else { return };
    let current = current(facts);
    let whole = Edit::replace(Span::new(0, facts.text.len()), facts.layout.adapt(&current));
    out.push(
        RULE.at(first.path.span)
            .say(
                "This policy is from before v202206-1.",
                "Backup and restore need rules that it does not have; `renew/*` matches nothing now.",
                "Replace it by the current one.",
            )
            .fix(Fix::review("Replace the policy", whole)),
    );
}

/// The documented policy, with the comments of the old one that stand on lines of their own kept
/// at its top.
fn current(facts: &Facts<'_>) -> String {
    let mut text = String::new();
    for comment in &facts.document.comments {
        text.push_str(comment.of(facts.text).trim_end());
        text.push('\n');
    }
    for need in TFE_NEEDS.iter().filter(|n| !n.path.ends_with("*/config")) {
        let words =
            need.capabilities.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ");
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!(
            "# {}\npath \"{}\" {{\n  capabilities = [{words}]\n}}\n",
            need.purpose, need.path
        ));
    }
    text
}
