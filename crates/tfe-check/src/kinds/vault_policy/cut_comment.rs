//! A comment between `/*` and `*/` that ends too early, because a path in it has a `*/`:
//! `transit/keys/atlas_*/config`. Vault reads what is left of it as rules.

use text::{Edit, EditSet, Span, line_start};
use vault_policy::{Document, Mode};

use super::facts::With;
use super::once::parsed;
use super::rules::comment_ends_in_path;
use crate::base::judgement::Judgement;
use crate::contract::Mended;

/// The policy with a `#` before each line of the comment. Where it is not closed later, its end is not known: the rule
/// in which it ends is left out, and the rest is checked.
pub(super) fn without(_: &With<'_>, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let document = parsed(text);
    if judged.accepted == Some(true) || document.mode == Mode::Json {
        return None;
    }
    let comment = ending_in_path(text, &document)?;
    let end = meant_end(text, comment);
    let until = end.unwrap_or_else(|| rule_end(text, comment.end));
    let edits = line_by_line(text, Span::new(comment.start, until))?;
    let at = Span::new(comment.end - 2, comment.end);
    let said = vec![comment_ends_in_path::say(at, end.map(|_| edits.clone()))];
    let text = edits.apply(text).ok()?;
    Some(Mended { text, edits, said, part: true, accepted: Some(false), ..Mended::default() })
}

/// The first comment that ends in the middle of a path.
fn ending_in_path(text: &str, document: &Document) -> Option<Span> {
    document.comments.iter().copied().find(|comment| {
        let Some(inside) = comment.of(text).strip_prefix("/*").and_then(|c| c.strip_suffix("*/"))
        else {
            return false;
        };
        let before = inside.rsplit(|c: char| c.is_whitespace() || c == '"').next().unwrap_or("");
        let behind = text.get(comment.end..).unwrap_or("");
        let end = behind.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(behind.len());
        let next = behind.get(..end).unwrap_or("");
        before.contains('/')
            && next.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '+')
            && next != "path"
    })
}

/// One past the `*/` that was to close the comment: the next one that is not in quotes too. None where another
/// comment begins before it.
fn meant_end(text: &str, comment: Span) -> Option<usize> {
    let line = comment.of(text).rsplit('\n').next().unwrap_or("");
    let mut quoted = line.matches('"').count() % 2 == 1;
    let rest = text.get(comment.end..)?;
    for (at, c) in rest.char_indices() {
        let next = rest.get(at..).unwrap_or("");
        match c {
            '"' => quoted = !quoted,
            '\n' => quoted = false,
            '/' if !quoted && next.starts_with("/*") => return None,
            '*' if !quoted && next.starts_with("*/") => return Some(comment.end + at + 2),
            _ => {}
        }
    }
    None
}

/// One past the brace that closes the rule whose path has this place, or the end of its line.
fn rule_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    let line = rest.find('\n').unwrap_or(rest.len());
    let opens = rest.get(..line).unwrap_or("").trim_end().ends_with('{');
    from + rest.find('}').filter(|_| opens).map_or(line, |at| at + 1)
}

/// A `#` in place of the marks of a comment and before each of its lines.
fn line_by_line(text: &str, whole: Span) -> Option<EditSet> {
    let mut edits = vec![Edit::replace(Span::new(whole.start, whole.start + 2), "#")];
    let inside = whole.of(text);
    let closed = inside.ends_with("*/");
    let mut start = whole.start;
    for line in inside.split_inclusive('\n') {
        let last = start + line.len() == whole.end;
        let only_mark = last && closed && line.trim() == "*/";
        if start > whole.start && !line.trim().is_empty() && !only_mark {
            edits.push(Edit::insert(start, "# "));
        }
        start += line.len();
    }
    if closed {
        edits.push(closing_mark_gone(text, whole));
    }
    EditSet::new(edits).ok()
}

/// The closing mark goes, with its line where nothing else is on it; what is after it gets a line of its own.
fn closing_mark_gone(text: &str, whole: Span) -> Edit {
    let mark = whole.end - 2;
    let before = text.get(..mark).unwrap_or("");
    let behind = text.get(whole.end..).unwrap_or("");
    let line = behind.find('\n').map_or(behind.len(), |at| at + 1);
    let is_last = behind.get(..line).unwrap_or("").trim().is_empty();
    let start = line_start(before, before.len());
    let own = start > whole.start && before.get(start..).unwrap_or("").trim().is_empty();
    match (own, is_last) {
        (true, true) => Edit::delete(Span::new(start, whole.end + line)),
        (true, false) => Edit::delete(Span::new(mark, whole.end)),
        (false, true) => Edit::delete(Span::new(before.trim_end().len(), whole.end)),
        (false, false) => Edit::replace(Span::new(mark, whole.end), "\n"),
    }
}
