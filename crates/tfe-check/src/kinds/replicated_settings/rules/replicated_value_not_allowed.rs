//! Values that the settings of the installer do not have.

use text::{Edit, Vocabulary, short};

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::facts::{Form, Given, Item, Settings, is_on};
use crate::knowledge::rules::replicated_settings::REPLICATED_VALUE_NOT_ALLOWED;
use crate::knowledge::{OldForm, Replicated};

pub(super) fn find(settings: &Settings<'_>, out: &mut Vec<Finding>) {
    for item in settings.items.iter().filter(|_| settings.form != Form::Installer) {
        let Some((row, value)) = item.row.zip(item.literal()) else { continue };
        out.extend(not_allowed(item, row, value));
        if item.name == "pg_extra_params" {
            out.extend(sslmode(item, value));
        }
    }
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
            same.or_else(|| Vocabulary::new(row.values.iter().copied()).slip(value))?
        }
        _ => return None,
    };
    Some(Fix::safe(format!("Write `{meant}`"), Edit::replace(*span, meant)))
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
