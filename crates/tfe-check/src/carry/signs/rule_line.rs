//! Lines that can be of a policy, and those that cannot.

/// The words before a value or a block of a rule. What others may be is told by their signs.
const WORDS: [&str; 13] = [
    "allowed_parameters",
    "capabilities",
    "control_group",
    "denied_parameters",
    "list_scan_response_keys_filter_path",
    "max_wrapping_ttl",
    "min_wrapping_ttl",
    "name",
    "pagination_limit",
    "path",
    "policy",
    "required_parameters",
    "subscribe_event_types",
];

/// Whether a line outside of all rules can be of a policy, perhaps a damaged one: it has a word of the language, or
/// its signs. Others are prose, or what a terminal prints.
pub(crate) fn is_of_rule(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || text::is_invisible(c));
    let quote = |c: char| "“”„‟«»‘’‚‹›".contains(c);
    let sign = |c: char| c.is_ascii_punctuation() && !"=*%$>|~".contains(c) || quote(c);
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let word = line.split(|c: char| !of_name(c)).next().unwrap_or_default().to_ascii_lowercase();
    let near = |known: &&str| text::distance(&word, known) <= if known.len() > 5 { 3 } else { 2 };
    let behind = line.get(word.len()..).unwrap_or_default().trim_start();
    // What has no letter says nothing; a reader that stops at it names it.
    !line.contains(char::is_alphanumeric)
        || line.starts_with(sign)
        || line.contains(['{', '}'])
        || line.contains("path")
        || line.contains("*/")
        || !word.is_empty() && (behind.starts_with('=') || WORDS.iter().any(near))
}

#[cfg(test)]
mod tests {
    use super::is_of_rule;

    #[test]
    fn rules_begin_with_their_words() {
        for line in [
            "path \"a\" {",
            "Path \"a\" {",
            "pth \"a\"",
            "\"a\" {",
            "“a” {",
            "capabilites = [\"read\"]",
            "max_wrapping_ttl = 90",
            "foo = 1",
            "secret/data/a {",
            "}",
            "# a",
            "/ a",
            "'a' {",
            "\u{200b}}",
            "\u{e123}",
            "",
            "\u{feff}path \"a\" {",
        ] {
            assert!(is_of_rule(line), "{line}");
        }
    }

    #[test]
    fn what_a_terminal_prints_is_of_no_rule() {
        for line in [
            "https://login.example.com/oauth2",
            "====== TFE ======",
            "您好，以下是策略：",
            "%%writefile tfe.hcl",
            "Success! You are now authenticated.",
            "* Documentation:  https://help.example.com",
            "Script started on 2026-03-11 10:42:00+00:00 [TERM=\"xterm\" TTY=\"/dev/pts/0\"]",
            "=~=~=~=~=~= PuTTY log 2026.03.11 10:42:00 =~=~=~=~=~=",
            "user1234567",
        ] {
            assert!(!is_of_rule(line), "{line}");
        }
    }
}
