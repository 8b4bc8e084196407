//! Lines of other programs: their database and their images are not those of an installation.

use super::seen::Seen;

/// Names of what belongs to an installation, or to what it works with.
const OURS: [&str; 7] = ["tfe", "terraform", "vault", "hashicorp", "tfc-", "atlas", "archivist"];

/// What speaks of other programs than itself.
const RUNTIMES: [&str; 6] = ["kubelet", "dockerd", "docker", "containerd", "systemd", "crio"];

const LEVELS: [&str; 6] = ["ERROR", "WARN", "WARNING", "FATAL", "CRITICAL", "INFO"];

/// Whether nothing in a log is of an installation.
pub(super) fn is_of_others(text: &str) -> bool {
    let is_ours = |line: &str| {
        let line = line.to_ascii_lowercase();
        OURS.iter().any(|name| line.contains(name))
    };
    !text.lines().any(is_ours)
}

/// Whether the line of what was seen says which program it is about.
pub(super) fn names_its_program(text: &str, seen: &Seen) -> bool {
    let at = seen.first.start;
    let before = text.get(..at).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let is_table =
        || text.lines().any(|line| line.starts_with("NAME ") && line.contains(" STATUS "));
    is_tagged(before)
        || before.contains("for \"")
        || before.contains("for \\\"")
        || has_name_and_level(before)
        || is_table() && before.starts_with(|c: char| c.is_ascii_lowercase())
}

/// `web[12]: `, `app[web.1]: `
fn is_tagged(before: &str) -> bool {
    before.split_whitespace().any(|word| {
        let tag = word.strip_suffix("]:").and_then(|tag| tag.split_once('['));
        tag.is_some_and(|(name, _)| is_name(name) && !RUNTIMES.contains(&name))
    })
}

/// `airflow ERROR`
fn has_name_and_level(before: &str) -> bool {
    let words = before.split_whitespace();
    let next = words.clone().skip(1);
    words.zip(next).any(|(name, level)| is_name(name) && LEVELS.contains(&level))
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}
