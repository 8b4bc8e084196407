//! The rules for backends, in words.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::terraform::{
    BACKEND_ATLAS_ADDRESS_MALFORMED, BACKEND_ATLAS_NAME_MALFORMED, BACKEND_ATLAS_REMOVED,
    BACKEND_TOKEN_IN_CODE, BACKEND_WITH_VARIABLES, INSTALL_STATE_NOT_ENCRYPTED,
    INSTALL_STATE_NOT_LOCKED,
};

pub(super) fn removed(at: Span) -> Finding {
    BACKEND_ATLAS_REMOVED.at(at).say(
        "Terraform no longer has the `atlas` backend.",
        "Since Terraform 0.15 `terraform init` stops: `Unsupported backend type`.",
        "Use a `cloud` block, or `backend \"remote\"`; the token is in TF_TOKEN_<host>, not in ATLAS_TOKEN.",
    )
}

pub(super) fn token(at: Span) -> Finding {
    BACKEND_TOKEN_IN_CODE.at(at).say(
        "A token is written in the code.",
        "Everybody who can read the code can use it, and Terraform stores it in plan files.",
        "Use `terraform login`, or the variable TF_TOKEN_<host>.",
    )
}

pub(super) fn name(at: Span) -> Finding {
    BACKEND_ATLAS_NAME_MALFORMED.at(at).say(
        "The name must be `organization/environment`.",
        "Terraform stops: the backend cannot tell where the state belongs.",
        "Write both names with a slash between them.",
    )
}

pub(super) fn address(at: Span) -> Finding {
    BACKEND_ATLAS_ADDRESS_MALFORMED.at(at).say(
        "The address must begin with `https://`.",
        "Terraform cannot reach the installation, or sends the token without encryption.",
        "Write `https://` and the host name.",
    )
}

pub(super) fn not_encrypted(at: Span) -> Finding {
    INSTALL_STATE_NOT_ENCRYPTED.at(at).say(
        "The state of the installation is not encrypted.",
        "The password of TFE's database is in it as plain text.",
        "Add `encrypt = true`.",
    )
}

pub(super) fn not_locked(at: Span) -> Finding {
    INSTALL_STATE_NOT_LOCKED.at(at).say(
        "The state of the installation is not locked while Terraform runs.",
        "Two runs at the same time can damage it.",
        "Add `use_lockfile = true`, from Terraform 1.10 on.",
    )
}

pub(super) fn variables(at: Span) -> Finding {
    BACKEND_WITH_VARIABLES.at(at).say(
        "A backend cannot use variables.",
        "terraform init stops: `Variables not allowed`.",
        "Write the value, or pass it with `-backend-config`.",
    )
}
