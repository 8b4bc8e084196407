//! The settings of Terraform Enterprise that `kubectl create secret` and `kubectl create configmap` get as literals.

use text::Span;

use crate::carry::scripts::scripts;
use crate::carry::shell::{Command, bare};
use crate::contract::{ClusterSetting, Holder};
use crate::knowledge;

const OPTION: &str = "--from-literal";

/// The names of all of them.
pub(crate) fn settings_of_commands(text: &str) -> Vec<ClusterSetting> {
    if !text.contains(OPTION) || !text.contains("TFE_") {
        return Vec::new();
    }
    let scripts = scripts(text);
    let commands = scripts.iter().flat_map(|script| &script.commands);
    commands.flat_map(|command| of_command(text, command)).collect()
}

/// Whether one of them is not called as a setting is.
pub(super) fn has_unknown(text: &str) -> bool {
    let is_known = |setting: &ClusterSetting| knowledge::setting(setting.key.of(text)).is_some();
    settings_of_commands(text).iter().any(|setting| !is_known(setting))
}

fn of_command(text: &str, command: &Command) -> Vec<ClusterSetting> {
    let Some((holder, name)) = holder(text, command) else { return Vec::new() };
    let mut names = Vec::new();
    let mut words = command.words.iter().copied();
    while let Some(word) = words.next() {
        let written = word.of(text).trim_start_matches(['"', '\'']);
        let Some(rest) = written.strip_prefix(OPTION) else { continue };
        let start = word.end - rest.len();
        let pair = match rest.starts_with('=') {
            true => Some(Span::new(start + 1, word.end)),
            false => words.next().filter(|_| rest.is_empty()),
        };
        names.extend(pair.and_then(|pair| key(text, pair)));
    }
    let all = names.iter().map(|name| name.of(text));
    if !holder.is_of_tfe(name, all) {
        return Vec::new();
    }
    names.into_iter().map(|key| ClusterSetting { key, value: None }).collect()
}

/// What a command creates, and its name.
fn holder<'t>(text: &'t str, command: &Command) -> Option<(Holder, &'t str)> {
    let mut words = command.words.iter().map(|word| bare(word.of(text)));
    words.find(|word| matches!(*word, "kubectl" | "oc" | "k"))?;
    let mut words = words.skip_while(|word| *word != "create").skip(1);
    let holder = match words.next()? {
        "secret" if words.next()? == "generic" => Holder::Secret,
        "configmap" | "cm" => Holder::ConfigMap,
        _ => return None,
    };
    Some((holder, words.find(|word| !word.starts_with('-'))?))
}

/// The name in `TFE_LICENSE=…`, whatever quotes are around it.
fn key(text: &str, pair: Span) -> Option<Span> {
    let written = pair.of(text);
    let bare = written.trim_start_matches(['"', '\'']);
    let start = pair.end - bare.len();
    let end = start + bare.find('=')?;
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let key = Span::new(start, end);
    let is_name = Holder::is_setting(key.of(text)) && key.of(text).chars().all(name);
    is_name.then_some(key)
}
