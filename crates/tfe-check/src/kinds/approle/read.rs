//! A role in JSON: what `vault write auth/approle/role/tfe @role.json` sends, and what `vault read` prints.

use crate::roles::approle::{self, Role, names_tfe};

/// Longer texts are not roles.
const LARGE: usize = 64 * 1024;

/// Keys of a role that other things do not have.
const OWN: [&str; 8] = [
    "bind_secret_id",
    "secret_id_bound_cidrs",
    "secret_id_num_uses",
    "secret_id_ttl",
    "local_secret_ids",
    "token_period",
    "token_num_uses",
    "token_no_default_policy",
];

/// The role that a text is.
pub(super) fn role(text: &str) -> Option<Role> {
    let bare = text.trim_start_matches('\u{feff}').trim();
    if !bare.starts_with('{') || text.len() > LARGE || !OWN.iter().any(|key| bare.contains(key)) {
        return None;
    }
    let is_own = |role: &Role| role.settings.iter().any(|s| OWN.contains(&s.key.as_str()));
    approle::json(text).filter(|role| !role.is_jwt() && is_own(role))
}

/// Whether a role is TFE's: by its policies, or by the name of its file.
pub(super) fn is_of_tfe(role: &Role, file: &str) -> bool {
    role.names_tfe() || names_tfe(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_read_as_they_are_sent_and_as_they_are_printed() {
        let sent =
            "{\"token_policies\": [\"tfe\"], \"token_period\": \"24h\", \"secret_id_ttl\": 0}";
        let found = role(sent).unwrap();
        assert_eq!(found.find("token_period").map(|s| s.value_span.of(sent)), Some("\"24h\""));
        assert!(is_of_tfe(&found, ""));
        let printed = "{\"request_id\": \"a\", \"data\": {\"bind_secret_id\": true, \"token_policies\": [\"tfe\"], \"token_max_ttl\": 3600}}";
        assert_eq!(
            role(printed).unwrap().find("token_max_ttl").map(|s| s.value.clone()).as_deref(),
            Some("3600")
        );
    }

    #[test]
    fn other_json_is_not_a_role() {
        for text in [
            "{\"token_period\": \"24h\", \"user_claim\": \"a\", \"role_type\": \"jwt\"}",
            "{\"policies\": [\"tfe\"]}",
            "token_period: 24h\n",
            "{}",
        ] {
            assert!(role(text).is_none(), "{text}");
        }
        let other = role("{\"token_policies\": [\"app\"], \"token_period\": \"24h\"}").unwrap();
        assert!(!is_of_tfe(&other, "role.json"));
    }
}
