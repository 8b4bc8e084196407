//! A line break inside quotes: one finding for each text that it cuts in two.

use text::{EditSet, Span};

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Broken;
use crate::knowledge::rules::vault_policy::LINE_BREAK_IN_QUOTES;

pub(crate) fn say(broken: &Broken) -> impl Iterator<Item = Finding> {
    let pairs = broken.places.iter().zip(broken.edits.edits());
    pairs.map(|((place, joins), edit)| {
        if !joins {
            return block(*place);
        }
        let of = if broken.known { Fix::safe } else { Fix::review };
        LINE_BREAK_IN_QUOTES
            .at(*place)
            .say(
                "A line break is inside the quotes.",
                "Vault rejects the whole policy: `vault policy write` fails.",
                "Write it on one line.",
            )
            .when_repeated_say("Line breaks are inside quotes.", "Write each of them on one line.")
            .fix(of("Write it on one line".to_owned(), EditSet::from(edit.clone())))
    })
}

/// A block of lines in quotes. What it was meant as only its author knows.
fn block(place: Span) -> Finding {
    LINE_BREAK_IN_QUOTES.at(place).say(
        "The quotes are not closed on their line: a string cannot span lines.",
        "Vault rejects the whole policy: `vault policy write` fails.",
        "Write the value without quotes: `{ \"name\" = [\"value\"] }`.",
    )
}
