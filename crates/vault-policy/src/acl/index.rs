use std::collections::HashMap;

/// Texts in order, each with the longest other one that begins it.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefixes {
    texts: Vec<(String, usize)>,
    parents: Vec<Option<usize>>,
}

impl Prefixes {
    pub(super) fn new(mut texts: Vec<(String, usize)>) -> Self {
        text::sort_by(&mut texts, Ord::cmp);
        let mut parents = Vec::with_capacity(texts.len());
        let mut open: Vec<usize> = Vec::new();
        for (at, (text, _)) in texts.iter().enumerate() {
            let begins =
                |outer: &usize| texts.get(*outer).is_some_and(|(t, _)| text.starts_with(t));
            while open.last().is_some_and(|outer| !begins(outer)) {
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(at);
        }
        Self { texts, parents }
    }

    /// What belongs to the longest text that begins `path`.
    pub(super) fn longest(&self, path: &str) -> Option<usize> {
        self.all(path).next()
    }

    /// What belongs to the texts that begin `path`, longest first.
    pub(super) fn all(&self, path: &str) -> impl Iterator<Item = usize> {
        let after = self.texts.partition_point(|(text, _)| text.as_str() <= path);
        let mut at = after.checked_sub(1);
        // What begins `path` begins the text before it in order as well.
        while let Some((text, _)) = at.and_then(|at| self.texts.get(at)) {
            if path.starts_with(text) {
                break;
            }
            at = self.parent(at);
        }
        std::iter::successors(at, |at| self.parent(Some(*at)))
            .filter_map(|at| self.texts.get(at).map(|(_, what)| *what))
    }

    fn parent(&self, at: Option<usize>) -> Option<usize> {
        at.and_then(|at| self.parents.get(at).copied().flatten())
    }
}

/// Patterns with a `+`, as a tree of their parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Segments {
    nodes: Vec<SegmentNode>,
}

#[derive(Clone, Debug, Default)]
struct SegmentNode {
    literal: HashMap<String, usize>,
    any: Option<usize>,
    /// A pattern that ends here.
    here: Option<usize>,
    /// Patterns whose last part begins the next part of a path.
    open: Prefixes,
}

impl Segments {
    pub(super) fn new(patterns: Vec<(String, usize)>) -> Self {
        let mut tree = Self::default();
        if patterns.is_empty() {
            return tree;
        }
        tree.nodes.push(SegmentNode::default());
        let mut open: HashMap<usize, Vec<(String, usize)>> = HashMap::new();
        for (text, what) in patterns {
            let (parts, last) = match text.strip_suffix('*') {
                Some(text) => text
                    .rsplit_once('/')
                    .map_or((None, Some(text)), |(parts, last)| (Some(parts), Some(last))),
                None => (Some(text.as_str()), None),
            };
            let mut node = 0;
            for part in parts.into_iter().flat_map(|p| p.split('/')) {
                node = tree.child(node, part);
            }
            match last {
                Some(last) => open.entry(node).or_default().push((last.to_owned(), what)),
                None => {
                    if let Some(node) = tree.nodes.get_mut(node) {
                        node.here = Some(what);
                    }
                }
            }
        }
        for (at, texts) in open {
            if let Some(node) = tree.nodes.get_mut(at) {
                node.open = Prefixes::new(texts);
            }
        }
        tree
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn child(&mut self, node: usize, part: &str) -> usize {
        let new = self.nodes.len();
        let Some(parent) = self.nodes.get_mut(node) else {
            return 0;
        };
        let child = match part {
            "+" => *parent.any.get_or_insert(new),
            _ => *parent.literal.entry(part.to_owned()).or_insert(new),
        };
        if child == new {
            self.nodes.push(SegmentNode::default());
        }
        child
    }

    /// What belongs to the patterns that fit.
    pub(super) fn matching(&self, path: &str) -> Vec<usize> {
        let parts: Vec<&str> = path.split('/').collect();
        let mut found = Vec::new();
        let mut todo = vec![(0, 0)];
        while let Some((node, depth)) = todo.pop() {
            let Some(node) = self.nodes.get(node) else {
                continue;
            };
            let Some(part) = parts.get(depth) else {
                found.extend(node.here);
                continue;
            };
            found.extend(node.open.all(part));
            let literal = node.literal.get(*part).copied();
            todo.extend(literal.into_iter().chain(node.any).map(|child| (child, depth + 1)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_is_found() {
        let texts = ["", "a", "ab", "abcd", "abz", "b"];
        let prefixes =
            Prefixes::new(texts.iter().enumerate().map(|(i, t)| ((*t).into(), i)).collect());
        let all = |path| prefixes.all(path).map(|i| texts[i]).collect::<Vec<_>>();
        assert_eq!(all("abcz"), ["ab", "a", ""]);
        assert_eq!(all("abzz"), ["abz", "ab", "a", ""]);
        assert_eq!(all("c"), [""]);
        assert_eq!(Prefixes::default().longest("x"), None);
    }
}
