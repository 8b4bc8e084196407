//! What can be wrong with a Terraform file that holds policies.

use text::{Lines, Span};

use crate::base::finding::Finding;
use crate::kinds::terraform::SyntaxError;

mod references;

use crate::knowledge::rules::terraform::{
    TERRAFORM_POLICY_FILLED_IN, TERRAFORM_SYNTAX, TERRAFORM_TEXT_ELSEWHERE,
    TERRAFORM_WITHOUT_POLICY,
};
pub(crate) use references::{not_shown, reference};

/// Terraform cannot read the file.
pub(crate) fn syntax(text: &str, error: &SyntaxError) -> Finding {
    let line = Lines::new(text).span(error.line);
    let content = line.of(text);
    let column = error.column.saturating_sub(1);
    let at = content.char_indices().nth(column).map_or(content.len(), |(at, _)| at);
    let rest = content.get(at..).unwrap_or("").chars().next().map_or(0, char::len_utf8);
    let from = if rest == 0 { line.start } else { line.start + at };
    TERRAFORM_SYNTAX.at(Span::new(from, line.start + at + rest)).say(
        "Terraform cannot read this file from here on.",
        format!("Terraform stops with a syntax error: {}.", error.message.trim_end_matches('.')),
        "Correct this line; then the policies are checked.",
    )
}

/// The file has no policy.
pub(crate) fn nothing(first_line: Span) -> Finding {
    TERRAFORM_WITHOUT_POLICY.at(first_line).say(
        "This Terraform file has neither a Vault policy nor values of the chart.",
        "Only Terraform's syntax was checked.",
        "Paste the policy or the values, or the file that contains them.",
    )
}

/// The policy or the values are in a file that was not given.
pub(crate) fn elsewhere(place: Span, what: &str, file: &str) -> Finding {
    let it = if what == "policy" {
        "The policy of this resource is"
    } else {
        "Values of this resource are"
    };
    TERRAFORM_TEXT_ELSEWHERE.at(place).say(
        format!("{it} in another file, `{file}`."),
        "They are not checked, because that file was not given.",
        format!("Check {file} too."),
    )
}

/// Terraform fills in part of a policy, so only Vault's own rules can be checked.
pub(crate) fn filled_in(place: Span) -> Finding {
    TERRAFORM_POLICY_FILLED_IN.at(place).say(
        "Terraform fills in part of this policy.",
        "Which paths TFE can use depends on it, so only Vault's own rules were checked.",
        "Check the policy that `terraform show` prints.",
    )
}

/// Terraform fills in whole rules or more, so nothing can be checked.
pub(crate) fn made_by_terraform(place: Span) -> Finding {
    TERRAFORM_POLICY_FILLED_IN.at(place).say(
        "Terraform writes part of this policy.",
        "Which rules it has depends on that, so this policy was not checked.",
        "Check the policy that `terraform show` prints.",
    )
}
