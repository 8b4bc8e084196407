//! Commands of a shell, and the roles that they write.

use text::Span;

use super::{Attached, Role, Setting, Style, attached};

/// A command: the places of its words. A `\` at the end of a line goes on with the next one.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub words: Vec<Span>,
}

impl Command {
    /// What is said to Vault's own program, options left out: `["policy", "write", "tfe", "-"]`.
    pub(crate) fn vault(&self, text: &str) -> Option<Vec<Span>> {
        let word = |w: &Span| w.of(text).trim_matches(['"', '\'', '(', '`']);
        let option = |w: &&Span| w.of(text).starts_with('-') && w.of(text).len() > 1;
        // A pod or a namespace may be called so too.
        for (at, program) in self.words.iter().enumerate() {
            if program.of(text).starts_with('#') {
                return None;
            }
            let said: Vec<Span> =
                self.words.get(at + 1..)?.iter().filter(|w| !option(w)).copied().collect();
            let known = said.first().is_some_and(|w| SAID.contains(&word(w)));
            if known && word(program).trim_start_matches("$(").rsplit('/').next() == Some("vault") {
                return Some(said);
            }
        }
        None
    }
}

/// What is said to Vault where policies and roles are written.
const SAID: [&str; 16] = [
    "audit",
    "auth",
    "delete",
    "kv",
    "lease",
    "list",
    "login",
    "namespace",
    "operator",
    "patch",
    "policy",
    "read",
    "secrets",
    "status",
    "token",
    "write",
];

/// All commands of a text that may be one.
pub(crate) fn commands(text: &str) -> Vec<Command> {
    let mut found = vec![Command { words: Vec::new() }];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let goes_on = bare.ends_with('\\');
        let content = bare.strip_suffix('\\').unwrap_or(bare);
        if let Some(command) = found.last_mut() {
            words(content, at, &mut command.words);
        }
        if !goes_on {
            found.push(Command { words: Vec::new() });
        }
        at += line.len();
    }
    found.retain(|command| !command.words.is_empty());
    found
}

fn words(line: &str, at: usize, into: &mut Vec<Span>) {
    let mut start = None;
    let mut quote = None;
    for (offset, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) if offset < line.len() => {}
            _ if c.is_whitespace() => {
                into.extend(start.take().map(|s| Span::new(at + s, at + offset)));
            }
            _ => {
                start = start.or(Some(offset));
                quote = matches!(c, '"' | '\'').then_some(c);
            }
        }
    }
}

/// The roles that the commands of a text write.
pub(crate) fn in_commands(text: &str) -> Vec<Role> {
    if !text.contains("/role/") || !text.contains("vault") {
        return Vec::new();
    }
    commands(text).iter().filter_map(|command| role(text, command)).collect()
}

/// Whether a path is the one that writes a role: `auth/approle/role/tfe`.
pub(crate) fn is_call(path: &str) -> Option<&str> {
    let (_, name) = path.trim_start_matches('/').strip_prefix("auth/")?.split_once("/role/")?;
    (!name.is_empty() && !name.contains('/')).then_some(name)
}

fn role(text: &str, command: &Command) -> Option<Role> {
    let words = command.vault(text)?;
    let (write, rest) = words.split_first()?;
    let (path, rest) = rest.split_first()?;
    let bare = |w: &Span| w.of(text).trim_matches(['"', '\'']);
    if bare(write) != "write" {
        return None;
    }
    let name = is_call(bare(path))?.to_owned();
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
