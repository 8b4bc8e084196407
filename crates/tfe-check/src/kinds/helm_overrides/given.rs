//! Settings as a file gives them, and what their text says.

use std::borrow::Cow;

use helm_values::{Data, Value, go_number};

use crate::knowledge::{Setting, WrongName};

/// A setting as the file gives it.
#[derive(Clone, Debug)]
pub(crate) struct Given<'a> {
    pub name: &'a str,
    pub value: &'a Value,
    /// It stands under `env.secrets`.
    pub secret: bool,
    /// What TFE gets.
    pub text: Cow<'a, str>,
}

/// A setting whose name TFE does not know.
pub(crate) struct Unknown<'a> {
    pub given: Given<'a>,
    /// The documentation has this name, in one place only.
    pub typo: bool,
    /// The setting that the name certainly means, if the file does not have that one.
    pub meant: Option<&'static Setting>,
    /// What is known of the name.
    pub wrong: Option<&'static WrongName>,
}

/// The settings of `env.variables` or `env.secrets`.
pub(super) fn given<'a>(
    values: &'a Value,
    block: &str,
    secret: bool,
) -> impl Iterator<Item = Given<'a>> + use<'a> {
    let map = values.at(&["env", block]).and_then(Value::as_map);
    map.into_iter().flatten().map(move |(name, value)| one(name, value, secret))
}

/// One of them.
pub(super) fn one<'a>(name: &'a str, value: &'a Value, secret: bool) -> Given<'a> {
    let text = scalar_text(value).unwrap_or_default();
    let text = if secret { trimmed(text) } else { text };
    Given { name, value, secret, text }
}

/// The chart trims what stands under `env.secrets`.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => text.trim().into(),
        Cow::Owned(text) => text.trim().to_owned().into(),
    }
}

/// A scalar as the chart prints it.
pub(crate) fn scalar_text(value: &Value) -> Option<Cow<'_, str>> {
    match &value.data {
        Data::String(text) => Some(text.as_str().into()),
        Data::Number(number) => Some(go_number(*number).into()),
        Data::Bool(bool) => Some(if *bool { "true" } else { "false" }.into()),
        _ => None,
    }
}

/// Whether a value still waits for a template engine, a tool or a person: `<...>`, `${...}`,
/// `{{...}}`, or sealed.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let trimmed = text.trim();
    let angled = trimmed.len() > 2
        && trimmed.starts_with('<')
        && trimmed.ends_with('>')
        && !trimmed.get(1..trimmed.len() - 1).unwrap_or("").contains(['<', '>']);
    angled || has_template(text) || is_sealed(text)
}

/// Whether a tool of its own puts the value in before TFE starts, so that nobody has to: SOPS
/// (`ENC[…]`), vals (`ref+…`), the Vault plugin of Argo CD (`<path:…>`), Bank-Vaults (`vault:…#key`).
pub(crate) fn is_sealed(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("ENC[")
        || text.starts_with("ref+") && text.contains("://")
        || text.starts_with("secretref+") && text.contains("://")
        || text.starts_with("<path:")
        || text.starts_with("vault:") && text.contains('#')
}

/// Whether a template's marks are in a text.
pub(crate) fn has_template(text: &str) -> bool {
    template_mark(text).is_some()
}

/// The first mark of a template in a text: `$NAME` and nothing else, `${…}`, `%{…}`, `{{…}}` or a
/// shell's `$(…)`. Vault's own `{{ GetPrivateIP }}` is not one.
pub(crate) fn template_mark(text: &str) -> Option<&str> {
    // Nearly no value has one: a look at its bytes tells.
    if !text.bytes().any(|b| matches!(b, b'$' | b'%' | b'{')) {
        return None;
    }
    if is_shell_variable(text) {
        return Some(text.trim());
    }
    let marks = [("${", "}"), ("%{", "}"), ("{{", "}}"), ("$(", ")")];
    let found = marks.into_iter().filter_map(|(open, close)| {
        let at = text.find(open)?;
        let rest = text.get(at + open.len()..)?;
        let end = rest.find(close)?;
        let own = open == "{{" && text.contains("GetPrivateI");
        // A command or a name, where a password may hold the two signs by chance.
        let other = open == "$(" && !rest.starts_with(|c: char| c.is_ascii_alphabetic());
        (!own && !other).then_some((at, at + open.len() + end + close.len()))
    });
    found.min().and_then(|(start, end)| text.get(start..end))
}

/// `$TFE_LICENSE` and nothing else, which a shell or envsubst replaces.
fn is_shell_variable(text: &str) -> bool {
    let name = text.trim().strip_prefix('$').filter(|name| name.len() > 2);
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    })
}
