//! The rules for backends, in words.

use text::Span;

use crate::base::finding::{Evidence, Finding, Rule, Safety, Severity, Stage};

const UPGRADE: &str = "Terraform documentation: upgrading to 0.15, removed atlas backend";
const S3: &str = "Private Terraform Enterprise documentation: storing the state; Terraform documentation: s3 backend";

static REMOVED: Rule = Rule::new("backend-atlas-removed", Severity::Error, Stage::Parse)
    .source(Evidence::Documented, UPGRADE)
    .fix(Safety::Review);
static TOKEN: Rule = Rule::new("backend-token-in-code", Severity::Warning, Stage::Run)
    .source(Evidence::Documented, "Terraform documentation: backend configuration, credentials");
static NAME: Rule = Rule::new("backend-atlas-name-malformed", Severity::Error, Stage::Parse)
    .source(Evidence::Documented, "Terraform documentation 0.14: atlas backend");
static ADDRESS: Rule = Rule::new("backend-atlas-address-malformed", Severity::Error, Stage::Parse)
    .source(Evidence::Documented, "Terraform documentation 0.14: atlas backend");
static NOT_ENCRYPTED: Rule =
    Rule::new("install-state-not-encrypted", Severity::Warning, Stage::Run)
        .source(Evidence::Documented, S3)
        .fix(Safety::Review);
static NOT_LOCKED: Rule = Rule::new("install-state-not-locked", Severity::Info, Stage::Run)
    .source(Evidence::Documented, "Terraform documentation: s3 backend, state locking");
static VARIABLES: Rule = Rule::new("backend-with-variables", Severity::Error, Stage::Parse)
    .source(Evidence::Documented, "Terraform documentation: backend configuration");

pub(super) static RULES: [&Rule; 7] =
    [&REMOVED, &TOKEN, &NAME, &ADDRESS, &NOT_ENCRYPTED, &NOT_LOCKED, &VARIABLES];

pub(super) fn removed(at: Span) -> Finding {
    REMOVED.at(at).say(
        "Terraform does not have the `atlas` backend any more.",
        "Since Terraform 0.15 `terraform init` stops: `Unsupported backend type`.",
        "Use a `cloud` block, or `backend \"remote\"`; the token is in TF_TOKEN_<host>, not in ATLAS_TOKEN.",
    )
}

pub(super) fn token(at: Span) -> Finding {
    TOKEN.at(at).say(
        "A token is written in the code.",
        "Everybody who can read the code can use it, and Terraform stores it in plan files.",
        "Use `terraform login`, or the variable TF_TOKEN_<host>.",
    )
}

pub(super) fn name(at: Span) -> Finding {
    NAME.at(at).say(
        "The name must be `organization/environment`.",
        "Terraform stops: the backend cannot tell where the state belongs.",
        "Write both names with a slash between them.",
    )
}

pub(super) fn address(at: Span) -> Finding {
    ADDRESS.at(at).say(
        "The address must begin with `https://`.",
        "Terraform cannot reach the installation, or sends the token without encryption.",
        "Write `https://` and the host name.",
    )
}

pub(super) fn not_encrypted(at: Span) -> Finding {
    NOT_ENCRYPTED.at(at).say(
        "The state of the installation is not encrypted.",
        "The password of TFE's database is in it as plain text.",
        "Add `encrypt = true`.",
    )
}

pub(super) fn not_locked(at: Span) -> Finding {
    NOT_LOCKED.at(at).say(
        "The state of the installation is not locked while Terraform runs.",
        "Two runs at the same time can damage it.",
        "Add `use_lockfile = true`, from Terraform 1.10 on.",
    )
}

pub(super) fn variables(at: Span) -> Finding {
    VARIABLES.at(at).say(
        "A backend cannot use variables.",
        "terraform init stops: `Variables not allowed`.",
        "Write the value, or pass it with `-backend-config`.",
    )
}
