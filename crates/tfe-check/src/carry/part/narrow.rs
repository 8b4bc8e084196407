//! A change of many lines as changes of what is really other in them: less of it has to be written.

use text::{Edit, Span, respaced};

/// The changes within lines where all lines stay lines; the blanks and line breaks where nothing else
/// changes; otherwise the change without the lines that stay.
pub(super) fn narrowed(text: &str, edit: &Edit) -> Vec<Edit> {
    let removed = edit.span.of(text);
    if !removed.contains('\n') && !edit.insert.contains('\n') {
        return vec![edit.clone()];
    }
    let old: Vec<&str> = removed.split_inclusive('\n').collect();
    let new: Vec<&str> = edit.insert.split_inclusive('\n').collect();
    if old.len() != new.len() {
        return moved_apart(removed, edit).unwrap_or_else(|| vec![without_ends(edit, &old, &new)]);
    }
    let mut edits = Vec::new();
    let mut at = edit.span.start;
    for (old, new) in old.iter().zip(&new) {
        if old != new {
            edits.push(within_line(at, old, new));
        }
        at += old.len();
    }
    edits
}

/// The blanks and line breaks, where nothing else of a text changes.
fn moved_apart(removed: &str, edit: &Edit) -> Option<Vec<Edit>> {
    let blanks = respaced(removed, &edit.insert).filter(|_| !removed.trim().is_empty())?;
    let there = |e: &Edit| Edit { span: e.span.shifted(edit.span.start), ..e.clone() };
    Some(blanks.edits().iter().map(there).collect())
}

/// The change without the lines at its start and its end that stay.
fn without_ends(edit: &Edit, old: &[&str], new: &[&str]) -> Edit {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    let bytes = |lines: Option<&[&str]>| lines.unwrap_or_default().iter().map(|l| l.len()).sum();
    let before: usize = bytes(old.get(..head));
    let after: usize = bytes(old.get(old.len() - tail..));
    let span = Span::new(edit.span.start + before, edit.span.end - after);
    Edit::replace(span, new.get(head..new.len() - tail).unwrap_or_default().concat())
}

/// What is other in one line.
fn within_line(at: usize, old: &str, new: &str) -> Edit {
    let same = |(a, b): &(char, char)| a == b;
    let length = |chars: &mut dyn Iterator<Item = (char, char)>| -> usize {
        chars.take_while(same).map(|(c, _)| c.len_utf8()).sum()
    };
    let head = length(&mut old.chars().zip(new.chars()));
    let (old_rest, new_rest) = (old.get(head..).unwrap_or(""), new.get(head..).unwrap_or(""));
    let tail = length(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    let insert = new_rest.get(..new_rest.len() - tail).unwrap_or("");
    Edit::replace(Span::new(at + head, at + old.len() - tail), insert)
}

#[cfg(test)]
mod tests {
    use text::EditSet;

    use super::*;

    #[test]
    fn narrowed_changes_give_the_same_text() {
        let text = "a: 1\nb: 2\né: 3\nlast\n";
        let news = [
            "a: 1\nb: 4\né: 33\nlast\n",
            "a: 1\nlast\n",
            "x\na: 1\nb: 2\né: 3\nlast\n",
            "a: 1\n  b: 2\n  è: 3\nlast",
            "",
        ];
        for new in news {
            let whole = Edit::replace(Span::new(0, text.len()), new);
            let narrow = EditSet::new(narrowed(text, &whole)).unwrap();
            assert_eq!(narrow.apply(text).unwrap(), new);
            assert!(
                narrow.edits().iter().all(|e| e.span.len() < text.len() || new.is_empty()),
                "{new}"
            );
        }
        let indented = Edit::replace(Span::new(0, 10), "a: 1\n  b: 2\n");
        assert_eq!(narrowed(text, &indented), [Edit::insert(5, "  ")]);
    }
}
