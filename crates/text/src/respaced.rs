//! A text that differs from another one only by blanks, line breaks and `#`, as edits.

use crate::{Edit, EditSet, Span};

/// The edits that make `new` of `text`, where only white space and `#` are added or taken away: all other
/// characters keep their places. `None` where anything else differs.
///
/// Whoever replaced the whole text so can say what becomes of each place in it.
pub fn respaced(text: &str, new: &str) -> Option<EditSet> {
    let (mut old, mut now) = (text.char_indices().peekable(), new.char_indices().peekable());
    let mut edits = Vec::new();
    // Where the gap before the next character begins, in both texts.
    let (mut from, mut since) = (0, 0);
    loop {
        while old.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        while now.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let (here, there) = (old.peek().copied(), now.peek().copied());
        if let Some((_, '#')) = there
            && here.is_none_or(|(_, c)| c != '#')
        {
            now.next();
            continue;
        }
        if here.map(|(_, c)| c) != there.map(|(_, c)| c) {
            return None;
        }
        let gap = Span::new(from, here.map_or(text.len(), |(at, _)| at));
        let wanted = new.get(since..there.map_or(new.len(), |(at, _)| at))?;
        if gap.of(text) != wanted {
            edits.push(Edit::replace(gap, wanted));
        }
        let (Some((at, c)), Some((to, _))) = (old.next(), now.next()) else { break };
        (from, since) = (at + c.len_utf8(), to + c.len_utf8());
    }
    EditSet::new(edits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_breaks_and_comment_signs_come_and_go() {
        let pairs = [
            ("a b", "a\nb\n", 2),
            ("env: variables: A: 1", "env:\n  variables:\n    A: 1", 2),
            ("Add this path \"a\" {}", "# Add this\npath \"a\" {}\n", 3),
            ("# a # b", "# a\n# b", 1),
            ("a", "a", 0),
            ("", "", 0),
            ("  ä  ö", "ä ö", 2),
        ];
        for (text, new, count) in pairs {
            let edits = respaced(text, new).unwrap();
            assert_eq!((edits.edits().len(), edits.apply(text).unwrap()), (count, new.to_owned()));
        }
        for (text, new) in [("a", "b"), ("a b", "a"), ("a", "a b"), ("a#", "a")] {
            assert_eq!(respaced(text, new), None, "{text:?} {new:?}");
        }
    }
}
