//! A token in the block of a backend.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::Kind;
use crate::knowledge::rules::terraform::BACKEND_TOKEN_IN_CODE;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own =
        legacy.backends.iter().filter(|backend| matches!(backend.kind, Kind::Atlas | Kind::Remote));
    let tokens = own.filter_map(|b| b.get("access_token").or_else(|| b.get("token")));
    tokens.map(|found| token(found.key)).collect()
}

fn token(at: Span) -> Finding {
    BACKEND_TOKEN_IN_CODE.at(at).say(
        "A token is written in the code.",
        "Everybody who can read the code can use it, and Terraform stores it in plan files.",
        "Use `terraform login`, or the variable TF_TOKEN_<host>.",
    )
}
