//! Which of several patterns that fit a request decides it (vault/acl.go, `wcPathDescr.less`).

use std::cmp::Reverse;

use crate::{PathPattern, PatternKind};

/// By what one pattern decides over another that fits the same path, in the order in which Vault
/// compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// It is for exactly this path.
    Exact,
    /// Its first wildcard comes later in the path.
    LaterWildcard,
    /// It does not end in `*`.
    NoStarAtEnd,
    /// It has fewer `+` segments.
    FewerPlus,
    /// It is longer.
    Longer,
    /// Its text comes later in the alphabet.
    Alphabet,
}

impl PathPattern {
    /// By what this pattern decides over another one that fits the same path; `None` where it does
    /// not. What only a LIST does differently (its path is tried without the slash first) is left
    /// out.
    pub fn edge_over(&self, other: &Self) -> Option<Edge> {
        let exact = |p: &Self| p.kind == PatternKind::Exact;
        if self == other || exact(other) {
            return None;
        }
        if exact(self) {
            return Some(Edge::Exact);
        }
        let (own, their) = (rank(self), rank(other));
        let edges = [
            (own.0.cmp(&their.0), Edge::LaterWildcard),
            (own.1.cmp(&their.1), Edge::NoStarAtEnd),
            (own.2.cmp(&their.2), Edge::FewerPlus),
            (own.3.cmp(&their.3), Edge::Longer),
            (own.4.cmp(their.4), Edge::Alphabet),
        ];
        let (order, edge) = edges.into_iter().find(|(order, _)| order.is_ne())?;
        order.is_gt().then_some(edge)
    }

    /// Whether every path that the other pattern fits is one of this one's, as far as their texts
    /// tell. Of two patterns with a `+` only the parts are compared.
    pub fn covers(&self, other: &Self) -> bool {
        match (self.kind, other.kind) {
            _ if self == other => true,
            (PatternKind::Exact, _) => false,
            (PatternKind::Prefix, _) => other.text.starts_with(&self.text),
            (PatternKind::Segments, PatternKind::Exact) => self.matches(&other.text),
            (PatternKind::Segments, _) => covers_parts(self, other),
        }
    }
}

fn covers_parts(outer: &PathPattern, inner: &PathPattern) -> bool {
    let (outer_text, outer_open) = open(outer);
    let (inner_text, inner_open) = open(inner);
    let outer: Vec<&str> = outer_text.split('/').collect();
    let inner: Vec<&str> = inner_text.split('/').collect();
    let counts = if outer_open { inner.len() >= outer.len() } else { inner.len() == outer.len() };
    if !counts || (inner_open && !outer_open) {
        return false;
    }
    let last = outer.len() - 1;
    outer.iter().zip(&inner).enumerate().all(|(at, (wide, narrow))| {
        // Where the inner one goes on after its last part, that part may become another one.
        let cut = inner_open && at + 1 == inner.len();
        let begins = outer_open && at == last && *narrow != "+" && narrow.starts_with(wide);
        begins || (!cut && (*wide == "+" || wide == narrow))
    })
}

/// The text without its final `*`, and whether there was one.
fn open(pattern: &PathPattern) -> (&str, bool) {
    let text = pattern.text.as_str();
    match pattern.kind {
        PatternKind::Prefix => (text, true),
        _ => text.strip_suffix('*').map_or((text, false), |text| (text, true)),
    }
}

/// Of several patterns that fit, the greatest rank wins: the first wildcard further right, no `*`
/// at the end, fewer `+`, longer, later in the alphabet.
pub(super) fn rank(pattern: &PathPattern) -> (usize, bool, Reverse<usize>, usize, &str) {
    let text = pattern.text.as_str();
    if pattern.kind != PatternKind::Segments {
        return (text.len(), false, Reverse(0), text.len(), text);
    }
    let (text, open) = open(pattern);
    let first = text.find('+').unwrap_or(text.len());
    let wild = text.split('/').filter(|part| *part == "+").count();
    (first, !open, Reverse(wild), text.len(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(one: &str, other: &str) -> Option<Edge> {
        PathPattern::of_path(one).unwrap().edge_over(&PathPattern::of_path(other).unwrap())
    }

    #[test]
    fn ties_are_broken_as_vault_breaks_them() {
        for (one, other, by) in [
            ("transit/keys/a", "transit/keys/*", Edge::Exact),
            ("transit/keys/*", "transit/*", Edge::LaterWildcard),
            ("transit/keys/*", "transit/+/a", Edge::LaterWildcard),
            ("transit/+/a", "transit/+/*", Edge::NoStarAtEnd),
            ("transit/+/atlas_x", "transit/*", Edge::NoStarAtEnd),
            ("transit/*", "transit/+/atlas_*", Edge::FewerPlus),
            ("transit/+/*", "transit/+/+/*", Edge::FewerPlus),
            ("transit/+/keys/*", "transit/+/*", Edge::Longer),
            ("a/+/b/+", "a/+/+/b", Edge::Alphabet),
        ] {
            assert_eq!(edge(one, other), Some(by), "{one} {other}");
            assert_eq!(edge(other, one), None, "{other} {one}");
        }
        assert_eq!(edge("a/*", "a/*"), None);
    }

    #[test]
    fn one_pattern_covers_another() {
        let covers = |one: &str, other: &str| {
            PathPattern::of_path(one).unwrap().covers(&PathPattern::of_path(other).unwrap())
        };
        for (one, other) in [
            ("a/*", "a/b"),
            ("a/*", "a/+/c"),
            ("a/+/c*", "a/b/cd"),
            ("a/+/*", "a/b/c*"),
            ("a/+/c", "a/b/c"),
            ("+/keys/*", "transit/keys/atlas_*"),
        ] {
            assert!(covers(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("a/b", "a/*"),
            ("a/+/c", "a/b/*"),
            ("a/+/c", "a/b*"),
            ("transit/+/archivist_kdf", "transit/keys/archivist_*"),
            ("a/b*", "a/+/c"),
            ("a/+/b", "a/+/+"),
        ] {
            assert!(!covers(one, other), "{one} {other}");
        }
    }
}
