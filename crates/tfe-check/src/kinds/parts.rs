//! The texts of ours that a file of some kind holds.

use super::{behavior, helm_overrides, kubernetes_manifest, vault_policy};
use crate::base::kind::Kind;
use crate::carry::part::Part;
use crate::contract::{Behavior, Way};

/// Whose words are looked up in a file that holds texts of other kinds: most of them are policies.
pub(crate) fn most_often_held() -> &'static Behavior {
    &vault_policy::BEHAVIOR
}

/// What stands in a file that holds texts of other kinds, and is checked.
///
/// # Errors
/// The words of the file's own program, where that cannot read it.
pub(crate) fn parts_in(kind: Kind, text: &str) -> Result<Vec<Part>, String> {
    let Some(Way::Hold(hold)) = behavior(kind).map(|b| &b.way) else { return Ok(Vec::new()) };
    let mut held = hold(text, &[]);
    held.manifests.retain(|manifest| kubernetes_manifest::is_ours(&manifest.text));
    match held.unreadable {
        Some(words) => Err(words),
        None => {
            let kinds = [vault_policy::KIND, helm_overrides::KIND, kubernetes_manifest::KIND];
            Ok(held.parts(kinds))
        }
    }
}
