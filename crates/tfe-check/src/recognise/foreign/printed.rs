//! What the program itself prints for people and somebody saved: a report, the page of a rule.

/// Whether all of a text is a report as it is printed, or the page of a rule. A text of ours that somebody quotes a
/// report with is none.
pub(super) fn is_printed(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    let Some(first) = lines.next() else { return false };
    let second = lines.next().unwrap_or_default();
    is_facts(second) && begins_with_a_letter(first) || is_report(text)
}

/// The second line of a rule's page: `error[rule], fix: safe`.
fn is_facts(line: &str) -> bool {
    after_rule(line).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
}

/// A heading with the place below it, and nothing but the lines of a report around it.
fn is_report(text: &str) -> bool {
    let mut headed = false;
    let mut found = false;
    for line in text.lines() {
        if std::mem::take(&mut headed) && is_place(line) {
            found = true;
        }
        headed = after_rule(line).is_some_and(|rest| rest.starts_with(": "));
        if !headed && !is_of_report(line) {
            return false;
        }
    }
    found
}

/// What follows the name of a rule in its heading.
fn after_rule(line: &str) -> Option<&str> {
    let mut words = ["error[", "warning[", "info["].into_iter();
    let (name, rest) = words.find_map(|word| line.strip_prefix(word))?.split_once(']')?;
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    is_name.then_some(rest)
}

/// `  --> FILE:LINE:COLUMN`
fn is_place(line: &str) -> bool {
    let number = |word: Option<&str>| word.is_some_and(|word| word.parse::<usize>().is_ok());
    let mut ends = line.trim_end().rsplitn(3, ':');
    line.trim_start().starts_with("--> ") && number(ends.next()) && number(ends.next())
}

/// The lines around the headings: a file's line and what is said of it is indented, the rest are sentences.
fn is_of_report(line: &str) -> bool {
    let line = line.trim_end();
    line.is_empty()
        || line.starts_with(' ')
        || line.ends_with('.') && line.contains(' ') && begins_with_a_word(line)
}

/// Names of files and counts begin so.
fn begins_with_a_word(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_' | '~'))
}

fn begins_with_a_letter(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic() || c == '`')
}

#[cfg(test)]
mod tests {
    use super::is_printed;

    const FINDING: &str = "error[unknown-capability]: `raed` is not a capability.\n  --> a.hcl:2:19\n   |\n 2 |   capabilities = [\"raed\"]\n   |                   ^^^^^^\n   = do:  Write \"read\".\n";

    #[test]
    fn reports_and_pages_are() {
        for text in [
            FINDING.to_owned(),
            FINDING.replace('\n', "\r\n"),
            format!("a.hcl: Vault rejects this policy.\n\n{FINDING}\n1 error, 0 warnings, 0 info.\n"),
            format!("./a b/c.hcl: Vault rejects it.\n\n{FINDING}\n{}", FINDING.replace("error", "info")),
            "A word is not a capability\nerror[unknown-capability], fix: safe\n\nWhat\n\n    path \"a\" {\n    }\n"
                .to_owned(),
            "# A rule\nwarning[a-rule]\n\nWhat\n".replace("# ", ""),
        ] {
            assert!(is_printed(&text), "{text}");
        }
    }

    #[test]
    fn texts_with_a_part_of_one_are_not() {
        let policy = "path \"a\" {\n  capabilities = [\"read\"]\n}\n";
        for text in [
            policy.to_owned(),
            format!("{FINDING}\n{policy}"),
            format!("{policy}\n{FINDING}"),
            format!("What is wrong here?\n\n{policy}\n\n{FINDING}"),
            "error[E0425]: cannot find value\n".to_owned(),
            format!("replicaCount: 1\n{FINDING}"),
            String::new(),
        ] {
            assert!(!is_printed(&text), "{text}");
        }
    }
}
