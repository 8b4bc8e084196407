//! The lists in a text, and whether it is about them.

use super::names;
use crate::carry::line::lines_of;
use crate::carry::signs;
use crate::variables::{self, List};

/// From this size on nobody wrote a list by hand.
const LARGE: usize = 256 * 1024;

/// How sure it is that a text is about variables of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It is a list of variables and nothing else.
    List,
    /// Lists are in it, and other things.
    Holds,
    /// It is about them, and has none.
    Page,
}

/// The lists with variables for runs in a text; none where it has none.
pub(super) fn lists(text: &str) -> Option<(Vec<List>, Likeness)> {
    let is_page = is_page(text).then(|| (Vec::new(), Likeness::Page));
    with_variables(text).or(is_page)
}

/// The documentation of these credentials, copied without its examples.
fn is_page(text: &str) -> bool {
    let words = ["Vault-Backed Dynamic Credentials", "Vault-backed dynamic credentials"];
    let speaks = words.iter().any(|words| text.contains(words)) && !text.contains("```");
    text.len() <= LARGE && (speaks || is_table(text))
}

/// A table of the documentation: each row names a variable and says what it is for.
fn is_table(text: &str) -> bool {
    let of_variable = |line: &str| {
        let cell = line.trim_start().strip_prefix('|').and_then(|rest| rest.split('|').next());
        cell.is_some_and(|cell| names::named(cell.trim().trim_matches('`')).is_some())
    };
    text.contains("TFC_") && text.lines().filter(|line| of_variable(line)).nth(1).is_some()
}

fn with_variables(text: &str) -> Option<(Vec<List>, Likeness)> {
    // Files with settings of the platform are many and long: only such as may hold a switch are read.
    let marks = ["TFC_", "TCF_", "_PROVIDER_AUTH", "_BACKED_"];
    if text.len() > LARGE || !marks.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let lines = variables::lines(text);
    let known = known(&lines.list);
    if known > 0 && lines.others == 0 {
        return Some((vec![lines.list], Likeness::List));
    }
    // A mail with some lines of a list in it.
    if known > 1 && is_letter(text, lines.others) {
        return Some((vec![lines.list], Likeness::Holds));
    }
    if !text.contains(':') || signs::is_terraform(text) || calls_with_bodies(text) {
        return None;
    }
    let mut lists = variables::tree(text);
    lists.retain(|list| self::known(list) > 0);
    (!lists.is_empty()).then_some((lists, Likeness::Holds))
}

/// Whether a script gives bodies to curl: each of them is a text by itself, and the script is no tree.
fn calls_with_bodies(text: &str) -> bool {
    let is_heredoc = |(at, mark): (usize, &str)| {
        let rest = text.get(at + mark.len()..).unwrap_or("").trim_start_matches(['-', '"', '\'']);
        rest.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    text.contains("curl ") && text.match_indices("<<").any(is_heredoc)
}

/// How many of them are variables of runs. Names that begin like settings of the platform are some only where
/// a switch is among them.
fn known(list: &List) -> usize {
    let names = || list.variables.iter().map(|variable| variable.name.as_str());
    let ours = names().filter(|name| !name.starts_with("TFE_") && names::is_ours(name)).count();
    let switch = |name: &str| names::meant(name).is_some_and(|meant| names::is_switch(&meant.name));
    if ours == 0 && names().any(switch) { 1 } else { ours }
}

/// Whether all lines but the variables are sentences.
fn is_letter(text: &str, others: usize) -> bool {
    let code = ["{", "}", "(", "`", "=", "<<", "#!", "|", "&&", "- "];
    let is_sentence = |line: &str| {
        let bare = line.trim();
        !code.iter().any(|sign| bare.contains(sign)) && bare.starts_with(char::is_alphabetic)
    };
    let sentences =
        lines_of(text).filter(|line| !line.is_blank() && is_sentence(line.content)).count();
    sentences == others
}
