//! Commands of a shell, and the roles that they write.

use text::Span;

use super::{Attached, Role, Style, attached, json};
use crate::carry::scripts::scripts;
use crate::carry::shell::{Command, Script, given};
use crate::roles::{Setting, vault};

/// The roles that the commands of a text write.
pub(crate) fn in_commands(text: &str) -> Vec<Role> {
    if !text.contains("/role/") || !text.contains("vault") {
        return Vec::new();
    }
    let scripts = scripts(text);
    let one = |script: &Script<'_>| -> Vec<Role> {
        script.commands.iter().filter_map(|command| role(text, script, command)).collect()
    };
    scripts.iter().flat_map(one).collect()
}

/// Whether a path is the one that writes a role: `auth/approle/role/tfe`.
pub(crate) fn is_call(path: &str) -> Option<&str> {
    let (_, name) = path.trim_start_matches('/').strip_prefix("auth/")?.split_once("/role/")?;
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

fn role(text: &str, script: &Script<'_>, command: &Command) -> Option<Role> {
    let words = vault(text, command)?;
    let (write, rest) = words.split_first()?;
    let (path, rest) = rest.split_first()?;
    let bare = |w: &Span| w.of(text).trim_matches(['"', '\'']);
    if bare(write) != "write" {
        return None;
    }
    let name = is_call(bare(path))?.to_owned();
    let body = given(text, script, command).filter(|heredoc| !heredoc.quoted);
    if let Some(role) = body.and_then(|heredoc| json::read_at(text, heredoc.body)) {
        return Some(Role { name, ..role });
    }
    let settings: Vec<Setting> = rest.iter().filter_map(|w| setting(text, *w)).collect();
    let named = settings.iter().rfind(|s| matches!(s.key.as_str(), "token_policies" | "policies"));
    let policies = named.map(|s| attached(&s.value, s.value_span.start));
    // What the shell fills in may be anything.
    let known = |list: &Vec<Attached>| list.iter().all(|p| !p.name.contains(['$', '`', '@']));
    let policies = policies.filter(known);
    Some(Role { name, settings, policies, style: Style::Command })
}

/// `key=value`, in whatever quotes.
fn setting(text: &str, word: Span) -> Option<Setting> {
    let written = word.of(text);
    let lead = written.len() - written.trim_start_matches(['"', '\'']).len();
    let equals = written.find('=')?;
    let key_span = Span::new(word.start + lead, word.start + equals);
    let value = written.get(equals + 1..)?;
    let open = value.len() - value.trim_start_matches(['"', '\'']).len();
    let value = value.trim_matches(['"', '\'']);
    let start = word.start + equals + 1 + open;
    let value_span = Span::new(start, start + value.len());
    let (key, value) = (key_span.of(text).to_owned(), value.to_owned());
    Some(Setting { key, value, key_span, value_span })
}
