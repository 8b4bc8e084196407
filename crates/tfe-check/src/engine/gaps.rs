//! What a page leaves out of the texts that it shows, and what it leaves to its readers.

use crate::base::finding::Severity;
use crate::base::judgement::Judgement;

/// A text without the `...` in place of lines that a page leaves out. Every byte keeps its place.
pub(super) fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if text::is_left_out(line) {
            let end = line.trim_end_matches(['\n', '\r']).len();
            out.push_str(&" ".repeat(end));
            out.push_str(line.get(end..).unwrap_or(""));
        } else {
            out.push_str(line);
        }
    }
    out
}

/// What is said of a text in a page: its readers fill in the placeholders.
pub(super) fn left_open(mut judgement: Judgement) -> Judgement {
    for finding in judgement.findings.iter_mut().filter(|f| f.rule.left_to_readers) {
        finding.severity = Severity::Info;
    }
    judgement
}
