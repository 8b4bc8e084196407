//! A role as JSON or YAML: what `vault write auth/jwt/role/tfc @role.json` sends.

use helm_values::{Kind, NodeId};

use super::JwtRole;
use crate::roles::tree::Tree;
use crate::variables::next;

/// The role that a text is; nothing where it is not a map of settings.
pub(crate) fn read(text: &str) -> Option<JwtRole> {
    let tree = Tree::of(text);
    let settings = tree.settings()?;
    let map = tree.map()?;
    let at = tree.inside(map.entries.first()?.key);
    let last = map.entries.last()?;
    let next = next(text, map, last, tree.inside(last.key));
    let is_config =
        settings.iter().any(|s| matches!(s.key.as_str(), "oidc_discovery_url" | "jwks_url"));
    let audiences = map.entries.iter().rfind(|e| e.name.as_deref() == Some("bound_audiences"));
    let between_audiences = audiences.and_then(|entry| between(&tree, entry.value));
    Some(JwtRole { settings, at, is_config, next, between_audiences, ..JwtRole::default() })
}

/// What is between two items of a list: Vault takes a text with commas, too.
fn between(tree: &Tree<'_>, node: NodeId) -> Option<&'static str> {
    match &tree.document.target(node)?.kind {
        Kind::Scalar(_) => Some(","),
        Kind::Sequence(list) if list.flow => {
            let first = tree.document.node(list.items.first()?.value)?.span.of(tree.text);
            match first.chars().next()? {
                '"' => Some("\", \""),
                '\'' => Some("', '"),
                _ => Some(", "),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_maps_are_settings() {
        let text = "{\n  \"bound_audiences\": [\"a\", \"b\"],\n  \"bound_claims\": {\"sub\": \"organization:o:*\"},\n  \"user_claim\": \"c\"\n}\n";
        let role = read(text).unwrap();
        let said: Vec<_> =
            role.settings.iter().map(|s| (s.key.as_str(), s.value.as_str())).collect();
        assert_eq!(
            said,
            [
                ("bound_audiences", "a"),
                ("bound_audiences", "b"),
                ("bound_claims.sub", "organization:o:*"),
                ("user_claim", "c")
            ]
        );
        for setting in &role.settings {
            assert_eq!(setting.value_span.of(text), setting.value);
        }
        assert!(role.is_for_runs() && !role.is_config);
        let edit = role.add("role_type", "jwt").map(text::EditSet::from).unwrap();
        assert!(
            edit.apply(text)
                .unwrap()
                .ends_with("\"user_claim\": \"c\",\n  \"role_type\": \"jwt\"\n}\n")
        );
    }
}
