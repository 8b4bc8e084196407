//! What a Rust file imports: its `use` lines, and the paths in its code.

use crate::code;

/// A path by its parts, without a leading `::`.
pub(crate) type Path = Vec<String>;

/// A name that a `use` line brings into a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Use {
    /// Whether the file hands the name on (`pub use`, with any visibility).
    pub is_handed_on: bool,
    /// What is imported; `*` at the end for everything in it.
    pub path: Path,
    /// What the file calls it.
    pub name: String,
}

/// The imports of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Imports {
    /// One for each name, in the order of the file.
    pub uses: Vec<Use>,
    /// Paths of two or more parts outside of `use` lines.
    pub paths: Vec<Path>,
}

/// Reads a file. Tests, comments and texts in it import nothing.
pub(crate) fn imports(text: &str) -> Imports {
    let words = code::words(text);
    let mut reader = Reader { words: &words, at: 0 };
    let mut imports = Imports::default();
    let mut is_handed_on = false;
    while let Some(word) = reader.next() {
        match word {
            "pub" => {
                reader.visibility();
                is_handed_on = reader.peek() == "use";
            }
            "use" => {
                reader.tree(&[], is_handed_on, &mut imports.uses);
                is_handed_on = false;
            }
            "::" => drop(reader.path()),
            _ if is_name(word) => {
                reader.at -= 1;
                let path = reader.path();
                if path.len() > 1 {
                    imports.paths.push(path);
                }
            }
            _ => {}
        }
    }
    imports
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

struct Reader<'w> {
    words: &'w [&'w str],
    at: usize,
}

impl<'w> Reader<'w> {
    fn peek(&self) -> &'w str {
        self.words.get(self.at).copied().unwrap_or("")
    }

    fn next(&mut self) -> Option<&'w str> {
        let word = self.words.get(self.at).copied()?;
        self.at += 1;
        Some(word)
    }

    fn skips(&mut self, word: &str) -> bool {
        let is_there = self.peek() == word;
        self.at += usize::from(is_there);
        is_there
    }

    /// Passes `(crate)` and `(in some::path)`, which import nothing.
    fn visibility(&mut self) {
        const WHERE: [&str; 4] = ["crate", "self", "super", "in"];
        let next = self.words.get(self.at + 1).copied().unwrap_or("");
        if self.peek() == "(" && WHERE.contains(&next) {
            while self.next().is_some_and(|word| word != ")") {}
        }
    }

    /// Names with `::` between them, up to something else.
    fn path(&mut self) -> Path {
        let mut path = Path::new();
        while is_name(self.peek()) {
            path.extend(self.next().map(str::to_owned));
            if !self.skips("::") {
                break;
            }
        }
        path
    }

    /// The names that one tree of a `use` line imports.
    fn tree(&mut self, before: &[String], is_handed_on: bool, out: &mut Vec<Use>) {
        let is_elsewhere = self.skips("::");
        let mut path = before.to_vec();
        path.extend(self.path());
        if self.skips("{") {
            while !matches!(self.peek(), "}" | "") {
                let from = self.at;
                self.tree(&path, is_handed_on, out);
                self.skips(",");
                // What is no tree is passed, so that this comes to an end.
                self.at += usize::from(self.at == from);
            }
            self.skips("}");
            return;
        }
        if self.skips("*") {
            path.push("*".to_owned());
        }
        path.pop_if(|last| last == "self");
        let Some(mut name) = path.last().cloned() else { return };
        if self.skips("as") {
            name = self.next().unwrap_or("_").to_owned();
        }
        // `::name` is a crate, whatever the modules here are called.
        if !is_elsewhere {
            out.push(Use { is_handed_on, path, name });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(text: &str) -> Vec<String> {
        let show = |u: &Use| {
            let public = if u.is_handed_on { "pub " } else { "" };
            format!("{public}{} as {}", u.path.join("::"), u.name)
        };
        imports(text).uses.iter().map(show).collect()
    }

    #[test]
    fn trees_of_use_lines_are_read() {
        assert_eq!(used("use a::b;"), ["a::b as b"]);
        assert_eq!(
            used("pub(in super::x) use super::{self, b::{C as D, *}, e};"),
            [
                "pub super as super",
                "pub super::b::C as D",
                "pub super::b::* as *",
                "pub super::e as e"
            ]
        );
        assert_eq!(used("pub fn f() {}\nuse a::{\n    b, // {\n};"), ["a::b as b"]);
        assert!(used("use ::text::Span;").is_empty());
    }

    #[test]
    fn paths_in_code_are_found() {
        let paths = |text: &str| -> Vec<String> {
            imports(text).paths.iter().map(|path| path.join("::")).collect()
        };
        assert_eq!(
            paths("fn f() -> super::A { crate::b::c(d, \"crate::e::f\") }"),
            ["super::A", "crate::b::c"]
        );
        assert_eq!(paths("let q = '\"'; a::b(); // c::d\n/* e::f /* g */ h::i */"), ["a::b"]);
        assert!(paths("::serde::x(); pub(in crate::a) struct B;").is_empty());
        assert!(paths("#[cfg(test)]\nmod tests { use super::*; fn f() { a::b(); } }").is_empty());
    }
}
