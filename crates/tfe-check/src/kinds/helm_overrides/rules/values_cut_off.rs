//! A file that ends in the middle: the rest of it was not copied.

use helm_values::Unfinished;
use text::Span;

use crate::base::finding::{Finding, Fix, Stage};
use crate::knowledge::rules::helm_overrides::VALUES_CUT_OFF;

/// The finding of what is not whole; `accepted` says whether Helm takes the text all the same.
pub(crate) fn say(text: &str, cut: &Unfinished, accepted: bool) -> Finding {
    let signs: Vec<String> = cut.missing.iter().map(|c| format!("`{c}`")).collect();
    let what = match signs.as_slice() {
        [] => "The file ends in the middle of a key.".to_owned(),
        [one] => format!("The file ends too early: {one} is missing."),
        [some @ .., last] => {
            format!("The file ends too early: {} and {last} are missing.", some.join(", "))
        }
    };
    let line = text.get(..cut.span.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let whole = Span::new(line, cut.span.end);
    let lead = whole.len() - whole.of(text).trim_start().len();
    let at = if cut.span.is_empty() { Span::new(line + lead, cut.span.end) } else { cut.span };
    let why = match accepted {
        true => "The text after this point is lost; Helm reads this word as the whole block.",
        false => "Helm rejects the whole file, and the text after this point is lost.",
    };
    let fix = (!cut.missing.is_empty())
        .then(|| Fix::repair("Close what is open", text, cut.closed.as_str()));
    let found =
        VALUES_CUT_OFF.at(at).say(what, why, "Copy the whole file again, and check that.").fix(fix);
    if accepted { found.stage(Stage::Install) } else { found }
}
