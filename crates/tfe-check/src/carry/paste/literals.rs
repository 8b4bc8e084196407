//! Values and manifests in the code of a program: in its texts of several lines, and in heredocs of the commands there.

use text::Span;

use super::fills;
use super::layer::new;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;
use crate::carry::signs::literal::{Literal, Manner};

/// So many texts without an end are looked at.
const MOST_OPEN: usize = 50;

/// The values and manifests in a program, each text of it by itself, and the policies that are written in its own manner.
pub(super) fn texts(text: &str) -> Vec<Embedded> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let mut all = Vec::new();
    let (mut at, mut open) = (0, 0);
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some(opened) = Opened::of(line) else { continue };
        let rest = lines.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|line| opened.end(line).is_none()).count();
        // What nothing closes is no text.
        let Some(last) = rest.get(count) else {
            open += 1;
            if open > MOST_OPEN {
                break;
            }
            continue;
        };
        let body = rest.get(..count).unwrap_or_default();
        if opened.is_of_others(body, last) {
            continue;
        }
        at += count;
        let manner = opened.manner(last);
        let own = block(text, &opened, body, last).filter(|own| is_checked(&own.text, manner));
        all.extend(own);
    }
    all
}

/// Whether a text can be one of ours. A rule is found wherever it is in a program, unless it is written in the program's
/// manner.
fn is_checked(text: &str, manner: Manner) -> bool {
    let begins =
        || text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let doubled = manner.braces || manner.quotes;
    signs::has_chart_keys(text)
        || signs::is_manifest(text)
        || doubled && begins().is_some_and(|line| line.starts_with("path "))
}

/// The beginning of a text.
enum Opened<'t> {
    /// The lines up to a marker.
    Heredoc(&'t str),
    /// A text in quotes, and where it begins on the line itself.
    Quoted(Literal<'t>, Option<usize>),
}

impl<'t> Opened<'t> {
    fn of(line: &Line<'t>) -> Option<Self> {
        if let Some((_, marker)) = line.content.split_once("<<") {
            let marker = marker.trim_start_matches(['<', '-', '~', '\'', '"']);
            let end = marker.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(marker.len());
            return marker.get(..end).filter(|marker| !marker.is_empty()).map(Self::Heredoc);
        }
        let literal = Literal::of(line.content)?;
        if literal.begins_below(line.content) {
            return Some(Self::Quoted(literal, None));
        }
        let behind = line.content.get(literal.at..)?;
        let start = line.start + literal.at;
        begins(behind).then_some(Self::Quoted(literal, Some(start)))
    }

    /// Where it ends on a line.
    fn end(&self, line: &Line<'_>) -> Option<usize> {
        match self {
            Self::Heredoc(marker) => line.content.find(marker),
            Self::Quoted(literal, _) => literal.end(line.content),
        }
    }

    /// Whether it is a text of commands, which may have a heredoc, or of another language.
    fn is_of_others(&self, body: &[Line<'_>], last: &Line<'_>) -> bool {
        let Self::Quoted(literal, start) = self else { return false };
        literal.is_here_string(last.content)
            || start.is_none() && body.iter().any(|line| line.content.contains("<<"))
    }

    fn manner(&self, last: &Line<'_>) -> Manner {
        let Self::Quoted(literal, _) = self else { return Manner::default() };
        let behind =
            literal.end(last.content).and_then(|end| last.content.get(end + literal.close.len()..));
        literal.manner(behind.unwrap_or_default())
    }
}

/// Whether values or a manifest begin with a line.
fn begins(line: &str) -> bool {
    signs::has_chart_keys(line) || line.starts_with("apiVersion:")
}

/// The lines of a text without the indentation that all of them have. What is before the closing quotes on their line
/// belongs to it.
fn block(text: &str, opened: &Opened<'_>, body: &[Line<'_>], last: &Line<'_>) -> Option<Embedded> {
    let start = match opened {
        Opened::Quoted(_, start) => *start,
        Opened::Heredoc(_) => None,
    };
    let manner = opened.manner(last);
    let full = body.iter().filter(|line| !line.is_blank());
    let cut = if start.is_some() { 0 } else { full.map(Line::indent).min()? };
    let mut into = new(Some(&" ".repeat(cut)), Escape::Nothing);
    if let Some(start) = start {
        let line = text.get(start..)?.split_inclusive('\n').next()?;
        fills::fill(text, Span::new(start, start + line.len()), manner, &mut into);
    }
    for line in body {
        let place = Span::new(line.start + line.cut(cut), line.start + line.whole.len());
        fills::fill(text, place, manner, &mut into);
    }
    let end = opened.end(last)?;
    if last.content.get(..end).is_some_and(|before| !before.trim().is_empty()) {
        let place = Span::new(last.start + last.cut(cut), last.start + end);
        fills::fill(text, place, manner, &mut into);
        into.frame("\n", Span::at(last.start + end));
    }
    Some(into)
}

#[cfg(test)]
mod tests {
    const VALUES: &str = "replicaCount: 1\nenv:\n  variables:\n    TFE_HOSTNAME: a.example.com\n";

    fn found(text: &str) -> Vec<String> {
        super::texts(text).into_iter().map(|own| own.text).collect()
    }

    #[test]
    fn values_of_a_program_are_found() {
        let indented = VALUES.replace("\n", "\n    ");
        for text in [
            format!("import yaml\nv = \"\"\"\n{VALUES}\"\"\"\n"),
            format!("v = f('''{VALUES}''')\n"),
            format!("const v = `\n{VALUES}`;\n"),
            format!("  String v = \"\"\"\n    {indented}\"\"\";\n"),
            format!("sh '''\n  cat > a <<'EOF'\n{VALUES}EOF\n'''\n"),
        ] {
            assert_eq!(found(&text), [VALUES], "{text}");
        }
        assert!(found(&format!("v = \"\"\"\n{VALUES}")).is_empty());
    }
}
