//! Templates in the paths of rules, and what Vault makes of them.

use text::Span;
use vault_policy::Rule as PolicyRule;

use crate::kinds::vault_policy::Facts;

/// All of them, each with its rule and as it is between the braces.
pub(super) fn all<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f PolicyRule, &'f str)> {
    facts.document.rules.iter().flat_map(|rule| {
        let all = templates(&rule.path.value).unwrap_or_default();
        all.into_iter().map(move |template| (rule, template))
    })
}

/// What stands between `{{` and `}}`; `None` where they do not match, which is told by itself.
fn templates(path: &str) -> Option<Vec<&str>> {
    let mut pieces = path.split("{{");
    if pieces.next()?.contains("}}") {
        return None;
    }
    pieces.map(|piece| piece.split_once("}}").map(|(inner, _)| inner)).collect()
}

/// What Vault makes of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read<'t> {
    Known,
    /// Known, but what a login brings along is elsewhere.
    Login(&'t str),
    /// No value, ever; what is most likely meant.
    Unknown(Option<String>),
    /// Most likely for another program to fill in.
    OfOther,
}

/// What Vault makes of the words between the braces.
pub(super) fn read(selector: &str) -> Read<'_> {
    let parts: Vec<&str> = selector.split('.').collect();
    match parts.as_slice() {
        ["identity", "entity", "metadata", key] if of_login(key) => Read::Login(key),
        all if is_known(all) => Read::Known,
        [first, ..] if ours(first) && parts.len() > 1 => Read::Unknown(meant(&parts)),
        _ => Read::OfOther,
    }
}

/// Whether Vault may have a value for it.
fn is_known(parts: &[&str]) -> bool {
    let named = |key: &[&str]| key.iter().any(|part| !part.is_empty());
    match parts {
        ["identity", "entity", "id" | "name"] | ["time", ..] => true,
        ["identity", "entity", "metadata", key @ ..] => named(key),
        ["identity", "entity", "aliases", accessor, "id" | "name"]
        // Vault splits at every dot, so the name of a group has none here.
        | ["identity", "groups", "ids" | "names", accessor, "id" | "name"] => {
            !accessor.is_empty()
        }
        ["identity", "entity", "aliases", accessor, "metadata" | "custom_metadata", key @ ..]
        | ["identity", "groups", "ids" | "names", accessor, "metadata", key @ ..] => {
            !accessor.is_empty() && named(key)
        }
        _ => false,
    }
}

/// Whether a template is meant for Vault.
fn ours(first: &str) -> bool {
    const WORDS: [&str; 9] =
        ["identity", "entity", "token", "alias", "aliases", "group", "groups", "auth", "metadata"];
    WORDS.contains(&first) || text::nearest(first, ["identity"]).is_some()
}

/// Keys that logins of runs and of pods put at the alias.
fn of_login(key: &str) -> bool {
    key.starts_with("terraform_") || key.starts_with("service_account_")
}

/// The selector that is a letter or two away, or lacks its first word.
fn meant(parts: &[&str]) -> Option<String> {
    let mut fixed: Vec<String> = parts.iter().map(|p| (*p).to_owned()).collect();
    if matches!(parts, ["entity" | "groups", ..]) {
        fixed.insert(0, "identity".to_owned());
    }
    let nearest = |at: usize, words: &[&str], fixed: &mut Vec<String>| {
        if let Some(part) = fixed.get_mut(at)
            && !words.contains(&part.as_str())
            && let Some(near) = text::nearest(part, words.iter().copied())
        {
            *part = near.to_owned();
        }
    };
    if let Some(part) = fixed.get_mut(2).filter(|part| *part == "alias") {
        "aliases".clone_into(part);
    }
    nearest(0, &["identity"], &mut fixed);
    nearest(1, &["entity", "groups"], &mut fixed);
    match fixed.get(1).map(String::as_str) {
        Some("entity") => nearest(2, &["id", "name", "metadata", "aliases"], &mut fixed),
        Some("groups") => nearest(2, &["ids", "names"], &mut fixed),
        _ => return None,
    }
    if fixed.get(2).is_some_and(|p| p == "aliases") {
        nearest(4, &["id", "name", "metadata", "custom_metadata"], &mut fixed);
    }
    let parts: Vec<&str> = fixed.iter().map(String::as_str).collect();
    is_known(&parts).then(|| parts.join("."))
}

/// The template with its braces, where the path is written without escapes; else the whole path.
pub(super) fn place(facts: &Facts<'_>, rule: &PolicyRule, template: &str) -> Span {
    let written = format!("{{{{{template}}}}}");
    let at = facts.path_text(rule).zip(rule.path.value.find(&written));
    at.map_or(rule.path.span, |(path, at)| {
        Span::new(path.start + at, path.start + at + written.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_vault_knows_is_known() {
        for known in [
            "identity.entity.id",
            "identity.entity.name",
            "identity.entity.metadata.team",
            "identity.entity.metadata.a.b",
            "identity.entity.aliases.auth_jwt_1.id",
            "identity.entity.aliases.auth_jwt_1.name",
            "identity.entity.aliases.auth_jwt_1.metadata.terraform_run_id",
            "identity.entity.aliases.auth_jwt_1.custom_metadata.x",
            "identity.groups.ids.abc.name",
            "identity.groups.names.ops.id",
            "identity.groups.names.ops.metadata.team",
            "time.now",
        ] {
            assert_eq!(read(known), Read::Known, "{known}");
        }
    }

    #[test]
    fn what_is_nearly_known_is_meant() {
        for (written, meant) in [
            ("identity.entity.nmae", "identity.entity.name"),
            ("entity.name", "identity.entity.name"),
            ("entity.nmae", "identity.entity.name"),
            ("identiy.entity.id", "identity.entity.id"),
            ("identity.entitiy.id", "identity.entity.id"),
            ("identity.entity.metdata.team", "identity.entity.metadata.team"),
            ("identity.group.names.ops.id", "identity.groups.names.ops.id"),
            ("identity.groups.name.ops.id", "identity.groups.names.ops.id"),
            ("identity.entity.aliases.x.metdata.y", "identity.entity.aliases.x.metadata.y"),
            ("identity.entity.alias.x.name", "identity.entity.aliases.x.name"),
        ] {
            assert_eq!(read(written), Read::Unknown(Some(meant.to_owned())), "{written}");
        }
        for nothing in [
            "token.metadata.workspace",
            "token.display_name",
            "identity.entity.metadata",
            "identity.entity.metadata.",
            "identity.entity.group_names",
            "identity.entity.aliases.x",
            "auth.metadata.role",
            "identity.groups.names.ops.eu.name",
        ] {
            assert_eq!(read(nothing), Read::Unknown(None), "{nothing}");
        }
        for other in ["mount", "item.name", ".Values.mount", "", "env \"X\"", "vault_mount"] {
            assert_eq!(read(other), Read::OfOther, "{other}");
        }
    }
}
