//! Paths that fit one pattern, and such that fit two.

use vault_policy::{PathPattern, PatternKind};

/// What a `+` or a `*` stands for in an example.
const NAME: &str = "x";

/// Paths that fit a pattern: the shortest, and longer ones where it is open.
pub(super) fn examples(pattern: &PathPattern) -> Vec<String> {
    let parts = Parts::of(pattern);
    let base = parts.list.iter().map(|p| if *p == WILD { NAME } else { p }).collect::<Vec<_>>();
    let base = base.join("/");
    if !parts.open {
        return vec![base];
    }
    let mut found = vec![format!("{base}{NAME}"), format!("{base}{NAME}/{NAME}")];
    found.push(base);
    found
}

/// A path that fits both; `None` where there is none.
pub(super) fn common(one: &PathPattern, other: &PathPattern) -> Option<String> {
    let (one, other) = (Parts::of(one), Parts::of(other));
    let mut path: Vec<String> = Vec::new();
    let most = one.list.len().max(other.list.len());
    for at in 0..most {
        let part = match (one.part(at), other.part(at)) {
            (Part::Ended, _) | (_, Part::Ended) => return None,
            (Part::Any, Part::Any) => NAME.to_owned(),
            (Part::Any, Part::Is(text)) | (Part::Is(text), Part::Any) => text.to_owned(),
            (Part::Any, Part::Starts(text)) | (Part::Starts(text), Part::Any) => {
                format!("{text}{NAME}")
            }
            (Part::Is(a), Part::Is(b)) => (a == b).then(|| a.to_owned())?,
            (Part::Is(text), Part::Starts(start)) | (Part::Starts(start), Part::Is(text)) => {
                text.starts_with(start).then(|| text.to_owned())?
            }
            (Part::Starts(a), Part::Starts(b)) => {
                let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
                long.starts_with(short).then(|| format!("{long}{NAME}"))?
            }
        };
        path.push(part);
    }
    Some(path.join("/"))
}

const WILD: &str = "+";

/// A pattern, part by part.
struct Parts<'p> {
    list: Vec<&'p str>,
    /// The last part is only the start of one, and more may follow.
    open: bool,
    /// A `+` stands for any part.
    wild: bool,
}

enum Part<'p> {
    Is(&'p str),
    Starts(&'p str),
    Any,
    Ended,
}

impl<'p> Parts<'p> {
    fn of(pattern: &'p PathPattern) -> Self {
        let text = pattern.text.as_str();
        let wild = pattern.kind == PatternKind::Segments;
        let bare = text.strip_suffix('*').filter(|_| wild);
        let open = pattern.kind == PatternKind::Prefix || bare.is_some();
        Self { list: bare.unwrap_or(text).split('/').collect(), open, wild }
    }

    fn part(&self, at: usize) -> Part<'p> {
        let last = at + 1 == self.list.len();
        match self.list.get(at) {
            Some(part) if self.open && last => Part::Starts(part),
            Some(part) if self.wild && *part == WILD => Part::Any,
            Some(part) => Part::Is(part),
            None if self.open => Part::Any,
            None => Part::Ended,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_path_fits_both() {
        let patterns = [
            "", "*", "a", "a/", "a/*", "a/b", "a/b*", "a/bc", "a/+", "+/b", "+/+", "a/+/c",
            "a/b/c*", "+/*", "a/+/c*", "a/+/d", "a/b/d/e", "+/b/*", "b/*",
        ];
        let of = |path| PathPattern::of_path(path).unwrap();
        for one in patterns {
            for path in examples(&of(one)) {
                assert!(of(one).matches(&path), "{one}: {path}");
            }
            for other in patterns {
                let found = common(&of(one), &of(other));
                if let Some(path) = &found {
                    assert!(
                        of(one).matches(path) && of(other).matches(path),
                        "{one} {other}: {path}"
                    );
                }
                assert_eq!(found.is_some(), common(&of(other), &of(one)).is_some());
                let fits = examples(&of(one)).iter().any(|path| of(other).matches(path));
                assert!(found.is_some() || !fits, "{one} {other}");
            }
        }
        assert_eq!(
            common(&of("transit/+/atlas_*"), &of("transit/keys/*")).unwrap(),
            "transit/keys/atlas_x"
        );
    }
}
