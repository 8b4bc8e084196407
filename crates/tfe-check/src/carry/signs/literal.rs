//! Texts of several lines in the code of a program: what begins one, what ends it, and how it is written.

/// What begins a text of several lines, and what ends it. The longer one is first.
const QUOTES: [(&str, &str); 6] = [
    ("\"\"\"", "\"\"\""),
    ("'''", "'''"),
    ("r##\"", "\"##"),
    ("r#\"", "\"#"),
    ("@\"", "\""),
    ("`", "`"),
];

/// What C# has before the quotes of a text that it fills in.
const FILLED: [&str; 3] = ["$", "$@", "@$"];

/// Functions that fill in the text that they are given.
const FORMATS: [&str; 8] = [
    "format!(",
    "println!(",
    "write!(",
    "writeln!(",
    "panic!(",
    "String.Format(",
    "string.Format(",
    "f(",
];

/// A text that begins on a line.
pub(crate) struct Literal<'t> {
    /// What is before it on its line, with what says how it is written.
    before: &'t str,
    /// Where it begins on its line: after its quotes.
    pub(crate) at: usize,
    open: &'static str,
    pub(crate) close: &'static str,
}

/// How the text is written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Manner {
    /// A brace is written twice, and what is in a single one is filled in.
    pub(crate) braces: bool,
    /// A percent sign is written twice.
    pub(crate) percent: bool,
    /// A quote is written twice.
    pub(crate) quotes: bool,
}

/// Whether a line has the last characters of any of [`QUOTES`]. Most lines have none, and this is asked of all.
fn may_begin(line: &str) -> bool {
    let mut before = 0;
    line.bytes().any(|byte| {
        let last = match byte {
            b'`' => true,
            b'"' => matches!(before, b'"' | b'#' | b'@'),
            b'\'' => before == b'\'',
            _ => false,
        };
        before = byte;
        last
    })
}

impl<'t> Literal<'t> {
    /// The text that is open at the end of a line.
    pub(crate) fn of(line: &'t str) -> Option<Self> {
        if !may_begin(line) {
            return None;
        }
        let (open, close) = QUOTES.iter().find(|(open, _)| line.contains(open))?;
        let quote = line.find(open)?;
        let at = quote + open.len();
        // What ends on its line is not open at the end.
        let is_open = line.get(at..).is_some_and(|rest| !rest.contains(close));
        let before = line.get(..quote)?;
        let word = before.chars().last().is_some_and(char::is_alphanumeric);
        (is_open && !(word && open.starts_with('r'))).then_some(Self { before, at, open, close })
    }

    /// Whether nothing of it is on its first line.
    pub(crate) fn begins_below(&self, line: &str) -> bool {
        line.get(self.at..).is_none_or(|rest| rest.trim_end_matches(['\\', ' ']).is_empty())
    }

    /// Where a line ends it; nowhere where the line goes on as another language does.
    pub(crate) fn end(&self, line: &str) -> Option<usize> {
        if self.open != "@\"" {
            return line.find(self.close);
        }
        let mut at = 0;
        loop {
            let rest = line.get(at..)?;
            let found = rest.find(['"'])?;
            if !rest.get(found..)?.starts_with("\"\"") {
                return Some(at + found);
            }
            at += found + 2;
        }
    }

    /// Whether it is PowerShell's, in which a quote is a letter, and not that of C#. `last` is the line on which that would
    /// end.
    pub(crate) fn is_here_string(&self, last: &str) -> bool {
        let behind = self.end(last).and_then(|end| last.get(end + self.close.len()..));
        let behind = behind.unwrap_or_default().trim_start();
        self.open == "@\"" && !(behind.is_empty() || behind.starts_with([';', ')', ',', '.', '+']))
    }

    /// Whether a line gives the text to a name, to a function or to a caller.
    pub(crate) fn is_given(&self) -> bool {
        let mark = |c: char| "fFrRbBuUsS$@".contains(c);
        let word = self.before.trim_end_matches(mark);
        let by = word.trim_end().strip_suffix("return").is_some_and(|rest| rest.trim().is_empty());
        by || word.trim_end().ends_with(['=', '('])
    }

    /// How it is written; `behind` is what follows its end.
    pub(crate) fn manner(&self, behind: &str) -> Manner {
        let letters = |c: char| c.is_ascii_alphabetic();
        let prefix = self.before.get(self.before.trim_end_matches(letters).len()..).unwrap_or("");
        let is_python = self.open.len() == 3 && prefix.len() < 3 && prefix.contains(['f', 'F']);
        let is_csharp = FILLED.iter().any(|mark| self.before.ends_with(mark));
        let is_made = FORMATS.iter().any(|name| self.before.trim_end().ends_with(name));
        let bare = behind.trim_start_matches([')', ' ']);
        Manner {
            braces: is_python || is_csharp || is_made || bare.starts_with(".format("),
            percent: bare.starts_with("% ") || self.before.trim_end().ends_with("printf("),
            quotes: self.open == "@\"",
        }
    }
}

/// What a block of statements begins with, such as `if a:`.
const BLOCKS: [&str; 8] = ["if ", "for ", "with ", "while ", "try", "else", "elif ", "match "];

/// Whether a text of several lines is given to a name or a function, at a line start or in a block of statements: only
/// programs have that.
pub(crate) fn is_given(text: &str) -> bool {
    let mut lines = text.lines();
    let mut in_block = false;
    while let Some(line) = lines.next() {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            in_block = BLOCKS.iter().any(|word| line.starts_with(word))
                && line.trim_end().ends_with([':', '{']);
        }
        let Some(literal) = Literal::of(line) else { continue };
        let indented = line.starts_with([' ', '\t']);
        let is = literal.is_given()
            && !line.starts_with(['#', '/', '>', '+', '-'])
            && (!indented || in_block);
        if !is || !literal.begins_below(line) {
            continue;
        }
        let last = lines.find(|line| literal.end(line).is_some());
        if last.is_some_and(|last| !literal.is_here_string(last)) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_given_to_names_and_functions() {
        for line in [
            "M = \"\"\"",
            "m := `",
            "module.exports = `",
            "var m = @\"",
            "m = f'''",
            "m = dedent(\"\"\"",
            "let m = r#\"",
        ] {
            let end = line.trim_end_matches(['\\']).chars().last().unwrap();
            let close = if line.contains("\"\"\"") {
                "\"\"\"".to_owned()
            } else if line.contains("'''") {
                "'''".to_owned()
            } else if line.contains("#\"") {
                "\"#".to_owned()
            } else {
                end.to_string()
            };
            assert!(is_given(&format!("{line}\na\n{close};\n")), "{line}");
            assert!(!is_given(&format!("{line}\na\n")), "{line}");
        }
        for text in [
            "with these values:\n\n  a: `\nb\n`\n",
            "$m = @\"\na\n\"@\n",
            "a: `\nb\n`\n",
            "  M = \"\"\"\na\n\"\"\"\n",
            "```\na\n```\n",
        ] {
            assert!(!is_given(text), "{text}");
        }
    }

    #[test]
    fn a_line_shows_how_a_text_is_written() {
        let manner = |line, behind| Literal::of(line).unwrap().manner(behind);
        assert!(manner("m = f\"\"\"", "").braces && manner("m = \"\"\"", ".format(a)").braces);
        assert!(manner("m = $@\"", ";").braces && manner("m = $@\"", ";").quotes);
        assert!(manner("m = \"\"\"", " % a").percent && manner("fmt.Sprintf(`", ", a)").percent);
        assert!(!manner("m = \"\"\"", "").braces && !manner("def \"\"\"", "").braces);
    }
}
