//! A setting that a role lacks.

use crate::base::finding::Fix;
use crate::roles::jwt::JwtRole;

/// The fix that adds a setting to a role; none where it cannot be written there.
pub(super) fn added(role: &JwtRole, key: &str, value: &str) -> Option<Fix> {
    Some(Fix::review(format!("Add {key}"), role.add(key, value)?))
}
