//! Credentials that end with the token of the plan.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::terraform::DYNAMIC_SECRET_IN_DATA_SOURCE;

/// A data source generates credentials that expire with the token of the plan.
pub(crate) fn dynamic_secret(place: Span) -> Finding {
    DYNAMIC_SECRET_IN_DATA_SOURCE.at(place).say(
        "The credentials that this data source generates expire when the plan ends.",
        "They belong to the token that the plan logs in to Vault with; the apply uses what the plan stored, and fails.",
        "Use TFC_VAULT_BACKED_ variables: then plan and apply each get their own credentials.",
    )
}
