//! A role as JSON or YAML: what `vault write auth/jwt/role/tfc @role.json` sends.

use helm_values::{Document, Kind, NodeId, parse};
use text::Span;

use super::JwtRole;
use crate::carry::approle::Setting;
use crate::carry::variables::next;

/// The role that a text is; nothing where it is not a map of settings.
pub(crate) fn read(text: &str) -> Option<JwtRole> {
    let document = parse(text);
    let root = document.roots().next()?;
    let map = document.target(root)?.as_mapping()?;
    let mut settings = Vec::new();
    for entry in &map.entries {
        let Some(name) = entry.name.as_deref() else { continue };
        let key = inside(text, &document, entry.key);
        value(text, &document, name, key, entry.value, &mut settings);
    }
    let first = map.entries.first()?;
    let at = inside(text, &document, first.key);
    let last = map.entries.last()?;
    let next = next(text, map, last, inside(text, &document, last.key));
    let is_config =
        settings.iter().any(|s| matches!(s.key.as_str(), "oidc_discovery_url" | "jwks_url"));
    let audiences = map.entries.iter().rfind(|e| e.name.as_deref() == Some("bound_audiences"));
    let between_audiences = audiences.and_then(|entry| between(text, &document, entry.value));
    Some(JwtRole { settings, at, is_config, next, between_audiences, ..JwtRole::default() })
}

/// What is between two items of a list: Vault takes a text with commas, too.
fn between(text: &str, document: &Document, node: NodeId) -> Option<&'static str> {
    match &document.target(node)?.kind {
        Kind::Scalar(_) => Some(","),
        Kind::Sequence(list) if list.flow => {
            let first = document.node(list.items.first()?.value)?.span.of(text);
            match first.chars().next()? {
                '"' => Some("\", \""),
                '\'' => Some("', '"),
                _ => Some(", "),
            }
        }
        _ => None,
    }
}

fn value(
    text: &str,
    document: &Document,
    name: &str,
    key: Span,
    node: NodeId,
    into: &mut Vec<Setting>,
) {
    match document.target(node).map(|node| &node.kind) {
        Some(Kind::Scalar(scalar)) => into.push(Setting {
            key: name.to_owned(),
            value: scalar.text.to_string(),
            key_span: key,
            value_span: inside(text, document, node),
        }),
        Some(Kind::Sequence(list)) => {
            for item in &list.items {
                if document.target(item.value).is_some_and(|n| n.as_scalar().is_some()) {
                    value(text, document, name, key, item.value, into);
                }
            }
        }
        Some(Kind::Mapping(map)) if !name.contains('.') => {
            for entry in &map.entries {
                let Some(own) = entry.name.as_deref() else { continue };
                let key = inside(text, document, entry.key);
                value(text, document, &format!("{name}.{own}"), key, entry.value, into);
            }
        }
        _ => {}
    }
}

/// Where a scalar is written, without its quotes.
fn inside(text: &str, document: &Document, node: NodeId) -> Span {
    let span = document.node(node).map(|node| node.span).unwrap_or_default();
    let written = span.of(text);
    let quoted = ['"', '\'']
        .iter()
        .any(|q| written.len() > 1 && written.starts_with(*q) && written.ends_with(*q));
    if quoted { Span::new(span.start + 1, span.end - 1) } else { span }
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
