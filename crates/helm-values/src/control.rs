//! Lines that only a template engine reads: `%{ if … }` of Terraform, `{% if … %}` of Jinja,
//! `{{ if … }}` of Go. Without them the rest can be read.

use text::Span;

use crate::go_template::{GoAction, word};

/// A template engine, by how its control lines begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Engine {
    open: &'static str,
    close: &'static str,
    /// Every mark of it controls; of Go's only those with one of its words.
    always: bool,
}

pub(crate) const TERRAFORM: Engine = Engine { open: "%{", close: "}", always: true };
const JINJA: Engine = Engine { open: "{%", close: "%}", always: true };
const GO: Engine = Engine { open: "{{", close: "}}", always: false };

impl Engine {
    /// The engine that a line is for, if it begins with a mark that controls.
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let engine = [TERRAFORM, JINJA, GO].into_iter().find(|e| line.starts_with(e.open))?;
        (engine.always || GoAction::of(line.get(2..)?).is_some()).then_some(engine)
    }
}

/// The control lines of an engine in a part of a text. Of several branches only the first is kept,
/// so that nothing is there twice: the lines of the others are among them.
pub(crate) fn lines(work: &str, part: Span, engine: Engine) -> Vec<Span> {
    let mut found = Vec::new();
    // For each open `if`, whether its first branch is over.
    let mut open: Vec<bool> = Vec::new();
    let mut at = part.start;
    let mut inside_mark = false;
    for line in part.of(work).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let continued = inside_mark;
        let other_branch = open.contains(&true);
        if !continued {
            marks(line, engine).for_each(|mark| count(mark, &mut open));
        }
        let control = Engine::of_line(line) == Some(engine);
        if control || continued {
            inside_mark = !line.contains(engine.close);
        }
        if control || continued || other_branch && open.contains(&true) {
            found.push(span);
        }
    }
    found
}

/// What is inside the marks in a line, from their beginning on.
fn marks(line: &str, engine: Engine) -> impl Iterator<Item = &str> {
    line.split(engine.open).skip(1)
}

/// Opens and closes branches. Terraform and Jinja share Go's words and have some of their own.
fn count(mark: &str, open: &mut Vec<bool>) {
    match (GoAction::of(mark), word(mark)) {
        (Some(GoAction::Open), _) | (_, "for") => open.push(false),
        (Some(GoAction::Else), _) | (_, "elif") => {
            if let Some(over) = open.last_mut() {
                *over = true;
            }
        }
        (Some(GoAction::End), _) | (_, "endif" | "endfor" | "endblock") => {
            open.pop();
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str, engine: Engine) -> String {
        let mut left = text.to_owned();
        for span in lines(text, Span::new(0, text.len()), engine).into_iter().rev() {
            left.replace_range(span.start..span.end, "");
        }
        left
    }

    #[test]
    fn control_lines_go_and_what_they_hold_stays() {
        assert_eq!(
            left("a: 1\n%{ if x ~}\nb: 2\n%{ endif ~}\nc: 3\n", TERRAFORM),
            "a: 1\nb: 2\nc: 3\n"
        );
        assert_eq!(left("{% for x in y %}\nb: 2\n{% endfor %}\n", JINJA), "b: 2\n");
        assert_eq!(left("  {{- if .x }}\n  b: 2\n  {{- end }}\n", GO), "  b: 2\n");
        assert_eq!(left("a: {{ .x }}\n{{ .y }}\n", GO), "a: {{ .x }}\n{{ .y }}\n");
    }

    #[test]
    fn of_several_branches_the_first_stays() {
        let text = "%{ if x }\na: 1\n%{ if y }\nb: 1\n%{ else }\nb: 2\n%{ endif }\n%{ else }\na: 2\n%{ endif }\nc: 3\n";
        assert_eq!(left(text, TERRAFORM), "a: 1\nb: 1\nc: 3\n");
    }

    #[test]
    fn a_mark_over_several_lines_goes_as_one() {
        assert_eq!(left("%{ if a &&\n  b ~}\nc: 1\n%{ endif }\n", TERRAFORM), "c: 1\n");
        assert_eq!(
            left("a: %{ if x }1%{ else }2%{ endif }\nb: 1\n", TERRAFORM),
            "a: %{ if x }1%{ else }2%{ endif }\nb: 1\n"
        );
    }
}
