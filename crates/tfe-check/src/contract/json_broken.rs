//! JSON that a strict reader stops at: where it stops, and the text with the commas as they were meant.

use serde_json::Value;
use text::{Edit, EditSet, Lines, Span};

use super::ladder::{Ladder, Mended};
use crate::base::finding::{Finding, Fix};
use crate::base::judgement::Judgement;
use crate::knowledge::rules::any::JSON_BROKEN;

/// Nobody forgets more commas in one file.
const MOST: usize = 8;

/// Longer texts are not looked at.
const LARGE: usize = 256 * 1024;

/// A text that begins as JSON and is none.
pub(crate) struct BrokenJson {
    /// The text with its commas; the text as it is where something else is wrong.
    pub mended: String,
    edits: EditSet,
    said: Vec<Finding>,
}

impl BrokenJson {
    /// `None` for JSON that can be read, and for what does not begin as an object with a name in quotes.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
        let inside = text.get(start..)?.strip_prefix('{')?.trim_start();
        if !inside.starts_with('"') || text.len() > LARGE {
            return None;
        }
        let mut found =
            Self { mended: text.to_owned(), edits: EditSet::default(), said: Vec::new() };
        let mut changes: Vec<Edit> = Vec::new();
        while let Some((at, why)) = stop(&found.mended, start) {
            let origins = found.edits.origins();
            let Some(change) = comma(&found.mended, at, &why).filter(|_| changes.len() < MOST)
            else {
                // With something else broken, a comma may be meant in any other way.
                let said = vec![unread(text, origins.of(at))];
                let edits = EditSet::default();
                return Some(Self { mended: text.to_owned(), edits, said });
            };
            let before = Edit {
                span: Span::new(origins.of(change.span.start), origins.of(change.span.end)),
                insert: change.insert,
            };
            found.said.push(say(text, &before));
            changes.push(before);
            found.edits = EditSet::new(changes.clone()).ok()?;
            found.mended = found.edits.apply(text).ok()?;
        }
        (!found.said.is_empty()).then_some(found)
    }

    /// The first place that a reader stops at.
    pub(crate) fn place(text: &str) -> Option<Span> {
        Self::of(text)?.said.first().map(|finding| finding.primary)
    }

    /// As a rung of a ladder: the text with its commas, and what is said of those.
    pub(crate) fn mended(self) -> Mended {
        let Self { mended: text, edits, said } = self;
        Mended { text, edits, said, accepted: Some(false), ..Mended::default() }
    }
}

/// The ladder of a kind that is written in JSON: what is wrong with a text, and its commas.
pub(crate) const fn json_ladder(judge: fn(&(), &str, bool) -> Judgement) -> Ladder<(), 1> {
    Ladder { judge, rungs: [with_commas] }
}

fn with_commas(_: &(), text: &str, _: &mut Judgement) -> Option<Mended> {
    BrokenJson::of(text).map(BrokenJson::mended)
}

/// Where a strict reader stops, and why.
fn stop(text: &str, start: usize) -> Option<(usize, String)> {
    let body = text.get(start..)?;
    let error = serde_json::from_str::<Value>(body).err()?;
    if error.to_string().starts_with("recursion limit") {
        return None;
    }
    let line = Lines::new(body).span(error.line());
    let at = start + line.start + error.column().saturating_sub(1);
    Some((text.floor_char_boundary(at.min(text.len())), error.to_string()))
}

/// The comma that is missing before a place, or too many there.
fn comma(text: &str, at: usize, why: &str) -> Option<Edit> {
    let before = text.get(..at)?.trim_end();
    if why.starts_with("trailing comma") {
        let end = before.strip_suffix(',')?.len();
        return Some(Edit::delete(Span::new(end, end + 1)));
    }
    let next = text.get(at..)?.chars().next()?;
    let begins = next == '"' || next == '{' || next == '[' || next.is_ascii_digit();
    (why.starts_with("expected `,`") && begins).then(|| Edit::insert(before.len(), ","))
}

fn say(text: &str, edit: &Edit) -> Finding {
    let missing = edit.span.is_empty();
    let last = text.floor_char_boundary(edit.span.start.saturating_sub(1));
    let at = if missing { Span::new(last, edit.span.start) } else { edit.span };
    let (what, action, title) = match missing {
        true => ("A comma is missing here.", "Write a comma.", "Add the comma"),
        false => ("Nothing follows this comma.", "Remove it.", "Remove the comma"),
    };
    JSON_BROKEN.at(at).say(what, WHY, action).fix(Fix::safe(title, edit.clone()))
}

fn unread(text: &str, at: usize) -> Finding {
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let at = match end {
        0 => Span::new(text.floor_char_boundary(at.saturating_sub(1)), at),
        end => Span::new(at, at + end),
    };
    JSON_BROKEN.at(at).say("JSON cannot be read from here on.", WHY, "Correct this place.")
}

const WHY: &str = "A JSON parser stops here and rejects the whole file.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_are_mended_and_everything_else_is_only_shown() {
        let mended =
            |text: &str| BrokenJson::of(text).map(|broken| (broken.mended, broken.said.len()));
        assert_eq!(mended("{\"a\": 1, \"b\": [2]}"), None);
        assert_eq!(mended("{a: 1, b: 2,}"), None);
        let two = "{\n  \"a\": 1\n  \"b\": [2,],\n  \"c\": \"d\"\n}\n";
        let whole = "{\n  \"a\": 1,\n  \"b\": [2],\n  \"c\": \"d\"\n}\n";
        assert_eq!(mended(two), Some((whole.to_owned(), 2)));
        let objects = "{\"a\": [{\"b\": 1} {\"b\": 2}]}";
        assert_eq!(mended(objects), Some((objects.replace("} {", "}, {"), 1)));
        for other in
            ["{\"a\": \"say \"1\" ok\"}", "{\"a\" 1}", "{\"a\": b}", "{\"a\": \"b}", "{\"a\": 1"]
        {
            assert_eq!(mended(other), Some((other.to_owned(), 1)), "{other}");
        }
    }
}
