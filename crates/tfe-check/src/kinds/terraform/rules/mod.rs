//! What can be wrong with a Terraform file that holds policies.

use text::{Lines, Span};

use crate::base::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::kinds::terraform::SyntaxError;

mod references;

pub(crate) use references::{not_shown, reference};

static SYNTAX: Rule = Rule::new("terraform-syntax", Severity::Error, Stage::Parse)
    .source(Evidence::Documented, "Terraform documentation: configuration syntax");
static NOTHING: Rule = Rule::new("terraform-without-policy", Severity::Info, Stage::Parse)
    .source(Evidence::Documented, "tfe-check's own limit");
static ELSEWHERE: Rule = Rule::new("terraform-text-elsewhere", Severity::Info, Stage::Parse)
    .source(Evidence::Documented, "Terraform documentation: file and templatefile functions");
static FILLED_IN: Rule = Rule::new("terraform-policy-filled-in", Severity::Info, Stage::Parse)
    .source(Evidence::Documented, "Terraform documentation: string templates");

static DYNAMIC: Rule = Rule::new("dynamic-secret-in-data-source", Severity::Warning, Stage::Run)
    .source(
        Evidence::Documented,
        "HCP Terraform documentation, dynamic provider credentials: Vault configuration",
    );

static OWN: [&Rule; 5] = [&SYNTAX, &NOTHING, &ELSEWHERE, &FILLED_IN, &DYNAMIC];

/// All rules for Terraform.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    OWN.iter().chain(&references::RULES).chain(&crate::carry::sets::RULES).copied()
}

/// Terraform cannot read the file.
pub(crate) fn syntax(text: &str, error: &SyntaxError) -> Finding {
    let line = Lines::new(text).span(error.line);
    let content = line.of(text);
    let column = error.column.saturating_sub(1);
    let at = content.char_indices().nth(column).map_or(content.len(), |(at, _)| at);
    let rest = content.get(at..).unwrap_or("").chars().next().map_or(0, char::len_utf8);
    let from = if rest == 0 { line.start } else { line.start + at };
    SYNTAX.at(Span::new(from, line.start + at + rest)).say(
        "Terraform cannot read this file from here on.",
        format!("Terraform stops with a syntax error: {}.", error.message.trim_end_matches('.')),
        "Correct this line; then the policies are checked.",
    )
}

/// The file has no policy.
pub(crate) fn nothing(first_line: Span) -> Finding {
    NOTHING.at(first_line).say(
        "This Terraform file has neither a Vault policy nor values of the chart.",
        "Only Terraform's syntax was checked.",
        "Paste the policy or the values, or the file that contains them.",
    )
}

/// A data source makes credentials that end with the token of the plan.
pub(crate) fn dynamic_secret(place: Span) -> Finding {
    DYNAMIC.at(place).say(
        "The credentials that this data source makes end with the plan.",
        "They belong to the token that the plan logs in to Vault with; the apply uses what the plan stored, and fails.",
        "Use TFC_VAULT_BACKED_ variables: then plan and apply get credentials of their own.",
    )
}

/// The policy or the values are in a file that was not given.
pub(crate) fn elsewhere(place: Span, what: &str, file: &str) -> Finding {
    let it = if what == "policy" {
        "The policy of this resource is"
    } else {
        "Values of this resource are"
    };
    ELSEWHERE.at(place).say(
        format!("{it} in another file, `{file}`."),
        "They are not checked, because that file was not given.",
        format!("Check {file} too."),
    )
}

/// Terraform fills in part of a policy, so only Vault's own rules can be checked.
pub(crate) fn filled_in(place: Span) -> Finding {
    FILLED_IN.at(place).say(
        "Terraform fills in part of this policy.",
        "Which paths TFE can use depends on it, so only Vault's own rules were checked.",
        "Check the policy that `terraform show` prints.",
    )
}

/// Terraform fills in whole rules or more, so nothing can be checked.
pub(crate) fn made_by_terraform(place: Span) -> Finding {
    FILLED_IN.at(place).say(
        "Terraform writes part of this policy.",
        "Which rules it has depends on that, so this policy was not checked.",
        "Check the policy that `terraform show` prints.",
    )
}
