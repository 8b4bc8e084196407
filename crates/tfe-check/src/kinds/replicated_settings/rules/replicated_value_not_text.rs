//! Values that are not strings.

use text::{Edit, EditSet, Span};

use crate::base::finding::{Finding, Fix, Safety};
use crate::kinds::replicated_settings::facts::{Form, Given, Holder, Item, Settings};
use crate::knowledge::rules::replicated_settings::REPLICATED_VALUE_NOT_TEXT;
use crate::knowledge::{OldForm, Replicated};

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in settings.items.iter().filter(|_| settings.form == Form::Items) {
        // `null` is how programs write that nothing is set.
        match (&item.value, item.holder) {
            (Given::Word("null", _), _) => {}
            (value, Holder::Bare) if item.row.is_some() => found.extend(bare(value)),
            (_, Holder::Other(name)) if item.row.is_some() => found.push(other_name(name)),
            (Given::Word(word, span), _) => found.extend(not_text(item, word, *span)),
            _ => {}
        }
    }
    found
}

/// A number or a switch without quotes.
fn not_text(item: &Item<'_>, word: &str, span: Span) -> Option<Finding> {
    let number = word.parse::<u64>().is_ok();
    let quoted = match word {
        "true" if item.row.is_some_and(is_switch) => "\"1\"".to_owned(),
        "false" if item.row.is_some_and(is_switch) => "\"0\"".to_owned(),
        _ => format!("\"{word}\""),
    };
    let edit = Edit::replace(span, quoted.clone());
    let fix = Fix {
        title: "Write it as a string".into(),
        safety: if number { Safety::Safe } else { Safety::Review },
        edits: edit.into(),
    };
    let found = REPLICATED_VALUE_NOT_TEXT.at(span).say(
        "Every value of this file must be a string.",
        REJECTED,
        "Write the value in double quotes.",
    );
    Some(found.fix(fix))
}

const REJECTED: &str = "The installer may reject the file and ask for the settings in its console.";

/// A value without the object that the other settings have.
fn bare(value: &Given<'_>) -> Option<Finding> {
    let (place, written) = match value {
        Given::Text(_, span) => (Span::new(span.start.saturating_sub(1), span.end + 1), None),
        Given::Word(word, span) => (*span, Some(*word)),
        Given::Unset | Given::Unknown => return None,
    };
    let found = REPLICATED_VALUE_NOT_TEXT.at(place).say(
        "A setting of this file is an object with a `value`.",
        REJECTED,
        "Write the value as `{\"value\": \"…\"}`.",
    );
    let quote = if written.is_some() { "\"" } else { "" };
    let edits = EditSet::new(vec![
        Edit::insert(place.start, format!("{{\"value\": {quote}")),
        Edit::insert(place.end, format!("{quote}}}")),
    ]);
    Some(found.fix(edits.ok().map(|edits| Fix::review("Write it as an object", edits))))
}

/// An object in which the value has another name.
fn other_name(name: Span) -> Finding {
    let fix = Fix::review("Rename it to `value`", Edit::replace(name, "value"));
    let found = REPLICATED_VALUE_NOT_TEXT.at(name).say(
        "A setting of this file is an object with a `value`.",
        "The installer finds no value, and uses its default for the setting.",
        "Rename it to `value`.",
    );
    found.fix(fix)
}

fn is_switch(row: &Replicated) -> bool {
    row.form == OldForm::Switch
}
