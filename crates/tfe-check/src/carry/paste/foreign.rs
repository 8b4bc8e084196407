//! Lines of another language around a policy or values: the code of a pipeline or a program, the head of a mail. They
//! are told by what neither a policy nor values have, however damaged they are.

use crate::carry::signs;

/// Programs whose commands are in scripts around a text.
const COMMANDS: [&str; 14] = [
    "sh ", "bash ", "ssh ", "sudo ", "docker ", "podman ", "kubectl ", "set -", "set +", "cat >",
    "cat <<", "exec ", "curl ", "scp ",
];

/// Quotes of texts with several lines in other languages.
pub(super) const TEXT_QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// A longer word is no name of a function or a block.
const LONGEST: usize = 40;

/// The blocks of another language that are open around a policy.
#[derive(Default)]
pub(super) struct Blocks {
    open: usize,
}

impl Blocks {
    /// Whether a line outside of all rules is not of the policy.
    pub(super) fn has(&mut self, bare: &str) -> bool {
        // What closes them closes no rule.
        if self.open > 0 && bare.chars().all(|c| "})];,".contains(c)) {
            self.open -= bare.matches('}').count().min(self.open);
            return true;
        }
        let is = is_foreign(bare) || is_block(bare);
        if is {
            self.open += bare.matches('{').count();
            self.open -= bare.matches('}').count().min(self.open);
        }
        is
    }
}

/// Whether a line is of another language, or of the head of a mail.
pub(super) fn is_foreign(bare: &str) -> bool {
    if bare.is_empty() || bare.starts_with(['#', '/', '{']) {
        return false;
    }
    let quotes = || TEXT_QUOTES.iter().any(|quote| bare.contains(quote));
    let command = || COMMANDS.iter().any(|command| bare.starts_with(command));
    (command() || is_call(bare) || is_head(bare) || quotes()) && !signs::has_rules(bare)
}

/// `stage('a') {`, `client.write("a")`
fn is_call(bare: &str) -> bool {
    let name = bare.split(|c: char| !is_of_name(c)).next().unwrap_or_default();
    let opens = bare.get(name.len()..).is_some_and(|rest| rest.starts_with('('));
    let known = ["path", "capabilities"].iter().any(|word| name.starts_with(word));
    let ends = bare.ends_with([')', '{', ';', '(', ',']) || bare.contains(['\'', '"']);
    opens && ends && !name.is_empty() && name.len() < LONGEST && !known
}

/// `pipeline {`: a word of a Jenkinsfile, and a block.
fn is_block(bare: &str) -> bool {
    let word = bare.strip_suffix('{').map(str::trim_end);
    word.is_some_and(|word| ["pipeline", "stages", "steps"].contains(&word))
}

/// `Content-Type: …`: a capital letter, hyphens and a colon.
fn is_head(bare: &str) -> bool {
    let name = bare.split_once(": ").map_or("", |(name, _)| name);
    name.contains('-')
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_.".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_other_languages_are_known() {
        for line in [
            "stage('Vault') {",
            "sh '''",
            "sh \"\"\"",
            "'''",
            "client.sys.create_or_update_policy(name=\"a\", policy=\"\"\"",
            "Content-Type: text/plain; charset=utf-8",
            "ssh host 'cat > a <<EOF",
            "set -e",
        ] {
            assert!(is_foreign(line), "{line}");
        }
        for line in [
            "path \"a\" {",
            "path(\"a\") {",
            "capabilities(\"read\")",
            "capabilities = [\"read\"]",
            "pth \"a\" {",
            "# set -e",
            "}",
            "Note: it works",
            "replicaCount: 1",
            "settings: a",
            "share: b",
        ] {
            assert!(!is_foreign(line), "{line}");
        }
    }

    #[test]
    fn what_closes_their_blocks_goes_with_them() {
        let mut blocks = Blocks::default();
        let lines = ["pipeline {", "stage('a') {", "}", "}"];
        assert_eq!(lines.map(|line| blocks.has(line)), [true; 4]);
        assert!(!blocks.has("}"));
    }
}
