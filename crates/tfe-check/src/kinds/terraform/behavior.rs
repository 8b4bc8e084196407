//! What is said of Terraform configuration, and what is done with it.

use text::Span;

use super::{Found, find, rules};
use crate::base::finding::Evidence;
use crate::base::kind::{Kind, Language, Traits};
use crate::carry::signs::{is_terraform, terraform};
use crate::contract::{Behavior, Certainty, EmbeddedTexts, Looked, Score, Way, Words, is_given};
use crate::roles::approle::Role;
use crate::roles::jwt::JwtRole;

/// Terraform configuration that holds one of the others.
pub const KIND: Kind = Kind::new(&Traits {
    name: "terraform",
    title: "Terraform",
    file: "main.tf",
    extensions: &["tf", "tfvars"],
    language: Language::Hcl,
    reader: "Terraform",
    accepted: "Terraform reads it.",
    refused: "Terraform rejects it.",
    content: "configuration",
    several: "configurations",
    grammar: Some((Evidence::Documented, "HCL native syntax specification")),
    name_suffices: true,
    carries: true,
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| terraform::parses(text),
    is_clear: is_terraform,
    ..Behavior::of(KIND, score, Way::Hold(hold))
};

fn score(looked: &Looked<'_>) -> Option<Score> {
    // A block of Terraform decides: the path rules of such a file stand in its heredocs.
    if is_terraform(looked.text) {
        let (certainty, signs) = (Certainty::Signs, usize::MAX);
        return Some(Score { certainty, signs, reason: "Terraform blocks" });
    }
    if terraform::is_private_tfe(looked.text) {
        let reason = "the variables of Private Terraform Enterprise";
        return Some(Score { certainty: Certainty::Signs, signs: usize::MAX, reason });
    }
    let read = || terraform::parses(looked.text);
    // Only Terraform reads these files, and its heredocs look like those of a shell.
    if looked.name.ends_with(".tfvars") && looked.text.contains("<<") && read() {
        let (certainty, signs) = (Certainty::Signs, usize::MAX);
        return Some(Score { certainty, signs, reason: "the file's name" });
    }
    let name = Score { certainty: Certainty::Name, signs: 0, reason: "the file's name" };
    (looked.is_named(KIND) && !looked.text.trim().is_empty() && read()).then_some(name)
}

/// What is in a file. `beside` are the names of the files given with it.
fn hold(text: &str, beside: &[String]) -> EmbeddedTexts {
    let found = match find(text) {
        Ok(found) => found,
        Err(error) => {
            let findings = vec![rules::syntax(text, &error)];
            let words = format!("line {}: {}", error.line, error.message);
            return EmbeddedTexts { findings, unreadable: Some(words), ..EmbeddedTexts::default() };
        }
    };
    let mut findings = Vec::new();
    for place in &found.elsewhere {
        if !is_given(&place.file, beside) {
            findings.push(rules::elsewhere(place.span, place.what, &place.file));
        }
    }
    findings.extend(found.unknown.iter().map(|place| rules::not_shown(text, *place)));
    findings.extend(found.references.iter().map(|r| rules::reference(text, *r)));
    findings.extend(found.misspelt.iter().map(rules::misspelt));
    findings.extend_from_slice(&found.legacy);
    findings.extend_from_slice(&found.trust);
    // A file that gives the switch to other workspaces says nothing of its own runs.
    let own = !found.variables.are_for_runs();
    let logs_in = own && text.contains("TFC_VAULT_PROVIDER_AUTH");
    let dynamic = found.dynamic_secrets.iter().filter(|_| logs_in);
    findings.extend(dynamic.map(|place| rules::dynamic_secret(*place)));
    let nothing = is_empty(&found).then(|| rules::nothing(first_line(text)));
    let Found { policies, values, manifests, written, roles, variables, jwt_roles, .. } = found;
    let variables = variables.finish();
    let words = Words { filled_in: rules::filled_in, made: rules::made_by_terraform };
    let words = Some(words);
    EmbeddedTexts {
        policies,
        values,
        manifests,
        written,
        roles,
        variables,
        jwt_roles,
        findings,
        nothing,
        unreadable: None,
        words,
    }
}

fn is_empty(found: &Found) -> bool {
    let texts = !found.policies.is_empty() || !found.values.is_empty();
    let texts = texts || !found.elsewhere.is_empty();
    let roles = found.roles.iter().any(Role::names_tfe);
    let variables = found.variables.are_for_runs();
    let roles = roles
        || !found.dynamic_secrets.is_empty()
        || found.jwt_roles.iter().any(JwtRole::is_for_runs);
    let legacy = !found.legacy.is_empty() || found.trusts_runs || found.stores_state;
    let named = !found.misspelt.is_empty() || found.settings;
    !texts
        && !legacy
        && !named
        && !found.release
        && !roles
        && !variables
        && found.references.is_empty()
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().unwrap_or("").len())
}
