//! The part of Markdown that rule pages are written in: front matter, headings, paragraphs, lists,
//! quotes, tables, and code between fences.

/// A rule's page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// Front matter: names with one or several values.
    pub facts: Vec<(String, Vec<String>)>,
    /// The rest, in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading with its level.
    Heading(usize, String),
    /// A paragraph.
    Text(String),
    /// The points of a list.
    List(Vec<String>),
    /// Something quoted or indented: a log line.
    Quote(String),
    /// A table: its head, and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
    /// Code in a language.
    Code(String, String),
}

impl Page {
    /// Reads a page.
    pub(crate) fn read(text: &str) -> Self {
        let (front, body) = match text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n")) {
            Some((front, body)) => (front, body),
            None => ("", text),
        };
        Self { facts: facts(front), blocks: blocks(body) }
    }

    /// A fact's values; none where the page does not give it.
    pub(crate) fn fact(&self, name: &str) -> &[String] {
        let found = self.facts.iter().find(|(n, _)| n == name);
        found.map(|(_, values)| values.as_slice()).unwrap_or_default()
    }

    /// The first example of the bad thing.
    pub(crate) fn first_bad(&self) -> Option<String> {
        let is_bad = |block: &&Block| matches!(block, Block::Heading(_, t) if t.starts_with("Bad"));
        let after = self.blocks.iter().skip_while(|block| !is_bad(block));
        let mut codes = after.filter_map(|block| match block {
            Block::Code(_, text) => Some(without_carets(text)),
            _ => None,
        });
        codes.next()
    }
}

/// A line of an example that only points at the one above.
pub(crate) fn is_caret(line: &str) -> bool {
    let pointed = line.trim_start().strip_prefix('#').map(str::trim_start);
    pointed.is_some_and(|p| p.starts_with('^'))
}

/// An example as a file: without the lines that point.
pub(crate) fn without_carets(example: &str) -> String {
    example.lines().filter(|line| !is_caret(line)).map(|line| format!("{line}\n")).collect()
}

/// `name: value` lines and lists below a name.
fn facts(front: &str) -> Vec<(String, Vec<String>)> {
    let mut facts: Vec<(String, Vec<String>)> = Vec::new();
    for line in front.lines() {
        let plain = |value: &str| value.trim().trim_matches(['"', '\'']).to_owned();
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, values)) = facts.last_mut() {
                values.push(plain(item));
            }
        } else if let Some((name, value)) = line.split_once(':') {
            let value = plain(value);
            let values = if value.is_empty() { Vec::new() } else { vec![value] };
            facts.push((name.trim().to_owned(), values));
        }
    }
    facts
}

fn blocks(body: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = body.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(fence) = line.strip_prefix("```") {
            let code: Vec<_> = lines.by_ref().take_while(|l| !l.starts_with("```")).collect();
            let text = code.iter().map(|l| format!("{l}\n")).collect();
            blocks.push(Block::Code(fence.trim().to_owned(), text));
        } else if line.starts_with('#') {
            let level = line.chars().take_while(|c| *c == '#').count();
            let title = line.get(level..).unwrap_or_default().trim();
            blocks.push(Block::Heading(level, title.to_owned()));
        } else if let Some(log) = line.strip_prefix("    ") {
            let mut text = log.trim().to_owned();
            while let Some(more) = lines.next_if(|l| l.starts_with("    ")) {
                join(Some(&mut text), more);
            }
            blocks.push(Block::Quote(text));
        } else if let Some(head) = cells(line).filter(|_| lines.peek().is_some_and(is_rule)) {
            lines.next();
            let rows = std::iter::from_fn(|| lines.next_if(|l| l.starts_with('|')));
            blocks.push(Block::Table(head, rows.filter_map(cells).collect()));
        } else if let Some(first) = item(line) {
            let mut items = vec![first.to_owned()];
            while let Some(more) = lines.next_if(|l| !l.trim().is_empty()) {
                match item(more) {
                    Some(next) => items.push(next.to_owned()),
                    None => join(items.last_mut(), more),
                }
            }
            blocks.push(Block::List(items));
        } else if !line.trim().is_empty() {
            let quoted = line.starts_with('>');
            let mut text = line.trim_start_matches('>').trim().to_owned();
            let goes_on =
                |l: &&str| !l.trim().is_empty() && !l.starts_with(['#', '`']) && item(l).is_none();
            while let Some(more) = lines.next_if(goes_on) {
                join(Some(&mut text), more.trim_start_matches('>'));
            }
            blocks.push(if quoted { Block::Quote(text) } else { Block::Text(text) });
        }
    }
    blocks
}

/// The cells of a table's row.
fn cells(line: &str) -> Option<Vec<String>> {
    let inside = line.trim().strip_prefix('|')?;
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    Some(inside.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// The line below a table's head.
fn is_rule(line: &&str) -> bool {
    line.starts_with('|') && line.chars().all(|c| "|-: ".contains(c))
}

fn item(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("- ").or_else(|| line.trim_start().strip_prefix("* "))
}

fn join(text: Option<&mut String>, more: &str) {
    if let Some(text) = text {
        text.push(' ');
        text.push_str(more.trim());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_facts_and_blocks() {
        let text = "---\nrule: a-b\nsources:\n  - \"Vault: docs\"\n  - two\n---\n\n# Title\n\n\
            One\nline with `code`.\n\n- a\n  b\n- c\n\n> quoted\n\n    a log\n    line\n\n| a | b |\n|---|---|\n| `c` | d |\n\n```hcl\nx = 1\n\n```\nEnd\n";
        let page = Page::read(text);
        assert_eq!(page.fact("rule"), ["a-b"]);
        assert_eq!(page.fact("sources"), ["Vault: docs", "two"]);
        assert!(page.fact("none").is_empty());
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        let expected = [
            Block::Heading(1, "Title".to_owned()),
            Block::Text("One line with `code`.".to_owned()),
            Block::List(vec!["a b".to_owned(), "c".to_owned()]),
            Block::Quote("quoted".to_owned()),
            Block::Quote("a log line".to_owned()),
            Block::Table(row("a", "b"), vec![row("`c`", "d")]),
            Block::Code("hcl".to_owned(), "x = 1\n\n".to_owned()),
            Block::Text("End".to_owned()),
        ];
        assert_eq!(page.blocks, expected);
    }

    #[test]
    fn a_fence_that_does_not_end_is_code_to_the_end() {
        assert_eq!(Page::read("```\na").blocks, [Block::Code(String::new(), "a\n".to_owned())]);
    }

    #[test]
    fn caret_lines_are_no_part_of_the_example() {
        assert!(is_caret("#     ^^^^ some-rule") && is_caret("  # ^ x"));
        assert!(!is_caret("# a comment") && !is_caret("path \"^\" {}"));
        let page = Page::read(
            "# T\n\n## Good\n\n```hcl\ngood\n```\n\n## Bad\n\n```hcl\nbad\n# ^^ x\n```\n",
        );
        assert_eq!(page.first_bad().as_deref(), Some("bad\n"));
    }
}
