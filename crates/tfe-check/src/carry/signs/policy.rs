//! Signs of a Vault policy.

use super::terraform::is_terraform;

/// How many signs of a policy a text has: headers of rules with what belongs to one, and lists of
/// capabilities. The word `capabilities` by itself says nothing: Kubernetes, Docker and prose have it too,
/// and many programs a list of that name.
pub(crate) fn marks(text: &str) -> usize {
    let headers = places(text, "path").filter(|(line, at)| is_header(line, *at));
    let lists = places(text, LIST).filter(|(line, at)| is_list(line, *at));
    if headers.clone().next().is_some() && is_of_nomad(text) {
        return 0;
    }
    // A script or a playbook shows the policy of its token in a comment, and is no policy.
    if headers.clone().chain(lists.clone()).all(|(line, _)| is_comment(line))
        && text.lines().any(|line| !line.trim().is_empty() && !is_comment(line))
    {
        return 0;
    }
    let (headers, lists) = (headers.count(), lists.count());
    // A path in quotes may stand in any sentence, and `"path":` in any JSON.
    let block = headers > 0 && opens_block(text) || lists > 0 && is_in_block(text);
    if block { headers + lists } else { 0 }
}

/// Whether a text that others write or give to Vault is a policy of Vault.
pub(crate) fn is_whole(text: &str) -> bool {
    has_rules(text) && !is_terraform(text) && !is_of_nomad(text)
}

/// Whether a text is a policy of Nomad, whose rules on paths are in a block of their own.
fn is_of_nomad(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    text.contains("namespace \"")
        && text.contains("variables {")
        && lines.by_ref().any(|line| line == "variables {")
        && lines.next().is_some_and(|line| line.starts_with("path \""))
}

/// Whether a line is a comment in HCL. In a block comment every line may begin with a star.
fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with(['#', '*']) || line.trim_start().starts_with("//")
}

/// So far before a list the head of its block is looked for (bytes).
const NEAR: usize = 400;

/// Whether a list of capabilities stands in a block as rules have one: after a text in quotes, or after a
/// word that is nearly `path`.
fn is_in_block(text: &str) -> bool {
    text.match_indices(LIST).any(|(at, _)| {
        let near = text.floor_char_boundary(at.saturating_sub(NEAR));
        let before = text.get(near..at).unwrap_or("");
        let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
        if headers(line).next().is_some() {
            return true;
        }
        let open = open_brace(before);
        let lines = before.get(..open.unwrap_or(before.len())).unwrap_or("").rsplit(['\n', '\r']);
        let mut lines = lines.map(str::trim).skip(usize::from(open.is_none()));
        let head = lines.find(|line| !line.is_empty()).unwrap_or("");
        let word = head.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        open.is_some() && is_quoted_head(head) || text::distance(word, "path") <= 1
    })
}

/// The brace that is open at the end of a text.
fn open_brace(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '}' => depth += 1,
            '{' if depth == 0 => return Some(at),
            '{' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a text in quotes, or a path without them, stands before a brace. In JSON one stands everywhere, and only a path counts.
fn is_quoted_head(head: &str) -> bool {
    match head.strip_suffix(':') {
        Some(name) => name.trim_end().ends_with(['"', '”', '“', '\'']) && name.contains(['/', '*']),
        None if head.contains([':', '=']) => false,
        None => {
            let path = head.contains('/') && !head.contains(char::is_whitespace);
            path || head.ends_with(['"', '”', '\''])
        }
    }
}

/// Whether a `path "…"` header stands in a text.
pub(crate) fn has_rules(text: &str) -> bool {
    places(text, "path").any(|(line, at)| is_header(line, at))
}

/// Where a word stands: the line, and the place in it. One search through the text finds them all.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = (&'t str, usize)> + Clone {
    let ends = ['\n', '\r'];
    let mut line = 0..0;
    text.match_indices(word).map(move |(at, _)| {
        if at >= line.end {
            let between = text.get(line.end..at).unwrap_or("");
            line.start = between.rfind(ends).map_or(line.start, |end| line.end + end + 1);
            let rest = text.get(at..).unwrap_or("");
            line.end = at + rest.find(ends).unwrap_or(rest.len());
        }
        (text.get(line.clone()).unwrap_or(""), at - line.start)
    })
}

/// Where the headers of rules begin in a line.
pub(crate) fn headers(line: &str) -> impl Iterator<Item = usize> {
    let words = line.match_indices("path").map(|(at, _)| at);
    words.filter(move |at| is_header(line, *at))
}

fn is_header(line: &str, at: usize) -> bool {
    let joined = line.get(..at).and_then(|l| l.chars().next_back());
    let after = line.get(at + "path".len()..).unwrap_or("");
    let quoted = after.trim_start().starts_with(['"', '“', '”', '„', '\'']);
    let value = || after.split_once(':').map_or("", |(_, value)| value.trim_start());
    let closed = after.strip_prefix(['"', '“', '”', '\'']);
    let member = joined.is_some_and(|c| "\"“”„'".contains(c))
        && closed.is_some_and(|rest| rest.trim_start().starts_with(':'))
        && (value().is_empty() || value().starts_with(['{', '[']));
    let word = quoted && !after.starts_with(['"', '\'']);
    word && !joined.is_some_and(|c| "/-_:.$".contains(c) || c.is_alphanumeric()) || member
}

/// `capabilities = [`, with whatever is wrong about it, and `"capabilities": [`. Kubernetes' has `add:` and
/// `drop:` below it.
fn is_list(line: &str, at: usize) -> bool {
    let joined = line.get(..at).and_then(|l| l.chars().next_back());
    let after = line.get(at + LIST.len()..).unwrap_or("");
    let after = after.trim_start_matches(['"', '\'', '”', '“']).trim_start();
    let list = |rest: &str| rest.trim_start().starts_with('[');
    let text = |rest: &str| rest.trim_start().starts_with(['[', '"', '“', '\'']);
    let assigned = after.strip_prefix('=').is_some_and(text)
        || after.strip_prefix(':').is_some_and(list)
        || after.starts_with('[');
    assigned && !joined.is_some_and(|c| c.is_alphanumeric() || "_-.".contains(c))
}

const LIST: &str = "capabilities";

/// Whether a header is followed by its block, or begins the text. A path in a sentence is not.
fn opens_block(text: &str) -> bool {
    let granted = ["\"capabilities\"", "\"policy\": \"", "\"read\"", "\"update\""];
    let other_quotes = ["“capabilities", "”capabilities", "„capabilities", "'capabilities'"];
    let has_grants = granted.iter().chain(&other_quotes).any(|word| text.contains(word));
    let mut lines = text.split(['\n', '\r']).filter(|l| !l.trim().is_empty()).peekable();
    let mut begun = false;
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or("", |l| l.trim_start());
        let headers = line.match_indices("path").filter(|(at, _)| is_header(line, *at));
        for (at, _) in headers {
            let before = line.get(..at).unwrap_or("").trim();
            let after = line.get(at..).unwrap_or("");
            let block = |open: &str| open.starts_with(['{', '[']);
            // JSON has a member of that name for many things.
            let member = before.ends_with(['"', '“', '”', '„', '\'']);
            let opened = if member { has_grants } else { block(behind_quotes(after, next)) };
            let first = !begun && before.is_empty() && is_cut_off(after);
            if opened || first {
                return true;
            }
        }
        let shown = line.trim_start_matches(|c: char| c.is_whitespace() || text::is_invisible(c));
        begun |= !shown.is_empty() && !shown.starts_with(['#', '/']);
    }
    false
}

/// Whether nothing stands after the path of a header, or not even its quote.
fn is_cut_off(header: &str) -> bool {
    // A sentence may end with a path between apostrophes.
    let mut parts = header.splitn(3, ['"', '“', '”', '„']);
    let Some(path) = parts.nth(1) else { return false };
    let behind = parts.next().unwrap_or("").trim();
    let word = behind.split_whitespace().next().unwrap_or("");
    let meant = behind.is_empty()
        || behind.starts_with(['#', '/', '=', '['])
        || matches!(word, "read" | "write" | "list" | "deny");
    meant && !path.contains(char::is_whitespace)
}

/// What follows the quotes of a header, on its line or on the next one.
fn behind_quotes<'t>(header: &'t str, next: &'t str) -> &'t str {
    let quotes = ['"', '“', '”', '„', '\''];
    let mut parts = header.splitn(3, quotes);
    let behind = parts.nth(2).unwrap_or("").trim();
    if behind.is_empty() || behind.starts_with(['#', '/']) { next } else { behind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_in_a_comment_of_another_file_is_none() {
        let comment = "# path \"secret/app\" {\n#   capabilities = [\"read\"]\n# }\n";
        assert_eq!(marks(comment), 2);
        for rest in ["export VAULT_ADDR=https://v", "roles: [vault]", "FROM alpine:3", "{"] {
            assert_eq!(marks(&format!("{comment}{rest}\n")), 0, "{rest}");
        }
        assert_eq!(marks("# path \"secret/app\" {\n  capabilities = [\"read\"]\n}\n"), 2);
    }

    #[test]
    fn a_word_is_not_a_policy() {
        let others = [
            "TFE has new capabilities.",
            "capabilities:\n  drop: [ALL]\n",
            "required capabilities: read",
            "open path \"/var/lib/a\": permission denied",
            "{\"path\": \"/healthz\", \"capabilities\": {\"drop\": [\"ALL\"]}}",
            "{\"path\":\"sys/mounts\",\"capabilities\":\"x\"}",
            "{\"properties\": {\"path\": {\"type\": \"string\"}}}",
            "jq --arg path \"$file\" '. += [{\"path\": $path}]'",
            "path = \"a\"\ncapabilities := []string{\"read\"}\n",
            "deploy:\n  devices:\n    - driver: \"nvidia\"\n      capabilities: [gpu]\n",
            "[host.\"https://a\"]\n  capabilities = [\"pull\", \"resolve\"]\n",
            "{\"app\": {\"windows\": [], \"capabilities\": [\"main\"]}}",
            "[{\"id\": \"a\", \"capabilities\": [\"completion\", \"tools\"]}]",
            "description: Such as `capabilities = [\"create\", \"read\"]`.\n",
            "resource a 'Microsoft.DocumentDB' = {\n  properties: {\n    capabilities: [\n",
            "path '{{ this_path }}' had no role\n",
            "path \"a/b\", cannot remove it\n",
        ];
        for text in others {
            assert_eq!(marks(text), 0, "{text}");
        }
        let policies = [
            "path \"a\" {\n}\n",
            "path \"a\"\n{\n}\n",
            "pat \"a\" {\n  capabilities = [\"read\"]\n}\n",
            "path \"a\" { capabilities [\"read\"] }",
            "{\"path\": {\"a\": {\"policy\": \"read\"}}}",
            "path \"transit/ke",
            "{“path”: {“a/b”: {“capabilities”: [“read”]}}}",
            "{'path': {'a/b': {'capabilities': ['read']}}}",
            "path \"transit/keys/a\"",
            "path \"transit/keys/a\" capabilities = [\"read\"]\n",
            "path \"a/b\" read\n",
            "path \"a/b\" => [\"read\"]\n",
            "transit/keys/a {\n  capabilities = [\"read\"]\n}\n",
            "pth \"a/b\"\n{\n  capabilities = [\"read\"]\n}\n",
            "pth \"a/b\" {\n  allowed_parameters = {\n  }\n  capabilities = [\"read\"]\n}\n",
            "pth \"a\"\n  capabilities = [\"read\"]\n}\n",
            "\"a/b\" {\n  capabilities = [\"read\"]\n}\n",
            "{\"a/b\": {\"capabilities\": [\"read\"]}}",
            "# Add read path “transit/keys/x” { }",
        ];
        for text in policies {
            assert!(marks(text) > 0, "{text}");
        }
    }
}
