//! Reading a rule page.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use text::Span;

/// What stands between the `---` lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Front {
    pub rule: String,
    pub kind: String,
    pub severity: String,
    pub stage: String,
    pub evidence: String,
    pub fix: String,
    /// The table of `knowledge/` that its rule is a row of; none where it is code.
    pub table: Option<String>,
    #[serde(default)]
    pub data_loss: bool,
    #[serde(default)]
    pub absence: bool,
    pub startup_check: Option<String>,
    pub topic: Option<String>,
    #[serde(default)]
    pub yields_to: Vec<String>,
    #[serde(default)]
    pub yields_at_place: bool,
    #[serde(default)]
    pub yields_to_error: bool,
    #[serde(default)]
    pub holds_in: Vec<String>,
    #[serde(default)]
    pub never_in_a_part: bool,
    #[serde(default)]
    pub nothing_here: bool,
    #[serde(default)]
    pub left_to_readers: bool,
    pub since: String,
    pub versions: String,
    pub sources: Vec<String>,
    /// What the examples are checked with, where the defaults do not show the rule.
    pub profile: Option<String>,
    pub name: Option<String>,
    pub tfe: Option<String>,
    pub chart: Option<String>,
    pub vault: Option<String>,
    /// `cr`: the lines of the bad examples end with CR, which Markdown cannot show.
    pub line_ends: Option<String>,
}

pub(crate) struct Page {
    pub front: Front,
    pub title: String,
    sections: Vec<(String, String)>,
}

impl Page {
    pub(crate) fn section(&self, name: &str) -> Option<&str> {
        self.sections.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str())
    }

    /// The fenced blocks of a section. `\r` and `\t` as words stay; a text can hold anything but
    /// the fence.
    pub(crate) fn blocks(&self, name: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut open: Option<(String, String)> = None;
        for line in self.section(name).unwrap_or("").split_inclusive('\n') {
            let mark = line.trim_end();
            let ticks = mark.len() - mark.trim_start_matches('`').len();
            match &mut open {
                Some((fence, _)) if mark == fence.as_str() => {
                    blocks.extend(open.take().map(|(_, text)| text));
                }
                Some((_, text)) => text.push_str(line),
                None if ticks >= 3 => open = Some(("`".repeat(ticks), String::new())),
                None => {}
            }
        }
        blocks
    }
}

/// All pages, by name.
pub(crate) fn pages() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "md") {
            files.push(path);
        }
    }
}

fn read(file: &Path) -> Page {
    let text = fs::read_to_string(file).unwrap();
    let shown = file.display();
    let rest = text.strip_prefix("---\n").unwrap_or_else(|| panic!("{shown}: no front matter"));
    let (front, body) = rest.split_once("\n---\n").unwrap_or_else(|| panic!("{shown}: no end"));
    let front: Front = serde_yaml::from_str(front).unwrap_or_else(|e| panic!("{shown}: {e}"));
    assert_eq!(file.file_stem().unwrap().to_str().unwrap(), front.rule, "{shown}");
    let folder = file.parent().unwrap().file_name().unwrap().to_str().unwrap();
    assert_eq!(folder, front.kind, "{shown}");
    let mut title = String::new();
    let mut sections: Vec<(String, String)> = Vec::new();
    let mut fenced = false;
    for line in body.split_inclusive('\n') {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ") {
            Some(name) if !fenced => sections.push((name.trim().to_owned(), String::new())),
            _ => match (sections.last_mut(), line.strip_prefix("# ")) {
                (None, Some(words)) => title = words.trim().to_owned(),
                (Some((_, text)), _) => text.push_str(line),
                (None, None) => {}
            },
        }
    }
    Page { front, title, sections }
}

/// Takes the caret lines out: the text that is checked, and the spans they mark with their rules.
pub(crate) fn unmark(block: &str) -> (String, Vec<(Span, String)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut line_start = 0;
    for line in block.split_inclusive('\n') {
        let bare = line.trim_start_matches(['#', ' ', '\t']);
        let carets = bare.len() - bare.trim_start_matches('^').len();
        let rule = bare.trim_start_matches('^').trim();
        if carets == 0 || rule.is_empty() || rule.contains(' ') {
            line_start = text.len();
            text.push_str(line);
            continue;
        }
        let column = line.chars().count() - bare.chars().count();
        let above: Vec<usize> = text[line_start..]
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len() - line_start])
            .collect();
        let byte = |column: usize| line_start + above.get(column).copied().unwrap_or(0);
        marks.push((Span::new(byte(column), byte(column + carets)), rule.to_owned()));
    }
    marks.sort();
    (text, marks)
}
