//! What the name of an old setting means, for an editor.

use text::{Lines, Span};

use crate::base::hint::About;
use crate::knowledge::{self, OldForm, Replicated};

/// The name at a byte of a text, and what is known of it.
pub(super) fn hint(text: &str, at: usize) -> Option<(Span, About)> {
    let lines = Lines::new(text);
    let line = lines.span(lines.position(at).line);
    let content = line.of(text);
    let inside = at.checked_sub(line.start)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = content.get(..inside)?;
    let start = before.trim_end_matches(is_name).len();
    let rest = content.get(start..)?;
    let end = start + rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
    let row = knowledge::replicated(content.get(start..end)?)?;
    Some((Span::new(line.start + start, line.start + end), about(row)))
}

fn about(row: &Replicated) -> About {
    let form = match row.form {
        OldForm::Text => "text",
        OldForm::Switch => "0 or 1",
        OldForm::Number => "whole number",
    };
    let mut facts = vec![("Type", form.to_owned())];
    if !row.values.is_empty() {
        facts.push(("Values", row.values.join(", ")));
    }
    facts.extend(row.chart.or(row.instead).map(|new| ("Now", new.to_owned())));
    facts.extend(row.note.map(|note| ("Note", note.to_owned())));
    let new = row.instead.and_then(knowledge::setting);
    let meaning = match (new, row.chart.and_then(knowledge::chart_key)) {
        (_, Some(key)) => key.meaning,
        (Some(setting), None) => setting.meaning,
        (None, None) => row.note.unwrap_or("A setting of Replicated installations."),
    };
    About { name: row.name.to_owned(), meaning: meaning.to_owned(), facts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_replaced_it() {
        let text = "{\n  \"pg_netloc\": {\"value\": \"db\"}\n}";
        let at = text.find("netloc").unwrap();
        let (span, about) = hint(text, at).unwrap();
        assert_eq!(span.of(text), "pg_netloc");
        assert!(about.facts.contains(&("Now", "TFE_DATABASE_HOST".to_owned())));
        assert!(hint(text, text.find("db").unwrap()).is_none());
    }
}
