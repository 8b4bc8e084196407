//! What is said of problems with the syntax of a text: the rows of `knowledge/syntax-words.yaml`.

use crate::base::finding::Rule;

include!(concat!(env!("OUT_DIR"), "/syntax.rs"));

/// The sentences for one problem. `{word}` in them is filled in with what is in the text.
#[derive(Debug)]
pub(crate) struct SyntaxWords {
    /// The rule that reports it.
    pub rule: &'static Rule,
    pub what: &'static str,
    /// What comes of it.
    pub why: &'static str,
    pub action: &'static str,
    /// The button, where the problem can be corrected: a verb with its object.
    pub fix: &'static str,
}

/// The same, with what is in the text.
#[derive(Debug)]
pub(crate) struct Sentences {
    pub what: String,
    pub why: &'static str,
    pub action: String,
    pub fix: String,
}

impl SyntaxWords {
    /// The sentences with `{word}` filled in for each of the values.
    pub(crate) fn with(&self, values: &[(&str, String)]) -> Sentences {
        Sentences {
            what: filled(self.what, values),
            why: self.why,
            action: filled(self.action, values),
            fix: filled(self.fix, values),
        }
    }
}

/// Other braces stay, and so do those in the values.
fn filled(template: &str, values: &[(&str, String)]) -> String {
    let more: usize = values.iter().map(|(_, value)| value.len()).sum();
    let mut out = String::with_capacity(template.len() + more);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = values
            .iter()
            .find_map(|(word, value)| Some((value, after.strip_prefix(word)?.strip_prefix('}')?)));
        rest = match value {
            Some((value, behind)) => {
                out.push_str(value);
                behind
            }
            None => {
                out.push('{');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_of_a_template_are_filled_in() {
        let values = [("key", "{near}".to_owned()), ("near", "path".to_owned())];
        for (template, said) in [
            ("`{key}` is not `{near}`.", "`{near}` is not `path`."),
            ("This `{` is never closed.", "This `{` is never closed."),
            ("Close each {{ with one }}.", "Close each {{ with one }}."),
            ("Write path \"…\" { capabilities }.", "Write path \"…\" { capabilities }."),
            ("{other} stays, {near", "{other} stays, {near"),
        ] {
            assert_eq!(filled(template, &values), said, "{template}");
        }
    }
}
