//! What a policy is for, recognised from its paths.

use crate::kind::Profile;

/// TFE's where a path touches transit or one of its keys; else the snapshot agent's, else that of
/// runs with dynamic credentials by their own paths; else none.
pub(crate) fn profile(text: &str) -> Profile {
    let document = vault_policy::parse(text);
    let paths = || document.rules.iter().map(|r| r.path.value.as_str());
    let touches = |words: &[&str]| paths().any(|p| words.iter().any(|w| p.contains(w)));
    let begins = |words: &[&str]| {
        paths().any(|p| words.iter().any(|w| p.trim_start_matches('/').starts_with(w)))
    };
    if touches(&["transit", "atlas_", "archivist_"]) || text_names_keys(text, document.rules.len())
    {
        Profile::TfeExternalVault
    } else if touches(&["sys/storage/raft/snapshot"]) {
        Profile::RaftSnapshot
    } else if begins(&["aws/", "gcp/", "azure/"]) {
        Profile::DynamicCredentials
    } else {
        Profile::None
    }
}

/// A damaged paste may have no readable rule at all.
fn text_names_keys(text: &str, rules: usize) -> bool {
    rules == 0 && ["transit/", "atlas_", "archivist_"].iter().any(|word| text.contains(word))
}
