//! Files as operators have them: those that work, and what goes wrong in them.

use std::fs;
use std::path::Path;

/// A line with what is expected there.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Expected {
    /// `error` or `warning`
    pub severity: String,
    pub rule: String,
    /// The safety of its first fix, or `none`.
    pub fix: String,
    /// The line's content.
    pub line: String,
}

/// A working file with one thing wrong in it.
pub(crate) struct Broken {
    /// What was done to which file.
    pub name: String,
    pub text: String,
    pub expected: Vec<Expected>,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/overrides"))
}

/// The files that work, by name.
pub(crate) fn working() -> Vec<(String, String)> {
    let mut all: Vec<_> = fs::read_dir(folder().join("working"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    all.sort();
    all
}

/// The cases of `broken.txt`: `== FILE`, `-` lines that go, `+` lines that come, `=` what is found.
pub(crate) fn broken() -> Vec<Broken> {
    let working = working();
    let text = fs::read_to_string(folder().join("broken.txt")).unwrap();
    text.split("\n\n").filter(|block| !block.trim().is_empty()).map(|b| case(b, &working)).collect()
}

fn case(block: &str, working: &[(String, String)]) -> Broken {
    let mut lines = block.lines();
    let name = lines.next().unwrap().strip_prefix("== ").unwrap();
    let base = &working.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("{name}")).1;
    let (mut old, mut new, mut expected) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        match line.split_at(1) {
            ("-", text) => old.push(text),
            ("+", text) => new.push(text),
            ("=", text) => expected.push(expectation(text.trim())),
            _ => panic!("{name}: {line}"),
        }
    }
    let (old, new) = (old.join("\n"), new.join("\n"));
    assert_eq!(base.matches(&old).count(), 1, "{name}: {old}");
    expected.sort();
    Broken { name: format!("{name}: {new}"), text: base.replacen(&old, &new, 1), expected }
}

fn expectation(text: &str) -> Expected {
    let (words, line) = text.split_once(" | ").unwrap();
    let [severity, rule, fix] = *words.split(' ').collect::<Vec<_>>() else { panic!("{text}") };
    let owned = str::to_owned;
    Expected { severity: owned(severity), rule: owned(rule), fix: owned(fix), line: owned(line) }
}
