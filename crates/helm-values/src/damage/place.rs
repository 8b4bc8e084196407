use std::collections::HashSet;

use super::lines::{Line, What};
use super::{Ambiguity, KeyTree, Reason, Shape};

/// Where a line goes: its depth in levels and the path of its key.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) depth: usize,
    pub(super) path: Vec<String>,
    pub(super) reason: Reason,
}

/// Free keys without a value each open another level; a text with so many of them is no chart's.
const DEEPEST: usize = 32;

/// Walks down the lines with the maps that are open at each.
pub(super) struct Placer<'t> {
    tree: &'t dyn KeyTree,
    /// The open maps and lists, the root first.
    open: Vec<Level>,
    pub(super) ambiguities: Vec<Ambiguity>,
}

struct Level {
    path: Vec<String>,
    shape: Shape,
    /// Keys it has got.
    keys: HashSet<String>,
    depth: usize,
}

impl<'t> Placer<'t> {
    pub(super) fn new(tree: &'t dyn KeyTree) -> Self {
        let root = Level { path: Vec::new(), shape: Shape::Keys, keys: HashSet::new(), depth: 0 };
        Self { tree, open: vec![root], ambiguities: Vec::new() }
    }

    /// None for blank lines and comments, and where the text is nested as no chart's values are.
    pub(super) fn place(&mut self, line: &Line) -> Option<Place> {
        if self.open.len() > DEEPEST {
            return None;
        }
        match &line.what {
            What::Blank | What::Comment => None,
            What::Key { name, empty } => Some(self.key(line, name, *empty)),
            What::Item { key } => self.item(key.as_deref()),
        }
    }

    fn key(&mut self, line: &Line, name: &str, empty: bool) -> Place {
        let known = self.nearest(|placer, level| placer.knows(level, name));
        let free = self.nearest(|_, level| level.shape == Shape::Free && !level.has(name));
        let (at, reason) = match (known, free) {
            (Some(known), Some(free)) if free > known => {
                self.doubt(line, name, known, free);
                (known, Reason::Known)
            }
            (Some(known), _) => (known, Reason::Known),
            (None, Some(free)) => (free, Reason::Free),
            (None, None) => (0, Reason::Unknown),
        };
        let Some((path, depth)) = self.open.get(at).map(|level| (level.child(name), level.depth))
        else {
            return Place { depth: 0, path: vec![name.to_owned()], reason: Reason::Unknown };
        };
        self.open.truncate(at + 1);
        if let Some(level) = self.open.last_mut() {
            level.keys.insert(name.to_owned());
        }
        if empty {
            let shape = self.shape(&path).unwrap_or(Shape::Free);
            let level = Level { path: path.clone(), shape, keys: HashSet::new(), depth: depth + 1 };
            if shape != Shape::Leaf {
                self.open.push(level);
            }
        }
        Place { depth, path, reason }
    }

    /// An item of the nearest open list, or of the map that was opened last and has nothing yet.
    fn item(&mut self, key: Option<&str>) -> Option<Place> {
        let list = self.nearest(|_, level| level.shape == Shape::List);
        let last = self.open.len() - 1;
        let fresh = self
            .open
            .last()
            .is_some_and(|l| l.shape == Shape::Free && l.keys.is_empty() && last > 0);
        let at = if fresh { last } else { list? };
        self.open.truncate(at + 1);
        let level = self.open.last_mut()?;
        level.shape = Shape::List;
        let (path, depth) = (level.child("[]"), level.depth);
        if let Some(key) = key {
            // Two levels: the dash and its blank are as wide as one.
            let keys = HashSet::from([key.to_owned()]);
            self.open.push(Level {
                path: path.clone(),
                shape: Shape::Free,
                keys,
                depth: depth + 1,
            });
        }
        Some(Place { depth, path, reason: Reason::Item })
    }

    /// The innermost open level that fits.
    fn nearest(&self, fits: impl Fn(&Self, &Level) -> bool) -> Option<usize> {
        (0..self.open.len())
            .rev()
            .find(|at| self.open.get(*at).is_some_and(|level| fits(self, level)))
    }

    fn knows(&self, level: &Level, name: &str) -> bool {
        level.shape != Shape::List && !level.has(name) && self.shape(&level.child(name)).is_some()
    }

    fn shape(&self, path: &[String]) -> Option<Shape> {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        self.tree.shape(&path)
    }

    /// A key that the chart knows further out could be a free key of the map it follows; at the top
    /// nobody doubts it.
    fn doubt(&mut self, line: &Line, name: &str, known: usize, free: usize) {
        let (Some(chosen), Some(other)) = (self.open.get(known), self.open.get(free)) else {
            return;
        };
        if known > 0 {
            let doubt =
                Ambiguity { span: line.span, chosen: chosen.child(name), other: other.child(name) };
            self.ambiguities.push(doubt);
        }
    }
}

impl Level {
    fn has(&self, name: &str) -> bool {
        self.keys.contains(name)
    }

    fn child(&self, name: &str) -> Vec<String> {
        self.path.iter().cloned().chain([name.to_owned()]).collect()
    }
}
