//! Marks of a plan of Terraform, which are after blanks: `          +   capabilities = ["read"]`.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;

/// The rules of a policy as they are after the plan, or before it where it only takes away.
pub(super) fn plan(text: &str, search: Search<'_>) -> Option<Layer> {
    if !text.contains("  + ") && !text.contains("  - ") || !signs::has_rules(text) {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let filled = || lines.iter().filter(|line| !line.is_blank());
    let first = filled().find(|line| marked(line).is_some())?;
    let column = first.indent();
    let fits = |line: &Line<'_>| {
        line.indent() > column + 1 || line.indent() == column && marked(line).is_some()
    };
    // A diff has its marks at the line starts.
    if column == 0 || !filled().all(fits) {
        return None;
    }
    let added = filled().filter(|line| marked(line) == Some('+')).count();
    let removed = filled().filter(|line| marked(line) == Some('-')).count();
    let after = || vec![without(text, &lines, column, '-')];
    let before = || vec![without(text, &lines, column, '+')];
    let inner = search.readable(after()).or_else(|| search.readable(before()))?;
    let at = Span::new(first.start + column, first.start + column + 1);
    let count = added + removed;
    Some(Layer { wrapping: Wrapping::DiffMarks, at, count, inner, sure: true })
}

/// The mark of a line.
fn marked(line: &Line<'_>) -> Option<char> {
    let bare = line.content.trim_start();
    let mark = bare.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    bare.get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')).then_some(mark)
}

/// The text without the lines that have a mark, and without the marks.
fn without(text: &str, lines: &[Line<'_>], column: usize, gone: char) -> Embedded {
    let mut into = new(None, Escape::Nothing);
    for line in lines.iter().filter(|line| line.indent() != column || marked(line) != Some(gone)) {
        let end = line.start + line.whole.len();
        let own = match line.indent() == column {
            true => column + "+ ".len(),
            false => line.cut(column + "+ ".len()),
        };
        let start = (line.start + own).min(end);
        match marked(line) {
            Some(_) => into.same(text, Span::new(start, end)),
            None => into.locked(text, Span::new(start, end)),
        }
    }
    into
}

#[cfg(test)]
mod tests {
    use crate::carry::paste::tests::look;
    use crate::carry::paste::{Carried, parts};

    fn read(text: &str) -> String {
        let found = parts(text, look());
        found.as_ref().and_then(|found| found.parts.first()).map_or("", Carried::text).to_owned()
    }

    #[test]
    fn a_plan_is_read_as_what_is_after_it() {
        let body = [
            "            path \"kv/a\" {",
            "          -   capabilities = [\"read\"]",
            "          +   capabilities = [\"list\"]",
            "            }",
        ];
        let after = "path \"kv/a\" {\n  capabilities = [\"list\"]\n}";
        assert_eq!(read(&body.join("\n")).trim(), after);
        let added = "            + path \"kv/a\" {\n            +     capabilities = [\"list\"]\n            + }\n";
        assert_eq!(read(added), "path \"kv/a\" {\n    capabilities = [\"list\"]\n}\n");
        assert_eq!(
            read(&added.replace('+', "-")),
            "path \"kv/a\" {\n    capabilities = [\"list\"]\n}\n"
        );
    }
}
