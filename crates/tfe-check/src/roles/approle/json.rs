//! Roles in JSON: what `vault write auth/approle/role/tfe @role.json` sends.

use text::Span;

use super::{Attached, Role, Style};
use crate::roles::{Setting, tree};

/// The role that a text is; nothing where it is not a map of settings.
pub(crate) fn read(text: &str) -> Option<Role> {
    let tree = tree::Tree::of(text);
    let read = tree.settings()?;
    let settings: Vec<Setting> = read.into_iter().map(|setting| whole(text, setting)).collect();
    let named = settings.iter().filter(|s| matches!(s.key.as_str(), "token_policies" | "policies"));
    let attached = named.map(|s| Attached { name: s.value.to_lowercase(), span: s.value_span });
    let policies = Some(attached.collect()).filter(|all: &Vec<Attached>| !all.is_empty());
    Some(Role { name: String::new(), settings, policies, style: Style::Json })
}

/// The same, at its place in a text around it.
pub(super) fn read_at(text: &str, place: Span) -> Option<Role> {
    let mut role = read(place.of(text))?;
    role.settings = role.settings.into_iter().map(|setting| setting.moved(place.start)).collect();
    for policy in role.policies.iter_mut().flatten() {
        policy.span = policy.span.shifted(place.start);
    }
    Some(role)
}

/// A setting with the quotes around its value, which a number does not have, and its own key.
fn whole(text: &str, setting: Setting) -> Setting {
    let Setting { key, value, key_span, value_span } = setting;
    let around = Span::new(value_span.start.saturating_sub(1), value_span.end + 1);
    let written = around.of(text);
    let quoted = written.len() > 1 && written.starts_with('"') && written.ends_with('"');
    let value_span = if quoted { around } else { value_span };
    let key = key.strip_prefix("data.").unwrap_or(&key).to_owned();
    Setting { key, value, key_span, value_span }
}
