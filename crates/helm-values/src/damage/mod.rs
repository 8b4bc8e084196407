//! Text that lost its indentation or its line breaks when it was copied, rebuilt from what the chart
//! knows of its keys.
//!
//! ```
//! use helm_values::{KeyTree, Shape, rebuild_indentation};
//! struct Tree;
//! impl KeyTree for Tree {
//!     fn shape(&self, path: &[&str]) -> Option<Shape> {
//!         match path {
//!             ["openshift"] => Some(Shape::Keys),
//!             ["openshift", "enabled"] => Some(Shape::Leaf),
//!             _ => None,
//!         }
//!     }
//! }
//! let rebuilt = rebuild_indentation("openshift:\nenabled: true\n", &Tree).unwrap();
//! assert_eq!(rebuilt.text, "openshift:\n  enabled: true\n");
//! ```

mod lines;
mod place;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use text::{Layout, Span};

use crate::document::{Document, parse};
use crate::tree::{Kind, NodeId};
use lines::{Line, What, logical_lines, normal};
use place::Placer;

/// What may stand where in a values file.
pub trait KeyTree {
    /// What is known of the key at the end of `path`; none where the chart knows no such key. `[]` in
    /// a path is any item of a list.
    fn shape(&self, path: &[&str]) -> Option<Shape>;
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A scalar.
    Leaf,
    /// A map with known keys only.
    Keys,
    /// A map that takes any key; some of them may be known.
    Free,
    /// A list.
    List,
}

/// A text with its indentation back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// The new text, in the line ends of the old.
    pub text: String,
    /// Where each line with a key went, in the order of the text.
    pub lines: Vec<RebuiltLine>,
    /// Lines that could also stand elsewhere.
    pub ambiguities: Vec<Ambiguity>,
}

/// A line of the rebuilt text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RebuiltLine {
    /// Its key and value in the old text.
    pub span: Span,
    /// Path of its key now.
    pub path: Vec<String>,
    /// Why it went there.
    pub reason: Reason,
}

/// Why a line went where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The chart knows the key there.
    Known,
    /// The map above takes any key, and no other place knows this one.
    Free,
    /// It is an item of the list above.
    Item,
    /// No place knows it: it stays at the top.
    Unknown,
}

/// A line with two places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The line in the old text.
    pub span: Span,
    /// Where it went.
    pub chosen: Vec<String>,
    /// Where it could have gone.
    pub other: Vec<String>,
}

/// Gives a text that has lost all indentation (every line begins in the same column), or its line
/// breaks too, the nesting that `tree` knows. None when the text is not damaged that way, or when
/// the result would not hold exactly the keys, values and comments of the text.
pub fn rebuild_indentation(text: &str, tree: &dyn KeyTree) -> Option<Rebuilt> {
    let lines = logical_lines(text, |name| tree.shape(&[name]).is_some())?;
    let mut placer = Placer::new(tree);
    let placed: Vec<_> = lines.iter().map(|line| placer.place(line)).collect();
    let moved = placed.iter().flatten().any(|place| place.depth > 0);
    if !moved {
        return None;
    }
    let mut out = String::new();
    let mut rebuilt = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let place = match &line.what {
            What::Blank => {
                out.push('\n');
                continue;
            }
            // A comment stands as deep as what follows it.
            What::Comment => {
                let next = placed.get(at..).unwrap_or_default().iter().flatten().next();
                next.or(placed.get(..at).unwrap_or_default().iter().flatten().last())?
            }
            _ => placed.get(at)?.as_ref()?,
        };
        out.push_str(&"  ".repeat(place.depth));
        out.push_str(&line.text);
        out.push('\n');
        if line.what != What::Comment {
            rebuilt.push(RebuiltLine {
                span: line.span,
                path: place.path.clone(),
                reason: place.reason,
            });
        }
    }
    if !text.ends_with(['\n', '\r']) {
        out.truncate(out.trim_end_matches('\n').len());
    }
    let rebuilt = Rebuilt {
        text: Layout::of(text).adapt(&out).into_owned(),
        lines: rebuilt,
        ambiguities: placer.ambiguities,
    };
    (same_letters(text, &rebuilt.text) && holds_everything(&lines, &rebuilt)).then_some(rebuilt)
}

/// Whether two texts differ in blanks and line breaks only, and in what stands for look-alikes of
/// quotes.
fn same_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        let text = normal(text);
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>()
    };
    letters(one) == letters(other)
}

/// The result reads without a problem and has every key in its place and every comment.
fn holds_everything(lines: &[Line], rebuilt: &Rebuilt) -> bool {
    let document = parse(&rebuilt.text);
    let Some(root) = document.roots().next() else {
        return false;
    };
    let placed = rebuilt.lines.iter().map(|line| &line.path);
    let placed = placed.filter(|path| !path.iter().any(|key| key == "[]"));
    let known = paths(&document, root);
    let comments = lines.iter().filter(|line| line.what == What::Comment || line.comment).count();
    document.problems().iter().all(|p| !p.fatal)
        && document.duplicates().is_empty()
        && document.comments().len() == comments
        && placed.into_iter().all(|path| known.contains(path))
}

/// The path of every key of a document that is in maps alone.
fn paths(document: &Document, root: NodeId) -> HashSet<Vec<String>> {
    let mut found = HashSet::new();
    let mut open = vec![(root, Vec::new())];
    while let Some((map, path)) = open.pop() {
        let Some(Kind::Mapping(mapping)) = document.node(map).map(|node| &node.kind) else {
            continue;
        };
        for entry in &mapping.entries {
            let Some(name) = &entry.name else { continue };
            let path: Vec<String> = path.iter().cloned().chain([name.to_string()]).collect();
            found.insert(path.clone());
            open.push((entry.value, path));
        }
    }
    found
}
