//! Values and manifests in the code of a program: in its texts of several lines, and in heredocs of the commands there.

use text::Span;

use super::layer::new;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;

/// What begins and ends a text of several lines.
const QUOTES: [&str; 3] = ["\"\"\"", "'''", "`"];

/// So many texts without an end are looked at.
const MOST_OPEN: usize = 50;

/// The values and manifests in a program, each text of it by itself.
pub(super) fn values(text: &str) -> Vec<Embedded> {
    if !(text.contains("TFE_") || text.contains("apiVersion:")) {
        return Vec::new();
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let mut all = Vec::new();
    let (mut at, mut open) = (0, 0);
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some((end, start)) = opened(line) else { continue };
        let rest = lines.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|line| !line.content.contains(end)).count();
        // What nothing closes is no text.
        let Some(last) = rest.get(count) else {
            open += 1;
            if open > MOST_OPEN {
                break;
            }
            continue;
        };
        let body = rest.get(..count).unwrap_or_default();
        // Commands in it may have a heredoc.
        let inside = |line: &Line<'_>| line.content.contains("<<");
        if start.is_none() && body.iter().any(inside) {
            continue;
        }
        at += count;
        all.extend(block(text, start, body, (last, end)));
    }
    all.retain(|own| signs::has_chart_keys(&own.text) || signs::is_manifest(&own.text));
    all
}

/// What ends the text that a line begins, and where that begins on the line itself.
fn opened<'t>(line: &Line<'t>) -> Option<(&'t str, Option<usize>)> {
    if let Some((_, marker)) = line.content.split_once("<<") {
        let marker = marker.trim_start_matches(['-', '~', '\'', '"']);
        let end = marker.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(marker.len());
        return marker.get(..end).filter(|marker| !marker.is_empty()).map(|end| (end, None));
    }
    let quote = QUOTES.iter().find(|quote| line.content.matches(**quote).count() == 1)?;
    let at = line.content.find(quote)? + quote.len();
    let behind = line.content.get(at..)?.trim_end_matches(['\\', ' ']);
    let quote = line.content.get(at - quote.len()..at)?;
    match behind.is_empty() {
        true => Some((quote, None)),
        false => begins(behind).then_some((quote, Some(line.start + at))),
    }
}

/// Whether values or a manifest begin with a line.
fn begins(line: &str) -> bool {
    signs::has_chart_keys(line) || line.starts_with("apiVersion:")
}

/// The lines of a text without the indentation that all of them have. What is before the closing quotes on their line
/// belongs to it.
fn block(
    text: &str,
    start: Option<usize>,
    body: &[Line<'_>],
    (last, end): (&Line<'_>, &str),
) -> Option<Embedded> {
    let full = body.iter().filter(|line| !line.is_blank());
    let cut = if start.is_some() { 0 } else { full.map(Line::indent).min()? };
    let mut into = new(Some(&" ".repeat(cut)), Escape::Nothing);
    if let Some(start) = start {
        let line = text.get(start..)?.split_inclusive('\n').next()?;
        into.same(text, Span::new(start, start + line.len()));
    }
    for line in body {
        filled(
            text,
            Span::new(line.start + line.cut(cut), line.start + line.whole.len()),
            &mut into,
        );
    }
    let before = last.content.find(end)?;
    if last.content.get(..before).is_some_and(|before| !before.trim().is_empty()) {
        filled(text, Span::new(last.start + last.cut(cut), last.start + before), &mut into);
        into.frame("\n", Span::at(last.start + before));
    }
    Some(into)
}

/// Where a program fills in something first: `${…}`, `#{…}`, `%s`, `{name}`.
fn filled_in(rest: &str) -> Option<(usize, usize)> {
    let braced = |mark: &str| {
        let open = rest.find(mark)?;
        Some((open, open + rest.get(open..)?.find('}')? + 1))
    };
    let formatted = || {
        let at = rest.match_indices('%').map(|(at, _)| at);
        let letter =
            |at: &usize| rest.get(at + 1..).is_some_and(|r| r.starts_with(['s', 'd', 'v', 'q']));
        at.filter(letter).map(|at| (at, at + 2)).next()
    };
    let named = || {
        let is_name = |name: &str| {
            !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.')
        };
        rest.match_indices('{').find_map(|(open, _)| {
            let name = rest.get(open + 1..)?.split('}').next()?;
            let closed = rest.get(open + 1 + name.len()..)?.starts_with('}');
            (closed && is_name(name)).then_some((open, open + name.len() + 2))
        })
    };
    let all = [braced("${"), braced("#{"), formatted(), named()];
    all.into_iter().flatten().min()
}

/// Adds a line, in which the program may fill in something.
fn filled(text: &str, line: Span, into: &mut Embedded) {
    let mut from = line.start;
    let next = |from: usize| {
        let rest = Span::new(from, line.end).of(text);
        filled_in(rest).map(|(open, end)| (from + open, from + end))
    };
    while let Some((open, end)) = next(from) {
        into.same(text, Span::new(from, open));
        into.fill(Span::new(open, end));
        from = end;
    }
    into.same(text, Span::new(from, line.end));
}

#[cfg(test)]
mod tests {
    use super::values;

    const VALUES: &str = "replicaCount: 1\nenv:\n  variables:\n    TFE_HOSTNAME: a.example.com\n";

    fn texts(text: &str) -> Vec<String> {
        values(text).into_iter().map(|values| values.text).collect()
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
            assert_eq!(texts(&text), [VALUES], "{text}");
        }
        assert!(texts(&format!("v = \"\"\"\n{VALUES}")).is_empty());
    }
}
