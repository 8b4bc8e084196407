//! The keys at the top of a text, as YAML has them, whether or not YAML can be read from it.

/// How many keys are looked at: a text with more is known by the first.
const MOST_KEYS: usize = 400;

/// What stands at a key, as far as its line and the next one show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing, or only `{}`, `[]`, an anchor or a text block's mark.
    Open,
    /// A text, a number, `true`.
    Scalar,
    /// Other keys.
    Map,
    /// Items.
    List,
}

/// One key at the top.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'t> {
    pub name: &'t str,
    pub shape: Shape,
    /// The first key below it; empty where there is none.
    pub child: &'t str,
}

/// The lines that are indented least.
#[derive(Debug, Default)]
pub(crate) struct Outline<'t> {
    pub keys: Vec<Key<'t>>,
}

impl<'t> Outline<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let lines = || text.split(['\n', '\r']).filter(|line| counts(line));
        let base = lines().map(indent).min().unwrap_or(0);
        let mut outline = Self::default();
        for line in lines() {
            let bare = bare(line);
            if indent(line) == base {
                outline.top(bare);
            } else if let Some(last) = outline.keys.last_mut() {
                last.below(bare);
            }
            if outline.keys.len() >= MOST_KEYS {
                break;
            }
        }
        outline
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key.name == name)
    }

    /// The key of that name, with what is known of its value.
    pub(crate) fn key(&self, name: &str) -> Option<&Key<'t>> {
        self.keys.iter().find(|key| key.name == name)
    }

    fn top(&mut self, line: &'t str) {
        if is_item(line) {
            self.keys.last_mut().into_iter().for_each(|last| last.below(line));
        } else if let Some((name, value)) = key(line) {
            self.keys.push(Key { name, shape: shape(value), child: "" });
        }
    }
}

impl<'t> Key<'t> {
    /// What the first line below says of the value.
    fn below(&mut self, line: &'t str) {
        if self.shape != Shape::Open {
            return;
        }
        if is_item(line) {
            self.shape = Shape::List;
        } else if let Some((name, _)) = key(line) {
            (self.shape, self.child) = (Shape::Map, name);
        }
    }
}

fn counts(line: &str) -> bool {
    let bare = bare(line);
    !bare.is_empty() && !bare.starts_with(['#', '%']) && bare != "---" && bare != "..."
}

fn bare(line: &str) -> &str {
    // Many lines have nothing around them, and every line is asked.
    if let [first, .., last] = line.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return line;
    }
    line.trim_matches(|c: char| c.is_whitespace() || text::is_invisible(c))
}

/// Tabs and blanks of whatever kind before a line.
fn indent(line: &str) -> usize {
    let blanks = line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    if line.as_bytes().get(blanks).is_some_and(u8::is_ascii_graphic) {
        return blanks;
    }
    let line = line.trim_start_matches(text::is_invisible);
    line.chars().take_while(|c| c.is_whitespace()).count()
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line == "-"
}

/// `key:` or `key: value`, also in quotes. A sentence with a colon has blanks before it.
fn key(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end().trim_matches(['"', '\'']);
    let ends = value.is_empty() || value.starts_with(char::is_whitespace);
    let plain = |c: char| !(c.is_whitespace() || "{}[](),=<>\"'`".contains(c));
    (ends && !name.is_empty() && name.chars().all(plain)).then_some((name, value.trim()))
}

fn shape(value: &str) -> Shape {
    let value = value.split(" #").next().unwrap_or(value).trim();
    match value.chars().next() {
        None | Some('#' | '&' | '|' | '>') => Shape::Open,
        _ if matches!(value, "{}" | "[]" | "~" | "null") => Shape::Open,
        Some('{') => Shape::Map,
        Some('[') => Shape::List,
        // What a template or a merge fills in may be anything.
        Some('*' | '$') => Shape::Open,
        Some(_) => Shape::Scalar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_indented_lines_are_the_top() {
        let text = "\u{feff}# a\n---\n  image: mysql\n  env:\n    variables: {}\n  list:\n  - a\n  b: {}\n  c: [x]\n";
        let outline = Outline::of(text);
        let all: Vec<_> = outline.keys.iter().map(|k| (k.name, k.shape, k.child)).collect();
        let expected = [
            ("image", Shape::Scalar, ""),
            ("env", Shape::Map, "variables"),
            ("list", Shape::List, ""),
            ("b", Shape::Open, ""),
            ("c", Shape::List, ""),
        ];
        assert_eq!(all, expected);
        let list = Outline::of("- a\n- b: c\nTFE has new capabilities: many\n");
        assert_eq!(list.keys.len(), 0);
    }
}
