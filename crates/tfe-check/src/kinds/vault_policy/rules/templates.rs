//! Templates in paths that Vault has no value for: it leaves the rule out without a word.

use text::{Span, short};
use vault_policy::Rule as PolicyRule;

use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::{TEMPLATE_OF_LOGIN_METADATA, TEMPLATE_UNKNOWN};

/// The forms that Vault knows.
const FORMS: &str = "Vault recognizes identity.entity.id, .name, .metadata.<key>, \
    .aliases.<mount accessor>.…, and identity.groups.ids.<id>.… or .names.<name>.….";

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for rule in &facts.document.rules {
        let Some(templates) = templates(&rule.path.value) else { continue };
        for template in templates {
            match read(template.trim()) {
                Read::Known => {}
                Read::Login(key) => out.push(login(facts, rule, template, key)),
                Read::Unknown(meant) => out.push(unknown(facts, rule, template, meant)),
                Read::OfOther => out.push(of_other(facts, rule, template)),
            }
        }
    }
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
enum Read<'t> {
    Known,
    /// Known, but what a login brings along is elsewhere.
    Login(&'t str),
    /// No value, ever; what is most likely meant.
    Unknown(Option<String>),
    /// Most likely for another program to fill in.
    OfOther,
}

fn read(selector: &str) -> Read<'_> {
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

fn unknown(facts: &Facts<'_>, rule: &PolicyRule, template: &str, meant: Option<String>) -> Finding {
    let selector = template.trim();
    let action = match &meant {
        Some(meant) => format!("Write `{{{{{meant}}}}}`."),
        None if selector.starts_with("token.") || selector.starts_with("auth.") => {
            "Write what comes with the login as `{{identity.entity.aliases.<mount accessor>.metadata.<key>}}`."
                .to_owned()
        }
        None => FORMS.to_owned(),
    };
    let place = place(facts, rule, template);
    let fix = meant.filter(|_| place != rule.path.span).map(|meant| {
        let edit = text::Edit::replace(place, format!("{{{{{meant}}}}}"));
        Fix::review(format!("Write {meant}"), edit)
    });
    TEMPLATE_UNKNOWN
        .at(place)
        .say(
            format!(
                "Vault's templates do not include `{}`, so this rule never applies.",
                short(selector)
            ),
            "Vault accepts the policy, but silently skips this rule for every token.",
            action,
        )
        .often()
        .fix(fix)
}

/// A rule that another program completes is judged as it would be without that.
fn of_other(facts: &Facts<'_>, rule: &PolicyRule, template: &str) -> Finding {
    TEMPLATE_UNKNOWN
        .at(place(facts, rule, template))
        .severity(Severity::Info)
        .say(
            "Vault has no value for this template; another program must fill it in.",
            "Written to Vault like this, the policy is accepted and the rule never applies.",
            "Check the text after it is filled in, or use one of Vault's own templates.",
        )
        .often()
}

fn login(facts: &Facts<'_>, rule: &PolicyRule, template: &str, key: &str) -> Finding {
    TEMPLATE_OF_LOGIN_METADATA.at(place(facts, rule, template)).say(
        format!("`{}` from a login is not in the entity's metadata.", short(key)),
        "The entity has only what was written to it; the rule is skipped where the key is missing.",
        format!(
            "Write `{{{{identity.entity.aliases.<mount accessor>.metadata.{key}}}}}`, unless the entity has it."
        ),
    )
}

/// The template with its braces, where the path is written without escapes; else the whole path.
fn place(facts: &Facts<'_>, rule: &PolicyRule, template: &str) -> Span {
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
