//! Commands in a folded block of YAML (`run: >`): a pipeline's file gives its lines to the shell as one.
//!
//! Source: YAML 1.2.2, 8.1.3 "Folded Style": line breaks between lines of the block's own indentation become
//! blanks; those around lines that are indented more stay.

use text::line_start;

/// The folded block that the lines of a text are in.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// How far its lines are indented.
    indent: Option<usize>,
}

impl Folded {
    /// Whether the command of the line that ends at `at` goes on with the next line. Asked at the end of every
    /// line, so that it is known where a block begins and ends.
    pub(super) fn goes_on(&mut self, text: &str, at: usize) -> bool {
        let before = text.get(..at).unwrap_or("");
        let line = before.get(line_start(text, at)..).unwrap_or("");
        let next = text.get(at + 1..).and_then(|rest| rest.lines().next()).unwrap_or("");
        if next.trim().is_empty() {
            return false;
        }
        if self.indent.is_some_and(|indent| indent_of(next) < indent) {
            self.indent = None;
        }
        match self.indent {
            Some(indent) => {
                !line.trim().is_empty() && indent_of(line) == indent && indent_of(next) == indent
            }
            None => {
                let begins = is_header(line) && indent_of(next) > indent_of(line);
                self.indent = begins.then(|| indent_of(next));
                false
            }
        }
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// `run: >`, `- >-`
fn is_header(line: &str) -> bool {
    let bare = line.trim();
    let marks = |c: char| matches!(c, '-' | '+') || c.is_ascii_digit();
    let Some(head) = bare.trim_end_matches(marks).strip_suffix('>') else { return false };
    let key = head.trim_start_matches("- ").trim_end();
    let named = key.strip_suffix(':').is_some_and(|key| !key.is_empty() && !key.contains(' '));
    named || key.is_empty() && head.starts_with("- ")
}

#[cfg(test)]
mod tests {
    use crate::carry::shell::tests::words;

    #[test]
    fn lines_of_a_folded_block_are_one_command() {
        let all = words(
            "a:\n  - run: >-\n      helm x\n      --set a=b\n\n      next\n  - run: |\n      c\n      d\n",
        );
        assert!(all.contains(&vec!["helm", "x", "--set", "a=b"]), "{all:?}");
        assert!(all.contains(&vec!["next"]), "{all:?}");
        assert!(all.contains(&vec!["c"]) && all.contains(&vec!["d"]), "{all:?}");
        let item = words("script:\n  - >\n    a\n    b\n  - c\n");
        assert!(item.contains(&vec!["a", "b"]), "{item:?}");
    }

    #[test]
    fn lines_that_are_indented_more_stay_apart() {
        let all = words("run: >\n  helm x\n    --set a=b\n");
        assert!(all.contains(&vec!["helm", "x"]), "{all:?}");
    }

    #[test]
    fn a_shell_writes_to_files_with_the_same_sign() {
        assert_eq!(words("cat >\na\n  b\n"), [vec!["cat"], vec!["a"], vec!["b"]]);
    }
}
