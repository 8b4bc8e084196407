//! Go templates in a manifest: blanks and placeholders of the same length take their places, so that the
//! rest can be read as YAML and every place stays where it is.

use helm_values::GoAction;
use text::{Span, line_start};

/// A manifest that a YAML reader can take, and what is a template in it.
#[derive(Debug, Default)]
pub(super) struct Masked {
    pub text: String,
    /// Marks that give a value or a part of one.
    pub values: Vec<Span>,
    /// Marks on lines of their own: they decide whether lines are there, or write lines themselves.
    pub lines: Vec<Span>,
}

/// Takes the templates out of a text.
pub(super) fn mask(text: &str) -> Masked {
    let mut masked = Masked::default();
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    let mut branches = Branches::default();
    while let Some(mark) = next(text, at) {
        at = mark.end;
        let line = line_of(text, mark);
        let around = [Span::new(line.start, mark.start), Span::new(mark.end, line.end)];
        let own_line = around.iter().all(|part| only_marks(part.of(text)));
        if own_line || is_control(mark.of(text)) {
            masked.lines.push(mark);
            fill(&mut bytes, mark, if own_line && begins_block(text, line) { b'_' } else { b' ' });
            if own_line {
                branches.step(mark.of(text), line, &mut bytes);
            }
        } else {
            masked.values.push(mark);
            fill(&mut bytes, mark, b'_');
        }
    }
    masked.text = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
    masked
}

/// The next `{{ … }}`.
fn next(text: &str, from: usize) -> Option<Span> {
    let start = from + text.get(from..)?.find("{{")?;
    let end = start + text.get(start..)?.find("}}")? + 2;
    Some(Span::new(start, end))
}

/// Whether a line is the first one of a block of text. A blank line there would have too many blanks.
fn begins_block(text: &str, line: Span) -> bool {
    let before = text.get(..line.start).unwrap_or_default();
    let header = before.trim_end_matches(['\n', '\r']).rsplit('\n').next().unwrap_or("");
    let is_header = header.split_ascii_whitespace().last().is_some_and(is_block_header);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    is_header && indent(line.of(text)) > indent(header)
}

/// `|`, `>-`, `|2`.
fn is_block_header(word: &str) -> bool {
    let marks = word.strip_prefix(['|', '>']);
    marks.is_some_and(|m| m.chars().all(|c| matches!(c, '+' | '-') || c.is_ascii_digit()))
}

/// From the start of the first line of a place to the end of its last.
fn line_of(text: &str, place: Span) -> Span {
    let after = text.get(place.end..).unwrap_or_default();
    let start = line_start(text, place.start);
    Span::new(start, place.end + after.find('\n').unwrap_or(after.len()))
}

/// Whether nothing but templates is in a part of a line.
fn only_marks(part: &str) -> bool {
    let mut rest = part.trim();
    while let Some(inside) = rest.strip_prefix("{{") {
        let Some((_, after)) = inside.split_once("}}") else { return false };
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// Whether a mark gives no value.
fn is_control(mark: &str) -> bool {
    GoAction::of(mark).is_some_and(|action| action != GoAction::Include)
        || mark.trim_start_matches(['{', '-', ' ']).starts_with("/*")
}

/// Line ends stay, so that no later line moves.
fn fill(bytes: &mut [u8], place: Span, with: u8) {
    for byte in bytes.get_mut(place.start..place.end).unwrap_or_default() {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = with;
        }
    }
}

/// The branches of `if` and `with`: only the first one is kept, so that no key is there twice.
#[derive(Default)]
struct Branches {
    /// For each open block, where its second branch began.
    open: Vec<Option<usize>>,
}

impl Branches {
    fn step(&mut self, mark: &str, line: Span, bytes: &mut [u8]) {
        match GoAction::of(mark) {
            Some(GoAction::Open) => self.open.push(None),
            Some(GoAction::Else) => {
                if let Some(open) = self.open.last_mut() {
                    open.get_or_insert(line.end);
                }
            }
            Some(GoAction::End) => {
                if let Some(Some(start)) = self.open.pop() {
                    fill(bytes, Span::new(start, line.start), b' ');
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_placeholders_and_control_lines_blank() {
        let text = "a: {{ .x | quote }}\n{{- if .y }}\nb: 1\n{{- else }}\nb: 2\n{{- end }}\nc: s3://{{ .z }}/a\n";
        let masked = mask(text);
        assert_eq!(masked.text.len(), text.len());
        let lines: Vec<&str> = masked.text.lines().map(str::trim_end).collect();
        assert_eq!(lines, ["a: ________________", "", "b: 1", "", "", "", "c: s3://________/a"]);
        assert_eq!((masked.values.len(), masked.lines.len()), (2, 3));
    }

    #[test]
    fn the_first_line_of_a_block_stays_one() {
        let text = "a: |-\n  {{- with .x }}\n  b\n  {{- end }}\nc: d\n";
        let masked = mask(text).text;
        let lines: Vec<&str> = masked.lines().map(str::trim_end).collect();
        assert_eq!(lines, ["a: |-", "  ______________", "  b", "", "c: d"]);
    }

    #[test]
    fn comments_and_open_marks_do_no_harm() {
        assert_eq!(mask("{{/* a\nb */}}\nc: 1\n").text, "      \n      \nc: 1\n");
        assert_eq!(mask("a: {{ b\n").text, "a: {{ b\n");
        assert_eq!(mask("é: {{ \"ü\" }}\n").text.len(), "é: {{ \"ü\" }}\n".len());
    }
}
