//! The source of a web page, cut into tags and what is between them.

use text::Span;

/// A longer tag is a `<` and text.
const LONGEST_TAG: usize = 4096;

/// The end of an element next to the text is looked for this far: it has a number or a word in it.
const LONGEST_NEXT_TO_TEXT: usize = 1024;

/// What the source of a page is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// As it is, with entities.
    Text,
    /// A tag that begins an element: its name, and the rest of the tag.
    Open(&'t str, &'t str),
    /// A tag that ends an element.
    Close(&'t str),
    /// The place of a text in which nothing is a mark.
    Raw(Span),
    /// A comment, a declaration.
    Unseen,
}

/// What begins here, and its place; `None` at the end.
pub(super) fn next(text: &str, at: usize) -> Option<(Token<'_>, Span)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    if !rest.starts_with('<') {
        let length = rest.find('<').unwrap_or(rest.len());
        return Some((Token::Text, Span::new(at, at + length)));
    }
    let (token, length) = marked(rest, at).unwrap_or((Token::Text, 1));
    Some((token, Span::new(at, at + length)))
}

/// A mark of the page with its length; `None` for a `<` that is text.
fn marked(rest: &str, at: usize) -> Option<(Token<'_>, usize)> {
    if let Some(raw) = rest.strip_prefix("<![CDATA[") {
        let length = raw.find("]]>").unwrap_or(raw.len());
        let start = at + rest.len() - raw.len();
        let end = (rest.len() - raw.len() + length + 3).min(rest.len());
        return Some((Token::Raw(Span::new(start, start + length)), end));
    }
    if let Some(comment) = rest.strip_prefix("<!--") {
        let length = comment.find("-->").map_or(rest.len(), |end| end + 7);
        return Some((Token::Unseen, length));
    }
    let end = tag_end(rest)?;
    let inside = rest.get(1..end)?;
    let token = match inside.chars().next()? {
        '!' | '?' => Token::Unseen,
        '/' => Token::Close(name(inside.get(1..)?)?),
        _ => {
            let name = name(inside)?;
            Token::Open(name, inside.get(name.len()..)?)
        }
    };
    Some((token, end + 1))
}

/// Where the `>` of a tag is; one in quotes is none.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if rest.get(..at).is_some_and(|b| b.ends_with('=')) => {
                quote = Some(byte);
            }
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The name that a tag begins with.
fn name(inside: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-:_".contains(c);
    let length = inside.find(|c| !is_part(c)).unwrap_or(inside.len());
    let name = inside.get(..length)?;
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}

/// Whether a name is one of these, in capitals or not.
pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// One past the element whose first tag ends here; `None` where it has no end nearby.
pub(super) fn element_end(text: &str, from: usize, name: &str) -> Option<usize> {
    let (mut at, mut depth) = (from, 1_usize);
    while let Some((token, place)) = next(text, at).filter(|_| at - from < LONGEST_NEXT_TO_TEXT) {
        at = place.end;
        match token {
            Token::Open(inner, rest) if is_one_of(inner, &[name]) && !rest.ends_with('/') => {
                depth += 1;
            }
            Token::Close(inner) if is_one_of(inner, &[name]) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Finds the ends of elements that cannot hold others of their name. It remembers which names have none any more, so
/// that no text is looked through twice for them.
#[derive(Default)]
pub(super) struct Ends<'t> {
    missing: Vec<&'t str>,
}

impl<'t> Ends<'t> {
    /// Where the last tag of an element begins.
    pub(super) fn of(&mut self, text: &'t str, from: usize, name: &'t str) -> Option<usize> {
        if is_one_of(name, &self.missing) {
            return None;
        }
        let rest = text.get(from..)?;
        let is = |at: &usize| {
            let behind = rest.get(at + 2..at + 2 + name.len());
            behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name))
        };
        let found = rest.match_indices("</").map(|(at, _)| at).find(is);
        if found.is_none() {
            self.missing.push(name);
        }
        found.map(|at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(Token<'_>, &str)> {
        let mut all = Vec::new();
        let mut at = 0;
        while let Some((token, place)) = next(text, at) {
            all.push((token, place.of(text)));
            at = place.end;
        }
        all
    }

    #[test]
    fn a_page_is_cut_without_a_gap() {
        let page = "<!DOCTYPE html><p class=\"a>b\">1 < 2<br/>x</P><!-- <pre> --><![CDATA[<b>]]>";
        let all = tokens(page);
        assert_eq!(all.iter().map(|(_, piece)| *piece).collect::<String>(), page);
        assert_eq!(all.get(1).map(|t| t.0), Some(Token::Open("p", " class=\"a>b\"")));
        assert!(all.contains(&(Token::Open("br", "/"), "<br/>")));
        assert!(matches!(all.last(), Some((Token::Raw(place), _)) if place.of(page) == "<b>"));
        assert!(all.contains(&(Token::Close("P"), "</P>")));
    }

    #[test]
    fn what_is_cut_off_is_read() {
        for page in ["<", "<p", "<p class=\"", "<!--", "<![CDATA[a", "</", "<1>", "a <"] {
            assert_eq!(tokens(page).iter().map(|(_, piece)| *piece).collect::<String>(), page);
        }
    }

    #[test]
    fn elements_end_where_they_end() {
        let page = "<div><div>a</div></div>b";
        assert_eq!(element_end(page, 5, "div"), Some(page.len() - 1));
        assert_eq!(element_end("<div><div>a</div>", 5, "div"), None);
        let mut ends = Ends::default();
        assert_eq!(ends.of("<pre>a</code></PRE>", 5, "pre"), Some(13));
        assert_eq!(ends.of("<pre>a</code></PRE>", 5, "td"), None);
    }
}
