//! The links of a Markdown page, and whether what they name is there.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// A link as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link<'t> {
    /// Its line, from 1.
    pub line: usize,
    /// Where its target begins in the page, in bytes.
    pub start: usize,
    /// The target: an address, or a path with `#` and an anchor.
    pub target: &'t str,
}

impl Link<'_> {
    /// Whether it leads out of the repository; such a link is not checked.
    pub(crate) fn is_address(&self) -> bool {
        self.target.contains("://") || self.target.starts_with("mailto:")
    }
}

/// The lines of a page that are not code, with their places.
pub(crate) fn prose(text: &str) -> Vec<(usize, usize, &str)> {
    let (mut fence, mut start, mut lines) = (None, 0, Vec::new());
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let marks = line.trim_start().chars().take_while(|c| *c == '`').count();
        let is_fence = marks >= 3 && fence.is_none_or(|open| marks >= open);
        match (is_fence, fence) {
            (true, None) => fence = Some(marks),
            (true, Some(_)) => fence = None,
            (false, None) if !line.starts_with("    ") => lines.push((at + 1, start, line)),
            _ => {}
        }
        start += line.len();
    }
    lines
}

/// All links of a page. Those in code are none.
pub(crate) fn links(text: &str) -> Vec<Link<'_>> {
    let mut found = Vec::new();
    for (line, start, words) in prose(text) {
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let ticks = rest.chars().take_while(|c| *c == '`').count();
            if ticks > 0 {
                at += code(rest, ticks);
                continue;
            }
            if let Some(target) = rest.strip_prefix("](").and_then(|rest| rest.split(')').next()) {
                found.push(Link { line, start: start + at + 2, target });
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// How long code is that a text begins with, or its marks where they are not closed.
fn code(rest: &str, ticks: usize) -> usize {
    let marks = "`".repeat(ticks);
    let inside = rest.get(ticks..).unwrap_or_default();
    inside.find(&marks).map_or(ticks, |end| ticks + end + ticks)
}

/// The anchors of a page's headings, as GitHub and mdBook make them.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let heading = |line: &str| {
        let words = line.trim_start_matches('#');
        let is_heading = words.len() < line.len() && words.starts_with(' ');
        is_heading.then(|| slug(words.trim()))
    };
    prose(text).iter().filter_map(|(_, _, line)| heading(line)).collect()
}

fn slug(heading: &str) -> String {
    let one = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    heading.chars().filter_map(one).collect()
}

/// What a page's link names, as a path below the root, and its anchor. `None` where it leads above it.
pub(crate) fn target_of<'t>(page: &Path, target: &'t str) -> Option<(PathBuf, Option<&'t str>)> {
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (target, None),
    };
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut whole = page.parent()?.to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => whole.pop().then_some(())?,
            Component::Normal(name) => whole.push(name),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some((whole, anchor))
}

/// The links of a page that lead nowhere, each as a sentence.
pub(crate) fn broken(root: &Path, page: &Path) -> Vec<String> {
    let text = fs::read_to_string(root.join(page)).unwrap_or_default();
    let inside = links(&text).into_iter().filter(|link| !link.is_address());
    let wrong = inside.filter(|link| !leads(root, page, link.target));
    wrong
        .map(|link| format!("{}:{}: nothing is at {}", page.display(), link.line, link.target))
        .collect()
}

fn leads(root: &Path, page: &Path, target: &str) -> bool {
    let Some((path, anchor)) = target_of(page, target) else {
        return false;
    };
    let whole = root.join(path);
    let Some(anchor) = anchor else {
        return whole.exists();
    };
    fs::read_to_string(whole).is_ok_and(|text| anchors(&text).iter().any(|own| own == anchor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_code_are_none() {
        let text =
            "See [a](b.md#c), `[d](e)` and ![f](g.png).\n```\n[h](i)\n```\n    [j](k)\n[l](m)\n";
        let targets: Vec<_> = links(text).iter().map(|l| (l.line, l.target)).collect();
        assert_eq!(targets, [(1, "b.md#c"), (1, "g.png"), (6, "m")]);
        for link in links(text) {
            assert!(text[link.start..].starts_with(link.target));
        }
    }

    #[test]
    fn anchors_are_those_of_github() {
        let text = "# tfe-check.toml\n## What's *new*, in 2.0?\n```\n# no\n```\n#no\n";
        assert_eq!(anchors(text), ["tfe-checktoml", "whats-new-in-20"]);
    }

    #[test]
    fn a_link_is_below_the_folder_of_its_page() {
        let of = |page: &str, target: &'static str| target_of(Path::new(page), target);
        assert_eq!(of("docs/a.md", "../B.md#c"), Some((PathBuf::from("B.md"), Some("c"))));
        assert_eq!(of("docs/a.md", "#c"), Some((PathBuf::from("docs/a.md"), Some("c"))));
        assert_eq!(of("a.md", "../b.md"), None);
    }
}
