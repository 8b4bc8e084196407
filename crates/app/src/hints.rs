//! What the editor asks about words: answered here, next to the editor, because the tables are in this
//! module anyway and a worker may be busy with a long text.

use serde::Serialize;
use text::{Lines, Span};
use tfe_check::hint::{About, Choice, choices, hint};
use tfe_check::{Kind, Language};

#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Hint { from: usize, to: usize, about: Shown<'a> },
    Choices { from: usize, to: usize, choices: Vec<Offered<'a>> },
}

#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    meaning: &'a str,
    facts: &'a [(&'static str, String)],
}

#[derive(Serialize)]
struct Offered<'a> {
    label: &'a str,
    insert: &'a str,
    /// So many UTF-16 units before its end the cursor goes.
    back: usize,
    detail: &'a str,
    about: Shown<'a>,
}

/// The answer as JSON, with places in UTF-16 units as `at` is; `None` where nothing is known.
pub(crate) fn answer(question: &str, language: &str, text: &str, at: usize) -> Option<String> {
    let language = match language {
        "yaml" => Language::Yaml,
        "hcl" => Language::Hcl,
        _ => return None,
    };
    let kind = Kind::all().find(|kind| kind.language == language)?;
    let lines = Lines::new(text);
    let at = lines.byte_of_utf16(at);
    let place = |span: Span| (lines.utf16(span.start), lines.utf16(span.end));
    if question == "hint" {
        let (span, about) = hint(kind, text, at)?;
        let (from, to) = place(span);
        return serde_json::to_string(&Answer::Hint { from, to, about: shown(&about) }).ok();
    }
    let (span, choices) = choices(kind, text, at)?;
    let (from, to) = place(span);
    let choices = choices.iter().map(offered).collect();
    serde_json::to_string(&Answer::Choices { from, to, choices }).ok()
}

fn shown(about: &About) -> Shown<'_> {
    Shown { name: &about.name, meaning: &about.meaning, facts: &about.facts }
}

fn offered(choice: &Choice) -> Offered<'_> {
    Offered {
        label: &choice.label,
        insert: &choice.insert,
        back: choice.back,
        detail: &choice.detail,
        about: shown(&choice.about),
    }
}
