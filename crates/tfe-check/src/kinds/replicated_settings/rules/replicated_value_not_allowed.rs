//! Values that the settings of the installer do not have.

use text::{Edit, Span, Vocabulary, short};

use crate::base::finding::{Finding, Fix, Safety};
use crate::kinds::replicated_settings::facts::{Form, Given, Item, Settings, is_on};
use crate::knowledge::rules::replicated_settings::REPLICATED_VALUE_NOT_ALLOWED;
use crate::knowledge::{OldForm, Replicated};

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for item in
        settings.items.iter().filter(|item| settings.form != Form::Installer || has_words(item))
    {
        let Some((row, value)) = item.row.zip(item.literal()) else { continue };
        found.extend(not_allowed(item, row, value));
        if item.name == "pg_extra_params" {
            found.extend(sslmode(item, value));
        }
    }
    found
}

/// In the installer's own file switches are no strings; only settings with words are compared.
fn has_words(item: &Item<'_>) -> bool {
    item.row.is_some_and(|row| !row.values.is_empty())
}

fn not_allowed(item: &Item<'_>, row: &Replicated, value: &str) -> Option<Finding> {
    let (wrong, allowed) = match row.form {
        OldForm::Switch => (is_on(value).is_none(), "`0` or `1`".to_owned()),
        OldForm::Number => (value.parse::<u64>().is_err(), "a whole number".to_owned()),
        OldForm::Text => {
            let words: Vec<String> = row.values.iter().map(|v| format!("`{v}`")).collect();
            (!row.values.is_empty() && !row.values.contains(&value), words.join(" or "))
        }
    };
    if !wrong {
        return None;
    }
    let shown = if item.is_secret() { String::new() } else { format!("`{}` in ", short(value)) };
    let found = REPLICATED_VALUE_NOT_ALLOWED.at(item.place()).say(
        format!("{shown}`{}` is not a value that TFE accepts.", item.name),
        "TFE does not start with it, or the installer asks for another value.",
        format!("Write {allowed}."),
    );
    Some(found.fix(instead(item, row, value)))
}

/// The word that was surely meant.
fn instead(item: &Item<'_>, row: &Replicated, value: &str) -> Option<Fix> {
    let Given::Text(written, span) = &item.value else { return None };
    if written.trim() != written {
        return None;
    }
    let meant = match (row.form, value.to_ascii_lowercase().as_str()) {
        (OldForm::Switch, "yes" | "on" | "enabled" | "true") => "1",
        (OldForm::Switch, "no" | "off" | "disabled" | "false") => "0",
        (OldForm::Text, lower) => {
            let same = row.values.iter().copied().find(|v| *v == lower);
            let slip = || Vocabulary::new(row.values.iter().copied()).slip(value);
            match same.or_else(slip) {
                Some(meant) => meant,
                None => {
                    return in_part(row, lower).map(|meant| write(Safety::Review, *span, meant));
                }
            }
        }
        _ => return None,
    };
    Some(write(Safety::Safe, *span, meant))
}

fn write(safety: Safety, place: Span, meant: &str) -> Fix {
    let title = format!("Write `{meant}`").into();
    Fix { title, safety, edits: Edit::replace(place, meant).into() }
}

/// The only word that begins or ends with what is written: `s3` for `placement_s3`, `prod` for `production`.
fn in_part(row: &Replicated, written: &str) -> Option<&'static str> {
    let holds = |word: &&&str| word.starts_with(written) || word.ends_with(&format!("_{written}"));
    let mut all = row.values.iter().filter(holds);
    let first = all.next().filter(|_| written.len() > 1)?;
    all.next().is_none().then_some(*first)
}

/// The modes that the documentation allows.
const MODES: [&str; 4] = ["require", "verify-full", "verify-ca", "disable"];

fn sslmode(item: &Item<'_>, value: &str) -> Option<Finding> {
    let mode = value.split('&').find_map(|pair| pair.trim().strip_prefix("sslmode="))?;
    if MODES.contains(&mode) {
        return None;
    }
    Some(REPLICATED_VALUE_NOT_ALLOWED.at(item.place()).say(
        format!("`{}` is not an sslmode that TFE accepts.", short(mode)),
        "TFE accepts only require, verify-ca, verify-full and disable here.",
        "Write one of these four.",
    ))
}
