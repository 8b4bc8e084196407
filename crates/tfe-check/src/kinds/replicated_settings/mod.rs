//! The settings of Terraform Enterprise on Replicated: what replaced each of them, and the Helm values that
//! the whole file becomes.
//!
//! The file is JSON; it is read to its end even where it is broken or a template ([`json`]), and each
//! setting knows its place ([`facts`]). A file of a working installation is no error.

mod behavior;
mod convert;
mod facts;
mod hint;
mod json;
mod likeness;
mod meant;
mod rules;
mod secrets;
mod successor;
mod view;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::{KIND, overrides};

use crate::base::judgement::Judgement;
use facts::Settings;

/// The value of a setting that is all in a text, with the place of its name.
pub(crate) fn literal(text: &str, name: &str) -> Option<(String, text::Span)> {
    let settings = Settings::of(text);
    let item = settings.item(name)?;
    Some((item.literal()?.to_owned(), item.key))
}

/// Checks a settings file. `whole`: it is a file, and not shown in another text.
fn judge(text: &str, whole: bool) -> Judgement {
    let settings = Settings::of(text);
    let findings = rules::find(&settings, whole);
    let printed = json::start(text) > '\u{feff}'.len_utf8();
    let accepted = match (settings.json.problems.is_empty(), settings.json.templated || printed) {
        (false, false) => Some(false),
        (true, false) => Some(is_json(text)),
        (_, true) => None,
    };
    Judgement { accepted, findings }
}

/// Whether a strict reader takes a text.
fn is_json(text: &str) -> bool {
    let body = text.trim_start_matches('\u{feff}');
    serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok()
}
