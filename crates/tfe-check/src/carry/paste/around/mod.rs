//! Prompts, output of commands and sentences that were copied together with the text.

mod fate;
mod policy;
mod prompts;
mod values;
mod writer;

use text::Span;

use self::fate::{Fate, rebuild};
pub(crate) use self::policy::after;
use self::policy::around_policy;
pub(super) use self::policy::front_matter;
use self::prompts::visible;
pub(super) use self::prompts::{DOCUMENT, goes, is_prompt};
use self::values::around_values;
use super::layer::Layer;
use super::search::Search;
use super::{everywhere, shell};
use crate::carry::line::{Line, lines_of};
use crate::carry::signs;

pub(super) fn surroundings(text: &str, search: Search<'_>) -> Option<Layer> {
    // A path may lack its quotes.
    let of_policy = signs::has_rules(text) || signs::policy::marks(text) > 0;
    between_commands(text, search).or_else(|| match of_policy {
        true => around_policy(text),
        false => around_values(text),
    })
}

/// Commands and prompts around a text that is wrapped as a whole: lines with numbers, a string, a command.
fn between_commands(text: &str, search: Search<'_>) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let own = |line: &Line<'_>| !line.is_blank() && !goes(line.content);
    let (first, last) = (lines.iter().position(own)?, lines.iter().rposition(own)?);
    let inside = lines.get(first..=last)?;
    let place = Span::new(inside.first()?.start, inside.last()?.start + inside.last()?.whole.len());
    if inside.len() == lines.len() {
        return None;
    }
    let is_wrapped = || {
        let wrapping = everywhere::everywhere(place.of(text), search);
        wrapping.or_else(|| shell::quoted(place.of(text))).is_some()
    };
    let is_shown =
        || is_printed(text) && is_of_others(place.of(text)) && search.is_ours(place.of(text));
    if !is_wrapped() && !is_shown() {
        return None;
    }
    let fate = |at: usize| if (first..=last).contains(&at) { Fate::Stays } else { Fate::Goes };
    let fates =
        lines.iter().enumerate().filter(|(at, l)| fate(*at) == Fate::Stays || !l.is_blank());
    let fates: Vec<(Line<'_>, Fate)> = fates.map(|(at, line)| (*line, fate(at))).collect();
    rebuild(text, &fates)
}

/// Whether a text is neither a policy nor values: in those the lines around are found one by one.
fn is_of_others(text: &str) -> bool {
    signs::is_terraform(text) || !signs::has_rules(text) && !signs::has_chart_keys(text)
}

/// Whether a text begins with a prompt and a command that prints a file.
pub(crate) fn is_printed(text: &str) -> bool {
    let first = lines_of(text).find(|line| !line.is_blank());
    let command = first.filter(|line| is_prompt(visible(line.content)));
    let prints = ["cat ", "more ", "less ", "type ", "bat "];
    command.is_some_and(|line| prints.iter().any(|name| line.content.contains(name)))
}
