/// How a rule's path is compared with a request's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PatternKind {
    /// The paths must be equal.
    #[default]
    Exact,
    /// The request's path must begin with the text (the rule ended in `*`).
    Prefix,
    /// Part by part, `+` standing for any one part; the text keeps a final `*`.
    Segments,
}

/// The path of a rule, normalised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PathPattern {
    /// How it is compared.
    pub kind: PatternKind,
    /// The text without a leading `/`, and for a prefix without the final `*`.
    pub text: String,
}

impl PathPattern {
    /// Normalises a rule's path; `None` for the forbidden `+*`.
    pub fn of_path(path: &str) -> Option<Self> {
        let text = path.strip_prefix('/').unwrap_or(path);
        if text.contains("+*") {
            return None;
        }
        let pattern = |kind, text: &str| Some(Self { kind, text: text.to_owned() });
        if text == "+" || text.starts_with("+/") || text.contains("/+") {
            return pattern(PatternKind::Segments, text);
        }
        match text.strip_suffix('*') {
            Some(prefix) => pattern(PatternKind::Prefix, prefix),
            None => pattern(PatternKind::Exact, text),
        }
    }

    /// Whether the path of a request (without leading `/`) fits.
    pub fn matches(&self, path: &str) -> bool {
        match self.kind {
            PatternKind::Exact => path == self.text,
            PatternKind::Prefix => path.starts_with(&self.text),
            PatternKind::Segments => matches_segments(&self.text, path),
        }
    }

    /// A `*` that is not last stands for itself only. Where the first such is, in `text`.
    pub fn literal_star(&self) -> Option<usize> {
        let end = match self.kind {
            PatternKind::Segments if self.text.ends_with('*') => self.text.len() - 1,
            _ => self.text.len(),
        };
        self.text.get(..end)?.find('*')
    }
}

fn matches_segments(pattern: &str, path: &str) -> bool {
    let (pattern, open) = match pattern.strip_suffix('*') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut path_parts = path.split('/');
    let mut parts = pattern.split('/').peekable();
    while let Some(part) = parts.next() {
        let Some(given) = path_parts.next() else {
            return false;
        };
        let last = parts.peek().is_none();
        if part != "+" && part != given && !(open && last && given.starts_with(part)) {
            return false;
        }
    }
    open || path_parts.next().is_none()
}

/// Whether a path has a template in it; `None` where its `{{` and `}}` do not match.
pub(crate) fn is_templated(path: &str) -> Option<bool> {
    let mut pieces = path.split("{{");
    if pieces.next().is_some_and(|first| first.contains("}}")) {
        return None;
    }
    let mut templated = false;
    for piece in pieces {
        if piece.split("}}").count() != 2 {
            return None;
        }
        templated = true;
    }
    Some(templated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> (PatternKind, String) {
        let pattern = PathPattern::of_path(path).unwrap();
        (pattern.kind, pattern.text)
    }

    #[test]
    fn paths_are_normalised_as_vault_does() {
        assert_eq!(of("/a"), (PatternKind::Exact, "a".into()));
        assert_eq!(of("//a*"), (PatternKind::Prefix, "/a".into()));
        assert_eq!(of("a**"), (PatternKind::Prefix, "a*".into()));
        assert_eq!(of("a/+b"), (PatternKind::Segments, "a/+b".into()));
        assert_eq!(of("a+/b"), (PatternKind::Exact, "a+/b".into()));
        assert_eq!(of("+/*"), (PatternKind::Segments, "+/*".into()));
        assert_eq!(PathPattern::of_path("a+*"), None);
    }

    #[test]
    fn segments_match_part_by_part() {
        let fits = |pattern: &str, path| PathPattern::of_path(pattern).unwrap().matches(path);
        assert!(fits("kv/+/x", "kv/a/x") && fits("kv/+/x", "kv//x"));
        assert!(!fits("kv/+/x", "kv/a/x/") && !fits("kv/+/x", "kv/x"));
        assert!(fits("kv/+/b*", "kv/a/bc/d") && !fits("kv/+/b*", "kv/a"));
        assert!(fits("kv/+/*", "kv/a/") && !fits("kv/+/*", "kv/a"));
        // Only the last part may go on, and only before a star.
        assert!(!fits("kv/+/b", "kv/a/bc") && !fits("kv/+/b/x*", "kv/a/bc/x"));
        assert!(!fits("kv/+/x/b*", "kv/a/y/b") && !fits("kv/+/b*", "kv/a/c"));
    }

    #[test]
    fn a_star_in_the_middle_is_found() {
        let star = |path| PathPattern::of_path(path).unwrap().literal_star();
        assert_eq!(star("transit/keys/atlas_*/config"), Some(19));
        assert_eq!(star("a/*"), None);
        assert_eq!(star("+/*"), None);
        assert_eq!(star("+/*/b*"), Some(2));
        assert_eq!(star("a*/+/é"), Some(1));
    }

    #[test]
    fn templates_must_balance() {
        assert_eq!(is_templated("a/{{b}}/{{c}}"), Some(true));
        assert_eq!(is_templated("a/{b}"), Some(false));
        for broken in ["{{", "}}", "}}{{", "{{a/{{b}}", "{{a}}}}"] {
            assert_eq!(is_templated(broken), None, "{broken}");
        }
    }
}
