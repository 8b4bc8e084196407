//! Signs of a Vault policy.

/// How many signs of a policy a text has: headers of rules with what belongs to one, and lists of
/// capabilities. The word `capabilities` by itself says nothing: Kubernetes, Docker and prose have it too.
pub(crate) fn marks(text: &str) -> usize {
    let headers = places(text, "path").filter(|(line, at)| is_header(line, *at)).count();
    let lists = places(text, LIST).filter(|(line, at)| is_list(line, *at)).count();
    match (headers, lists) {
        (0, 0) => 0,
        // A path in quotes may stand in any sentence, and `"path":` in any JSON.
        (_, 0) if !opens_block(text) => 0,
        (headers, lists) => headers + lists,
    }
}

/// Whether a `path "…"` header stands in a text.
pub(crate) fn has_rules(text: &str) -> bool {
    places(text, "path").any(|(line, at)| is_header(line, at))
}

/// Where a word stands: the line, and the place in it. One search through the text finds them all.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = (&'t str, usize)> {
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
    let member = joined == Some('"')
        && (after.starts_with("\":") || after.starts_with("\" :"))
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
    let has_grants = granted.iter().any(|word| text.contains(word));
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
            let member = before.ends_with('"');
            let opened = if member { has_grants } else { block(behind_quotes(after, next)) };
            let first = !begun && before.is_empty();
            if opened || first {
                return true;
            }
        }
        begun |= !line.trim_start().starts_with(['#', '/', '\u{feff}']);
    }
    false
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
            "# Add read path “transit/keys/x” { }",
        ];
        for text in policies {
            assert!(marks(text) > 0, "{text}");
        }
    }
}
