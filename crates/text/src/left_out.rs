//! What people write in place of lines that they do not show.

/// What the words in such a line are.
const WORDS: [&str; 13] = [
    "",
    "8",
    "cut",
    "etc",
    "more",
    "omitted",
    "redacted",
    "removed",
    "rest omitted",
    "skipped",
    "snip",
    "snipped",
    "truncated",
];

/// Signs around the words, of which one at least is there.
const SIGNS: &str = ".…[]<>()-✂";

/// A longer line says something else too.
const LONGEST: usize = 40;

/// Whether a line says that lines are left out: `...`, `[snip]`, `# …`, `-- omitted --`, `--- 8< ---`.
///
/// ```
/// assert!(text::is_left_out("    [...]") && text::is_left_out("<snip>"));
/// assert!(!text::is_left_out("---") && !text::is_left_out("- a") && !text::is_left_out("omitted"));
/// ```
pub fn is_left_out(line: &str) -> bool {
    let bare = line.trim().trim_start_matches(['#', '/', ' ']);
    let is_item = bare.starts_with("- ") && !bare.ends_with('-');
    let is_word = |c: char| c.is_alphanumeric() || c == ' ';
    if is_item || bare.len() > LONGEST || !bare.chars().all(|c| is_word(c) || SIGNS.contains(c)) {
        return false;
    }
    let words = bare.trim_matches(|c| c == ' ' || SIGNS.contains(c));
    let dots = bare.matches('.').count() > 2 && !bare.contains('-');
    let says = dots || bare.contains(['…', '✂']) || bare.contains("8<");
    let around = words.len() < bare.len();
    let open = bare.starts_with(['[', '<', '(', '-']) && bare.ends_with([']', '>', ')', '-']);
    let known = WORDS.iter().any(|word| word.eq_ignore_ascii_case(words));
    known && around && if words.is_empty() || words == "8" { says } else { says || open }
}

/// Whether a line is a block whose content is left out: `path "a" { ... }`.
///
/// ```
/// assert!(text::is_left_out_block("path \"a\" {...}") && !text::is_left_out_block("path \"a\" {}"));
/// ```
pub fn is_left_out_block(line: &str) -> bool {
    let inside = line.split_once('{').and_then(|(_, rest)| rest.trim_end().strip_suffix('}'));
    inside.is_some_and(is_left_out)
}

#[cfg(test)]
mod tests {
    use super::is_left_out;

    #[test]
    fn marks_are_known() {
        for line in [
            "...",
            "  ...",
            "…",
            "[...]",
            "<...>",
            "(...)",
            "[…]",
            "# ...",
            "// ...",
            "# [snip]",
            "[snip]",
            "<snip>",
            "(snip)",
            "[SNIP]",
            "-- snip --",
            "--snip--",
            "[omitted]",
            "8<",
            "---8<---",
            "✂",
            "-- ✂ --",
            "... snip ...",
            "[truncated]",
            "<redacted>",
            ".....",
            "... rest omitted ...",
            "[... omitted ...]",
        ] {
            assert!(is_left_out(line), "{line}");
        }
    }

    #[test]
    fn other_lines_are_not() {
        for line in [
            "",
            "-",
            "--",
            "---",
            "----",
            "- ",
            "- a",
            "-1",
            "8",
            "snip",
            "omitted",
            "# snip it",
            "[]",
            "<>",
            "[a]",
            "<name>",
            "{...}",
            "a: ...",
            "..",
            ".",
            "- ...",
            "more:",
            "<<EOF",
            "1.2.3.4",
            "- [cut]",
        ] {
            assert!(!is_left_out(line), "{line}");
        }
    }
}
