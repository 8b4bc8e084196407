//! A page about the credentials of runs, without any variables.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::workspace_variables::RUN_VARIABLES_NOT_THERE;

/// Says what such a page would have to show.
pub(crate) fn nothing(text: &str) -> Finding {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    RUN_VARIABLES_NOT_THERE.at(Span::new(start, start + line.len())).say(
        "This text has no run variables.",
        "Clouds through Vault need TFC_VAULT_PROVIDER_AUTH and a TFC_VAULT_BACKED_ switch, both true, agent 1.8.0 or \
         later, and a Vault that can reach /.well-known/jwks of Terraform Enterprise.",
        "Check the variables of the workspace, the JWT role or the policy.",
    )
}
