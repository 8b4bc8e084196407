//! What a page leaves out of the texts that it shows, and what it leaves to its readers.

use crate::base::finding::Severity;
use crate::base::judgement::Judgement;

/// A text without the `...` in place of lines that a page leaves out, and without blocks that have nothing else in
/// them. Every byte keeps its place.
pub(super) fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut goes = 0;
    for (number, line) in lines.iter().enumerate() {
        if number >= goes {
            goes = number + lines.get(number..).map_or(0, left_out);
        }
        if number < goes {
            let end = line.trim_end_matches(['\n', '\r']).len();
            out.push_str(&" ".repeat(end));
            out.push_str(line.get(end..).unwrap_or(""));
        } else {
            out.push_str(line);
        }
    }
    out
}

/// How many of the first lines stand for others.
fn left_out(lines: &[&str]) -> usize {
    let Some((first, rest)) = lines.split_first() else { return 0 };
    if text::is_left_out(first) || text::is_left_out_block(first) {
        return 1;
    }
    let header = first.trim_end().ends_with('{');
    let inside =
        if header { rest.iter().take_while(|line| text::is_left_out(line)).count() } else { 0 };
    let closes = rest.get(inside).is_some_and(|line| line.trim() == "}");
    if inside > 0 && closes { inside + 2 } else { 0 }
}

/// What is said of a text in a page: its readers fill in the placeholders.
pub(super) fn left_open(mut judgement: Judgement) -> Judgement {
    for finding in judgement.findings.iter_mut().filter(|f| f.rule.left_to_readers) {
        finding.severity = Severity::Info;
    }
    judgement
}
