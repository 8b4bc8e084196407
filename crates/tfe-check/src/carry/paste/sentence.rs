//! What people write around a text.

/// What is before a `=` or a bracket in a policy.
const KEYS: [&str; 9] = [
    "capabilities",
    "path",
    "policy",
    "name",
    "rules",
    "allowed_parameters",
    "denied_parameters",
    "required_parameters",
    "control_group",
];

/// Words as people write them, no syntax.
pub(super) fn is_sentence(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let ends = line.ends_with([',', '.', ':', '!', '?']);
    let said = ends && line.starts_with(char::is_uppercase);
    let quoted = line.contains('"') && words < 5 && !said;
    let letters = line.chars().any(char::is_alphabetic);
    let note = line.starts_with(['[', '!']) && has_a_note(line);
    let wordy = words > 1 || ends || note || line.chars().all(char::is_alphabetic);
    // A word of the language may lack what belongs to it.
    let first = line.split(char::is_whitespace).next().unwrap_or(line);
    let key = ["path", "name", "policy", "rules"].contains(&first) || "path".starts_with(first);
    letters && wordy && !has_syntax(line) && !quoted && !key
}

/// Whether a line has what only a language has: braces, a list, a value after its key.
fn has_syntax(line: &str) -> bool {
    let address = |word: &str| word.split_once("://").is_some_and(|(name, _)| !name.contains('='));
    let own = || line.split_whitespace().filter(|word| !address(word));
    own().any(|word| word.contains(['{', '}']))
        || own().any(|word| word.contains('=')) && !names_a_value(line)
        || own().any(|word| word.contains(['[', ']'])) && !has_a_note(line)
}

/// `Set token_period = 24h first`: a key is one word, a sentence has more of them before the sign. `ENV A=b` is a command.
fn names_a_value(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let begins = first.starts_with(char::is_uppercase)
        && (first.len() == 1 || first.contains(char::is_lowercase));
    let before = line.split_once('=').map_or("", |(before, _)| before);
    let plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "_.,-'".contains(c));
    begins
        && before.split_whitespace().count() > 1
        && before.split_whitespace().all(plain)
        && !is_key(line)
        && !line.contains('[')
}

/// `See [the docs](https://…)`, `Assigned to: [Jo]`, `[cid:logo.png]`: brackets in a sentence, around a link or a
/// picture. A list is in quotes, or after its key.
fn has_a_note(line: &str) -> bool {
    let mut open = 0_usize;
    let closed = line.chars().all(|c| match c {
        '[' => {
            open += 1;
            open == 1
        }
        ']' => {
            open = open.wrapping_sub(1);
            open == 0
        }
        _ => true,
    });
    let inside = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let note =
        |inside: &str| inside.contains([':', '@']) || matches!(inside.trim(), "" | "x" | "X");
    closed
        && open == 0
        && !line.contains('"')
        && !is_key(line)
        && inside.is_none_or(|(inside, _)| note(inside))
}

/// Whether a line begins with a key of a policy, or nearly with one.
pub(super) fn is_key(line: &str) -> bool {
    let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let slips = |key: &str| if key.len() > 5 { 3 } else { 1 };
    KEYS.iter().any(|key| text::distance(&word.to_ascii_lowercase(), key) <= slips(key))
}

#[cfg(test)]
mod tests {
    use super::is_sentence;

    #[test]
    fn brackets_and_equals_signs_are_in_sentences_too() {
        for line in [
            "See [the docs](https://developer.hashicorp.com/vault) first.",
            "You need this policy (see [below](#policy)):",
            "Assigned to: [Jo]",
            "Tags: [vault] [tfe]",
            "see below (v2) [draft].",
            "[cid:image001.png@01D9]",
            "[https://acme.example/logo.png]<https://acme.example>",
            "- [ ] ask the Vault team",
            "- [x] ask the Vault team",
            "![pic](a.png)",
            "Use \"read\" only.",
            "Set token_period = 24h on the role.",
        ] {
            assert!(is_sentence(line), "{line}");
        }
    }

    #[test]
    fn what_may_be_a_damaged_policy_is_no_sentence() {
        for line in [
            "capabilities [read, list]",
            "capabilites = [read]",
            "capabilities: [\"read\"]",
            "[\"read\", \"list\"]",
            "[ read, list ]",
            "\"read\", \"list\" ]",
            "name = tfe",
            "path [secret]",
            "policy = read",
            "ENV VAULT_ADDR=https://vault.example.org:8200",
            "export VAULT_NAMESPACE=admin",
            "allowed_paramters [a]",
            "list of paths {",
        ] {
            assert!(!is_sentence(line), "{line}");
        }
    }
}
