//! How commands and resources set up Vault: where logins and engines are mounted, and in which namespace.

use text::Span;
use vault_policy::parse_duration;

use super::member::{At, Member, Script};
use crate::carry::scripts::scripts;
use crate::carry::shell::{self, Command};
use crate::roles::approle::{Style, is_call, names_tfe};
use crate::roles::vault;

/// All of it, in the order of the texts.
#[derive(Default)]
pub(super) struct Setup {
    pub roles: Vec<VaultRole>,
    /// Paths at which a transit engine is enabled.
    pub transit: Vec<(String, At)>,
    /// The namespaces that the commands name; none for a command that names none.
    pub namespaces: Vec<Option<(String, At)>>,
}

/// A role of the AppRole method.
pub(super) struct VaultRole {
    /// Where its method is mounted, without `auth/`.
    pub mount: String,
    /// Its name, or that of a policy that it gives, is TFE's.
    pub tfe: bool,
    /// The period of its tokens, in seconds.
    pub period: Option<(i64, At)>,
    pub at: At,
}

/// Commands that set up Vault and are read for that; no script has more of them.
const MOST: usize = 1000;

impl Setup {
    pub(super) fn of(members: &[Member], scripts: &[Script<'_>]) -> Self {
        let mut setup = Self::default();
        for script in scripts.iter().filter(|script| script.text.contains("vault ")) {
            setup.script(script);
        }
        for member in members {
            setup.resources(member);
        }
        setup
    }

    /// What the roles of a Terraform file say. A mount that is not literal is not known.
    fn resources(&mut self, member: &Member) {
        // Those of commands are read with their paths.
        for role in member.roles.iter().filter(|role| role.style == Style::Resource) {
            let mount = role.find("backend").map_or(Some("approle"), |s| literal(&s.value));
            let Some((mount, first)) = mount.zip(role.settings.first()) else { continue };
            let Some(at) = member.at(first.span()) else { continue };
            let period = role.seconds(&["token_period", "period"]);
            let period = period.and_then(|(s, seconds)| Some((seconds, member.at(s.span())?)));
            let mount = mount.trim_matches('/').to_owned();
            self.roles.push(VaultRole { mount, tfe: role.names_tfe(), period, at });
        }
    }

    fn script(&mut self, script: &Script<'_>) {
        let text = script.text;
        let read = scripts(text);
        let mut exported = None;
        for command in read.iter().flat_map(|script| &script.commands).take(MOST) {
            let at = |span: Span| At { document: script.document, span };
            if let Some(namespace) = exported_namespace(text, command) {
                exported = Some((namespace.0, at(namespace.1)));
            }
            let Some(words) = vault(text, command) else { continue };
            self.command(text, &words, command, &at, exported.as_ref());
        }
    }

    fn command(
        &mut self,
        text: &str,
        words: &[Span],
        command: &Command,
        at: &impl Fn(Span) -> At,
        exported: Option<&(String, At)>,
    ) {
        let word = |n: usize| words.get(n).map_or("", |w| shell::bare(w.of(text)));
        let whole = words.iter().copied().reduce(Span::cover).unwrap_or_default();
        match (word(0), word(1)) {
            ("write", path) if is_call(path).is_some() => {
                self.roles.extend(role(text, words, path, at));
            }
            ("secrets" | "auth", "enable") | ("policy" | "write", _) => {}
            _ => return,
        }
        let named = option(text, command, &["namespace", "ns"]);
        let named = named.map(|(name, span)| (name, at(span)));
        self.namespaces.push(named.or_else(|| exported.cloned()));
        if (word(0), word(1)) == ("secrets", "enable")
            && words.iter().any(|w| w.of(text) == "transit")
        {
            let path = option(text, command, &["path"]).map(|(path, _)| path);
            // `-path x transit`: the path is a word of its own.
            let apart = || words.get(2).filter(|_| words.len() > 3).map(|w| w.of(text).to_owned());
            let path = path.or_else(apart).unwrap_or_else(|| "transit".to_owned());
            self.transit.push((path.trim_matches('/').to_owned(), at(whole)));
        }
    }
}

fn role(text: &str, words: &[Span], path: &str, at: &impl Fn(Span) -> At) -> Option<VaultRole> {
    let name = is_call(path)?;
    let (mount, _) = path.trim_start_matches('/').strip_prefix("auth/")?.split_once("/role/")?;
    let mount = literal(mount)?.to_owned();
    let given = |key: &str| {
        let pairs =
            words.iter().filter_map(|w| Some((*w, shell::bare(w.of(text)).split_once('=')?)));
        pairs.into_iter().find(|(_, (own, _))| *own == key).map(|(span, (_, value))| (span, value))
    };
    let policies = given("token_policies").or_else(|| given("policies"));
    let tfe = names_tfe(name) || policies.is_some_and(|(_, names)| names_tfe(names));
    let period = given("token_period").or_else(|| given("period"));
    let period = period.and_then(|(span, value)| {
        Some((parse_duration(shell::bare(value))? / 1_000_000_000, at(span)))
    });
    Some(VaultRole { mount, tfe, period, at: at(*words.get(1)?) })
}

/// `-path=x`, with one dash or two.
fn option(text: &str, command: &Command, names: &[&str]) -> Option<(String, Span)> {
    command.words.iter().find_map(|word| {
        let written = word.of(text).strip_prefix('-')?;
        let (name, value) = written.trim_start_matches('-').split_once('=')?;
        let value = literal(shell::bare(value))?;
        names.contains(&name).then(|| (value.to_owned(), *word))
    })
}

/// `export VAULT_NAMESPACE=x`, or the same before a command.
fn exported_namespace(text: &str, command: &Command) -> Option<(String, Span)> {
    command.words.iter().find_map(|word| {
        let value = word.of(text).strip_prefix("VAULT_NAMESPACE=")?;
        Some((literal(shell::bare(value))?.to_owned(), *word))
    })
}

/// A word that nothing else fills in.
fn literal(word: &str) -> Option<&str> {
    (!word.is_empty() && !word.contains(['$', '`', '{', '<', '*'])).then_some(word)
}
