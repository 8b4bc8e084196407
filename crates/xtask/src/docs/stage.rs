//! The pages of the book in one folder, with links between them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::links::{Link, links, target_of};
use super::lists;
use super::rule::RulePage;
use crate::failure::Result;

/// The table of contents, written by hand.
const SUMMARY: &str = "docs/book/SUMMARY.md";
/// A link to the checker, as the pages of the book have it.
const CHECKER: &str = "](checker)";
/// Where the lists of rules seem to be for the pages that link to them.
const RULES: &str = "rules";

/// Where each page of the repository is in the book.
type Places = BTreeMap<PathBuf, PathBuf>;

/// Makes the pages in `folder`. `page` is the address of the checker, for links to it.
pub(crate) fn stage(root: &Path, folder: &Path, page: &str) -> Result {
    let rules = RulePage::all(root)?;
    let summary = read(&root.join(SUMMARY))?;
    let mut places: Places = written(&summary)?;
    places.extend(
        rules.iter().map(|rule| (rule.path.clone(), in_rules(&format!("{}.md", rule.name)))),
    );
    let book = Book { root, folder, places };
    for (from, to) in &book.places {
        let checker = address(page, to);
        let text = match rules.iter().find(|rule| rule.path == *from) {
            Some(rule) => rule.in_book(&checker),
            None => read(&root.join(from))?.replace(CHECKER, &format!("]({checker}#/)")),
        };
        write(&folder.join(to), &book.moved(&text, from, to)?)?;
    }
    for (name, text) in lists::all(&rules) {
        write(&folder.join(RULES).join(name), &text)?;
    }
    let contents = book.moved(&summary, Path::new(SUMMARY), Path::new("SUMMARY.md"))?;
    write(&folder.join("SUMMARY.md"), with_rules(&contents, &rules))
}

/// The address of the checker, as a page of the book reaches it.
fn address(page: &str, to: &Path) -> String {
    let up = "../".repeat(to.components().count() - 1);
    if page.contains("://") { page.to_owned() } else { format!("{up}{page}") }
}

/// The pages that the table of contents names, but for the lists that are made.
fn written(summary: &str) -> Result<Places> {
    let mut places = Places::new();
    for link in links(summary) {
        let (path, _) = target_of(Path::new(SUMMARY), link.target).ok_or("SUMMARY.md: a link")?;
        if !path.starts_with(RULES) {
            let to = name_in_book(&path);
            places.insert(path, to);
        }
    }
    Ok(places)
}

/// A page's file in the book: in one folder, in lower case, a README under the name of what it is about.
fn name_in_book(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    let parent = path.parent().and_then(Path::file_name).map(|p| p.to_string_lossy().into_owned());
    let name = parent.filter(|_| stem == "readme").unwrap_or(stem);
    PathBuf::from(name + ".md")
}

fn in_rules(name: &str) -> PathBuf {
    Path::new(RULES).join(name)
}

/// The table of contents with each rule below its kind.
fn with_rules(contents: &str, rules: &[RulePage]) -> String {
    let mut out = String::new();
    for line in contents.lines() {
        out.push_str(line);
        out.push('\n');
        if line.contains("(rules/by-kind.md)") {
            let row = |rule: &RulePage| format!("  - [{}]({RULES}/{}.md)\n", rule.name, rule.name);
            out.extend(rules.iter().map(row));
        }
    }
    out
}

struct Book<'a> {
    root: &'a Path,
    folder: &'a Path,
    places: Places,
}

impl Book<'_> {
    /// A page with its links as they are in the book. What is linked and is not a page is copied.
    fn moved(&self, text: &str, from: &Path, to: &Path) -> Result<String> {
        let mut out = text.to_owned();
        let inside = |link: &Link<'_>| !link.is_address() && !link.target.contains("#/");
        for link in links(text).into_iter().filter(inside).collect::<Vec<_>>().iter().rev() {
            let target = self.target(link, from, to)?;
            out.replace_range(link.start..link.start + link.target.len(), &target);
        }
        Ok(out)
    }

    fn target(&self, link: &Link<'_>, from: &Path, to: &Path) -> Result<String> {
        let nowhere = || format!("{}:{}: {} leads nowhere", from.display(), link.line, link.target);
        let (path, anchor) = target_of(from, link.target).ok_or_else(nowhere)?;
        let place = match self.places.get(&path) {
            Some(place) => place.clone(),
            None if path.starts_with(RULES) => list_of(&path),
            None => self.copied(&path).map_err(|_| nowhere())?,
        };
        let kind = path.strip_prefix(RULES).ok().and_then(Path::to_str).filter(|k| !k.is_empty());
        let own = kind.filter(|_| self.root.join(&path).is_dir());
        let anchor = anchor.or(own).map(|a| format!("#{a}")).unwrap_or_default();
        let same = place == to && !anchor.is_empty();
        let up = "../".repeat(to.components().count() - 1);
        Ok(if same { anchor } else { format!("{up}{}{anchor}", place.display()) })
    }

    /// A file that the book has as it is.
    fn copied(&self, path: &Path) -> Result<PathBuf> {
        let bytes =
            fs::read(self.root.join(path)).map_err(|e| format!("{}: {e}", path.display()))?;
        let place = Path::new("files").join(path);
        write(&self.folder.join(&place), bytes)?;
        Ok(place)
    }
}

/// The list that a link to a folder of rules means.
fn list_of(path: &Path) -> PathBuf {
    if path.extension().is_some() { path.to_owned() } else { in_rules("by-kind.md") }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()).into())
}

fn write(path: &Path, text: impl AsRef<[u8]>) -> Result {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::root;
    use crate::docs::links::broken;

    fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pages(&path, found);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_link_of_the_book_leads_somewhere() {
        let folder = std::env::temp_dir().join(format!("tfe-check-book-{}", std::process::id()));
        let place = folder.join("book");
        stage(&root(), &place, "../tfe-check/").unwrap();
        // The checker is next to the book.
        fs::create_dir_all(folder.join("tfe-check")).unwrap();
        let mut found = Vec::new();
        pages(&place, &mut found);
        assert!(found.len() > 400, "{}", found.len());
        // The book leaves out a page that is not in its table of contents.
        assert!(!found.iter().any(|page| page.starts_with(place.join("files"))), "{found:?}");
        let of = |path: &PathBuf| {
            let wrong = broken(&folder, path.strip_prefix(&folder).unwrap());
            wrong.into_iter().filter(|w| !w.contains("/#/")).collect::<Vec<_>>()
        };
        let wrong: Vec<String> = found.iter().flat_map(of).collect();
        let start = read(&place.join("start.md")).unwrap();
        assert!(start.contains("](../tfe-check/#/)"), "{start}");
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn pages_are_named_after_what_they_are_about() {
        for (from, to) in [
            ("docs/editors.md", "editors.md"),
            ("EMBED.md", "embed.md"),
            ("README.md", "readme.md"),
            ("editors/vscode/README.md", "vscode.md"),
        ] {
            assert_eq!(name_in_book(Path::new(from)), PathBuf::from(to));
        }
    }
}
