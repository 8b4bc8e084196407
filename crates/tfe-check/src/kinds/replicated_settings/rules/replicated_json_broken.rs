//! JSON that the installer cannot read.

use text::{Edit, Lines, Span};

use crate::base::finding::{Finding, Fix};
use crate::kinds::replicated_settings::facts::Settings;
use crate::kinds::replicated_settings::json::{self, Problem};
use crate::knowledge::rules::replicated_settings::REPLICATED_JSON_BROKEN;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    if settings.json.templated {
        return Vec::new();
    }
    let known = settings.items.iter().any(|item| item.row.is_some());
    if !known {
        return Vec::new();
    }
    let mut found = Vec::new();
    found.extend(settings.json.problems.iter().map(|problem| say(settings.text, *problem)));
    // What a terminal printed is not a file yet.
    let printed = json::start(settings.text) > '\u{feff}'.len_utf8();
    if settings.json.problems.is_empty() && !printed {
        found.extend(other(settings.text));
    }
    found
}

fn say(text: &str, problem: Problem) -> Finding {
    let (at, what, action, fix) = match problem {
        Problem::CommaMissing(at) => {
            let fix = Fix::safe("Add the comma", Edit::insert(at, ","));
            (
                Span::new(at.saturating_sub(1), at),
                "A comma is missing here.",
                "Write a comma.",
                Some(fix),
            )
        }
        Problem::CommaExtra(span) => {
            let fix = Fix::safe("Remove the comma", Edit::delete(span));
            (span, "No setting follows this comma.", "Remove it.", Some(fix))
        }
        Problem::SingleQuotes(span) => {
            (span, "JSON has no single quotes.", "Write double quotes.", double_quotes(text, span))
        }
        Problem::LineBreak(span) => {
            let joined = span.of(text).replace("\r\n", "\n").replace('\n', "\\n");
            let fix = Fix::safe("Write the line breaks as `\\n`", Edit::replace(span, joined));
            let first = span.of(text).lines().next().map_or(0, str::len);
            let at = Span::new(span.start, span.start + first);
            (at, "A string in JSON cannot have line breaks.", "Write each as `\\n`.", Some(fix))
        }
        Problem::Unexpected(span) => (
            near(text, span),
            "The JSON is not valid from here on.",
            "Correct the syntax here.",
            None,
        ),
    };
    let why = "Replicated cannot import the file, and asks for the settings in its console.";
    REPLICATED_JSON_BROKEN.at(at).say(what, why, action).fix(fix)
}

fn double_quotes(text: &str, span: Span) -> Option<Fix> {
    let inside = span.of(text).trim_matches('\'');
    let plain = !inside.contains(['"', '\\']);
    plain.then(|| Fix::safe("Write double quotes", Edit::replace(span, format!("\"{inside}\""))))
}

/// What only a strict reader stops at: escapes, numbers with zeros in front.
fn other(text: &str) -> Option<Finding> {
    let body = text.trim_start_matches('\u{feff}');
    let error = serde_json::from_str::<serde::de::IgnoredAny>(body).err()?;
    let line = Lines::new(body).span(error.line());
    let at = line.start + error.column().saturating_sub(1) + (text.len() - body.len());
    Some(say(text, Problem::Unexpected(Span::at(at.min(text.len())))))
}

/// The character at a place, or the one before it where the text or line ends.
fn near(text: &str, span: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    let start = text.floor_char_boundary(span.start.saturating_sub(1));
    Span::new(start, text.ceil_char_boundary(start + 1))
}
