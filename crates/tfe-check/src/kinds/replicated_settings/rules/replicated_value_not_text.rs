//! Values that are not strings.

use text::{Edit, Span};

use crate::base::finding::{Finding, Fix, Safety};
use crate::kinds::replicated_settings::facts::{Form, Given, Item, Settings};
use crate::knowledge::rules::replicated_settings::REPLICATED_VALUE_NOT_TEXT;
use crate::knowledge::{OldForm, Replicated};

pub(super) fn find(settings: &Settings<'_>, out: &mut Vec<Finding>) {
    for item in settings.items.iter().filter(|_| settings.form == Form::Items) {
        if let Given::Word(word, span) = &item.value {
            out.extend(not_text(item, word, *span));
        }
    }
}

/// A number or a switch without quotes. `null` is how programs write that nothing is set.
fn not_text(item: &Item<'_>, word: &str, span: Span) -> Option<Finding> {
    let number = word.parse::<u64>().is_ok();
    let quoted = match word {
        "null" => return None,
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
        "The installer may reject the file and ask for the settings in its console.",
        "Write the value in double quotes.",
    );
    Some(found.fix(fix))
}

fn is_switch(row: &Replicated) -> bool {
    row.form == OldForm::Switch
}
