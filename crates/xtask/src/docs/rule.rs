//! A rule's page: its head, and what the lists of rules take from it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Result;

/// A page of `rules/<kind>/`.
pub(crate) struct RulePage {
    /// Below the root.
    pub path: PathBuf,
    /// The rule's name.
    pub name: String,
    /// The folder it is in.
    pub kind: String,
    /// The heading.
    pub title: String,
    head: String,
    body: String,
}

impl RulePage {
    /// All pages, by kind and name.
    pub(crate) fn all(root: &Path) -> Result<Vec<Self>> {
        let mut pages = Vec::new();
        for folder in sorted(&root.join("rules"))?.iter().filter(|path| path.is_dir()) {
            for path in sorted(folder)?.iter().filter(|p| p.extension().is_some_and(|e| e == "md"))
            {
                pages.push(Self::read(root, path)?);
            }
        }
        Ok(pages)
    }

    fn read(root: &Path, path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let parts = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let (head, body) = parts.ok_or_else(|| format!("{}: it has no head", path.display()))?;
        let title = body.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
        let word = |part: Option<&std::ffi::OsStr>| {
            part.map(|word| word.to_string_lossy().into_owned()).unwrap_or_default()
        };
        Ok(Self {
            path: path.strip_prefix(root).unwrap_or(path).to_owned(),
            name: word(path.file_stem()),
            kind: word(path.parent().and_then(Path::file_name)),
            title: title.to_owned(),
            head: head.to_owned(),
            body: body.to_owned(),
        })
    }

    /// A member of the head that is one line; empty where it is not there.
    pub(crate) fn field(&self, name: &str) -> &str {
        let value = |line: &'_ str| -> Option<usize> {
            let rest = line.strip_prefix(name)?.strip_prefix(':')?;
            Some(line.len() - rest.len())
        };
        let found = self.head.lines().find_map(|line| line.get(value(line)?..));
        found.unwrap_or_default().trim().trim_matches('"')
    }

    /// Who says so.
    fn sources(&self) -> impl Iterator<Item = &str> {
        let list = self.head.lines().skip_while(|line| *line != "sources:").skip(1);
        list.map_while(|line| line.trim_start().strip_prefix("- ")).map(|s| s.trim_matches('"'))
    }

    /// A section, without its heading.
    fn section(&self, heading: &str) -> &str {
        let begin = format!("\n## {heading}\n");
        let rest = self.body.split_once(&begin).map_or("", |(_, rest)| rest);
        rest.split("\n## ").next().unwrap_or_default()
    }

    /// What somebody sees where the rule applies: lines of a log, answers of a program.
    pub(crate) fn symptoms(&self) -> Vec<String> {
        let is_list = self.kind == "log";
        let section = self.section(if is_list { "What" } else { "Why" });
        let mut found = Vec::new();
        for line in section.lines().filter(|line| !is_list || line.starts_with("- ")) {
            let spans = line.split('`').skip(1).step_by(2);
            let seen = spans.take(if is_list { 1 } else { usize::MAX });
            found.extend(seen.filter(|s| is_list || is_said(s)).map(str::to_owned));
        }
        found.sort_unstable_by_key(|words| words.to_lowercase());
        found.dedup();
        found
    }

    /// The page in the book: what the head says is a table below the heading.
    pub(crate) fn in_book(&self, page: &str) -> String {
        let heading = format!("# {}\n", self.title);
        let rest = self.body.split_once(&heading).map_or("", |(_, rest)| rest);
        let mut out = format!("{heading}\n`{}`: {}\n\n| | |\n|---|---|\n", self.name, self.kind);
        let rows = [
            ("Severity", self.field("severity")),
            ("It shows", self.field("stage")),
            ("Fix", self.field("fix")),
            ("Supported by", self.field("evidence")),
            ("Versions", self.field("versions")),
            ("Startup check", self.field("startup_check")),
        ];
        for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(out, "| {name} | {} |", cell(value));
        }
        let sources: Vec<_> = self.sources().map(cell).collect();
        let _ = writeln!(out, "| Sources | {} |", sources.join("<br>"));
        let _ = writeln!(out, "\n[Open it in the checker]({page}#/rules/{})", self.name);
        out + rest
    }
}

/// Whether code in a sentence is what a program says, and not a name or a command.
fn is_said(code: &str) -> bool {
    let command = ["kubectl ", "vault ", "helm ", "tfe-check ", "terraform ", "cargo "];
    code.contains(' ') && code.len() > 11 && !command.iter().any(|word| code.starts_with(word))
}

/// A text as it is written in a table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}
