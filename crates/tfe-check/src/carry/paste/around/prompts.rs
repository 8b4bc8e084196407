//! Prompts with their commands, and what commands print around a text.

use crate::carry::paste::remark::is_remark;
use crate::carry::paste::{sentence, times};

/// What parts documents of YAML, and sentences from a text.
pub(in crate::carry::paste) const DOCUMENT: &str = "---";

/// A line without blanks around it, of whatever kind; they have rules of their own.
pub(super) fn visible(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || text::is_invisible(c))
}

/// Whether a line is a prompt with its command, or what a command says around a text.
pub(in crate::carry::paste) fn goes(line: &str) -> bool {
    let bare = visible(line);
    is_prompt(bare) || is_output(bare)
}

/// `$ …`, `user@host:~$ …`, `[root@host ~]# …`, `PS C:\> …`, `C:\>…`, `/ $ …`
pub(in crate::carry::paste) fn is_prompt(line: &str) -> bool {
    let command = |word: &str| {
        ["vault ", "cat ", "helm ", "kubectl ", "more ", "type ", "less "]
            .iter()
            .any(|c| word.starts_with(c))
    };
    let behind = |sign: char| line.split_once(sign).map(|(head, rest)| (head, rest.trim_start()));
    let host = |head: &str| {
        head.contains('@')
            || head.contains(":\\")
            || head.ends_with(['~', '/', ' '])
            || head.contains("bash")
            || head == "sh-5.1"
    };
    matches!(line, "$" | "%")
        || line.starts_with(['❯', '➜', 'λ'])
        || line.starts_with("$ ")
        || line.starts_with("% ")
        // A shell that shows its commands.
        || line.strip_prefix("+ ").is_some_and(command)
        || line.starts_with("PS ") && line.contains('>')
        || command(line) && !line.contains('{')
        || ['$', '#', '%', '>'].into_iter().any(|sign| {
            behind(sign).is_some_and(|(head, rest)| {
                host(head) && (rest.is_empty() || command(rest) || head.contains('@'))
            })
        })
}

/// What Vault's, Helm's and Kubernetes' commands print around a text.
pub(super) fn is_output(line: &str) -> bool {
    let rule = line.len() > 2 && line.chars().all(|c| c == '-' || c == '=' || c == ' ');
    let table = |head: &str| line.strip_prefix(head).is_some_and(|r| r.starts_with("  "));
    // Two dashes are above the name at the end of a mail.
    rule && line != "---"
        || line == "--"
        || matches!(line, "USER-SUPPLIED VALUES:" | "COMPUTED VALUES:")
        || line.starts_with("Success!")
        || line.starts_with("[Pipeline] ")
        || is_remark(line)
        || times::is_heading(line)
        || table("Key") && line.ends_with("Value")
        || table("name")
        || is_row(line)
}

/// `token_policies    [tfe]`: a row of a table that Vault prints.
fn is_row(line: &str) -> bool {
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let name = line.split(|c| !of_name(c)).next().unwrap_or_default();
    let rest = line.get(name.len()..).unwrap_or_default();
    let value = rest.trim_start();
    let is_apart = rest.starts_with("  ") || rest.starts_with('\t');
    let path = name == "path" && !value.starts_with(['"', '\'']);
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && is_apart
        && !value.is_empty()
        && !value.contains(['=', '{'])
        && (path || name == "name" || !sentence::is_key(name))
}
