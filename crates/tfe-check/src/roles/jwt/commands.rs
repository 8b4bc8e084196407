//! `vault write auth/jwt/role/tfc …` and `vault write auth/jwt/config …`.

use text::Span;

use super::{JwtRole, json};
use crate::carry::scripts::scripts;
use crate::carry::shell::{Command, Script, bare, given};
use crate::roles::{Setting, vault};
use crate::variables::Next;

/// The roles and configurations that the commands of a text write.
pub(crate) fn in_commands(text: &str) -> Vec<JwtRole> {
    let may_be = ["/role/", "/config"].iter().any(|end| text.contains(end));
    let calls = text.contains("vault") || text.contains(API);
    if !may_be || !calls || !text.contains("auth/") {
        return Vec::new();
    }
    let scripts = scripts(text);
    let one = |script: &Script<'_>| -> Vec<JwtRole> {
        script.commands.iter().filter_map(|command| role(text, script, command)).collect()
    };
    scripts.iter().flat_map(one).collect()
}

/// What a path of Vault's API begins with.
const API: &str = "/v1/auth/";

/// What is given to the API with curl: the path, and the words with data.
fn curl(text: &str, command: &Command) -> Option<(Span, Vec<Span>)> {
    let is_curl = |w: &Span| bare(w.of(text)).rsplit('/').next() == Some("curl");
    if !command.words.iter().take(3).any(is_curl) {
        return None;
    }
    let place = command.words.iter().find(|word| word.of(text).contains(API))?;
    let at = place.of(text).find(API)? + "/v1/".len();
    let end = place.start + place.of(text).trim_end_matches(['"', '\'']).len();
    let data = |w: &&Span| bare(w.of(text)).starts_with(['{', '@']);
    let given = command.words.iter().filter(data).copied();
    Some((Span::new(place.start + at, end), given.collect()))
}

/// The path that is written to, and the words that say what.
fn call(text: &str, command: &Command) -> Option<(Span, Vec<Span>)> {
    let Some(words) = vault(text, command) else { return curl(text, command) };
    let [write, path, rest @ ..] = words.as_slice() else { return None };
    (bare(write.of(text)) == "write").then(|| (*path, rest.to_vec()))
}

fn role(text: &str, script: &Script<'_>, command: &Command) -> Option<JwtRole> {
    let (path, rest) = call(text, command)?;
    let (mount, name) = target(bare(path.of(text)))?;
    let mut role = JwtRole {
        name: name.map(str::to_owned),
        mount: Some(mount.to_owned()),
        at: path,
        is_config: name.is_none(),
        ..JwtRole::default()
    };
    let body = given(text, script, command).map(|heredoc| heredoc.body);
    for word in &rest {
        // A map whose quotes are escaped is not read.
        let marks = ["=@", "{\\\""];
        let is_elsewhere = marks.iter().any(|mark| word.of(text).contains(mark));
        let file = bare(word.of(text)).strip_prefix('@').filter(|_| body.is_none());
        role.is_open |= file.is_some_and(|file| file != "-") || is_elsewhere;
        match in_json(text, *word) {
            Some((own, between)) => {
                role.settings.extend(own);
                role.between_audiences = between;
            }
            None => {
                settings(text, *word, &mut role.settings);
                let is_audience = bare(word.of(text)).starts_with("bound_audiences=");
                // A list in brackets is JSON, which a comma at its end would break.
                let is_list = is_audience && word.of(text).contains('[');
                let between = (is_audience && !is_list).then_some(",");
                role.between_audiences = role.between_audiences.or(between);
            }
        }
    }
    match body.map(|body| (body, json(body.of(text)))) {
        Some((body, Some(inner))) => {
            role.settings.extend(inner.settings.into_iter().map(|s| s.moved(body.start)));
            role.between_audiences = inner.between_audiences;
            role.next = inner.next.map(|next| Next { at: next.at + body.start, ..next });
        }
        Some((_, None)) => role.is_open = true,
        None => {}
    }
    let is_piped = command.from.is_some() || rest.iter().any(|word| word.of(text) == "-");
    role.is_open |= is_piped && role.settings.is_empty();
    let last = command.span().filter(|_| command.redirects.is_empty() && body.is_none());
    let word = |last: Span| Next { at: last.end, before: " ".to_owned(), between: "=", after: "" };
    role.next = role.next.or_else(|| last.map(word));
    let is_jwt = |s: &Setting| s.is_of_jwt_role() || is_of_config(&s.key);
    role.settings.iter().any(is_jwt).then_some(role)
}

/// The settings in a word that is JSON as a whole, and what is between two audiences.
fn in_json(text: &str, word: Span) -> Option<(Vec<Setting>, Option<&'static str>)> {
    let written = word.of(text);
    let inner = bare(written);
    if !inner.starts_with('{') {
        return None;
    }
    let start = word.start + written.find('{')?;
    let role = json(inner)?;
    let settings = role.settings.into_iter().map(|own| own.moved(start));
    Some((settings.collect(), role.between_audiences))
}

/// The mount that a path is at, and the role; no role for the configuration.
fn target(path: &str) -> Option<(&str, Option<&str>)> {
    let rest = path.trim_matches('/').strip_prefix("auth/")?;
    if let Some((mount, name)) = rest.split_once("/role/") {
        return (!name.is_empty() && !name.contains('/')).then_some((mount, Some(name)));
    }
    Some((rest.strip_suffix("/config")?, None))
}

fn is_of_config(key: &str) -> bool {
    matches!(key, "oidc_discovery_url" | "bound_issuer" | "jwks_url" | "default_role")
}

/// `key=value`, in whatever quotes; a list in it, or a map as JSON.
fn settings(text: &str, word: Span, into: &mut Vec<Setting>) {
    let written = word.of(text);
    let Some(equals) = written.find('=') else { return };
    let lead = written.len() - written.trim_start_matches(['"', '\'']).len();
    let key_span = Span::new(word.start + lead, word.start + equals);
    let value = written.get(equals + 1..).unwrap_or("");
    let open = value.len() - value.trim_start_matches(['"', '\'']).len();
    let inner = value.trim_matches(['"', '\'']);
    let start = word.start + equals + 1 + open;
    let key = key_span.of(text).to_owned();
    if inner.starts_with("{\\") {
        return;
    }
    if inner.starts_with('{') {
        let Some(map) = json(inner) else { return };
        for own in map.settings {
            let key = format!("{key}.{}", own.key);
            into.push(Setting { key, ..own.moved(start) });
        }
        return;
    }
    let parts = if key == "bound_audiences" { inner.split(',') } else { inner.split('\n') };
    let mut at = start;
    for part in parts {
        let bare = part.trim();
        let from = at + (part.len() - part.trim_start().len());
        let value_span = Span::new(from, from + bare.len());
        into.push(Setting { key: key.clone(), value: bare.to_owned(), key_span, value_span });
        at += part.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_with_their_places() {
        let text = "vault write auth/jwt/config oidc_discovery_url=https://tfe.example.com bound_issuer=https://tfe.example.com\nvault write auth/tfe/role/tfc bound_audiences=\"a, b\" bound_claims='{\"sub\": \"organization:o:*\"}' user_claim=c\nvault write auth/jwt/role/x -<<EOF\n{\"user_claim\": \"d\", \"role_type\": \"jwt\"}\nEOF\n";
        let all = in_commands(text);
        let said: Vec<_> =
            all.iter().map(|r| (r.mount.as_deref(), r.name.as_deref(), r.settings.len())).collect();
        assert_eq!(
            said,
            [(Some("jwt"), None, 2), (Some("tfe"), Some("tfc"), 4), (Some("jwt"), Some("x"), 2)]
        );
        for setting in all.iter().flat_map(|role| &role.settings) {
            assert_eq!(setting.value_span.of(text), setting.value);
        }
    }

    #[test]
    fn roles_of_other_methods_are_not_read() {
        assert!(in_commands("vault write auth/approle/role/tfe token_period=24h\n").is_empty());
        assert!(in_commands("vault write auth/kubernetes/config kubernetes_host=a\n").is_empty());
    }
}
