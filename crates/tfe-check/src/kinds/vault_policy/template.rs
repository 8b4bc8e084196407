//! A policy that a template engine is still to write: Terraform's `templatefile`, Jinja, Go's templates, ERB. Its
//! control lines are none of Vault's language, and what it fills in outside of quotes may be anything.

use helm_values::GoAction;
use text::{Edit, EditSet, Span};

/// Who renders the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// `%{ … }` and `${…}`
    Terraform,
    /// `{% … %}` and `{{ … }}`
    Jinja,
    /// `{{ … }}`
    Go,
    /// `<% … %>` and `<%= … %>`
    Erb,
}

/// A policy with marks that Vault cannot read.
#[derive(Debug)]
pub(crate) struct Template {
    pub engine: Engine,
    /// The first mark.
    pub at: Span,
    /// What takes the control marks out.
    pub edits: EditSet,
    /// More is filled in than a part of a text in quotes, so that nobody knows what it grants.
    pub loose: bool,
}

/// A mark of an engine.
struct Mark {
    engine: Engine,
    span: Span,
    /// It writes nothing itself.
    control: bool,
}

/// `None` where no engine's mark is outside of quotes and comments.
pub(crate) fn of(text: &str) -> Option<Template> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with(['#', '/']) {
            of_line(text, Span::new(at, at + line.len()), &mut marks);
        }
        at += line.len();
    }
    let first = marks.first()?;
    let engine =
        marks.iter().find(|m| m.engine == Engine::Jinja).map_or(first.engine, |m| m.engine);
    let in_quotes = match engine {
        Engine::Terraform => false,
        Engine::Jinja | Engine::Go => text.contains("\"{{") || text.contains("/{{"),
        Engine::Erb => text.contains("<%="),
    };
    let loose = in_quotes || marks.iter().any(|mark| !mark.control);
    let control = marks.iter().filter(|mark| mark.control).map(|mark| Edit::delete(mark.span));
    let edits = EditSet::new(control.collect()).ok()?;
    Some(Template { engine, at: first.span, edits, loose })
}

/// The marks of a line that are outside of its quotes.
fn of_line(text: &str, line: Span, marks: &mut Vec<Mark>) {
    let mut quoted = false;
    let mut at = line.start;
    while let Some(c) = text.get(at..line.end).and_then(|rest| rest.chars().next()) {
        if let Some(found) = mark(text, Span::new(at, line.end)).filter(|_| !quoted) {
            at = found.span.end;
            marks.push(found);
            continue;
        }
        quoted ^= c == '"';
        at += c.len_utf8();
    }
}

/// The mark that a rest of a line begins with.
fn mark(text: &str, rest: Span) -> Option<Mark> {
    let written = rest.of(text);
    let (engine, close, control) = match written.get(..2)? {
        "%{" => (Engine::Terraform, "}", true),
        "${" => (Engine::Terraform, "}", false),
        "{%" => (Engine::Jinja, "%}", true),
        "<%" => (Engine::Erb, "%>", !written.starts_with("<%=")),
        "{{" => {
            let action = written.get(2..)?.trim_start_matches(['-', ' ']);
            let control = GoAction::of(action).is_some_and(GoAction::is_silent);
            // A brace may be doubled by a slip.
            if !control && !action.starts_with(['.', '$']) {
                return None;
            }
            (Engine::Go, "}}", control)
        }
        _ => return None,
    };
    let end = written.find(close)? + close.len();
    Some(Mark { engine, span: Span::new(rest.start, rest.start + end), control })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine(text: &str) -> Option<(Engine, bool)> {
        of(text).map(|found| (found.engine, found.loose))
    }

    #[test]
    fn marks_in_quotes_and_slips_are_no_template() {
        for text in [
            "path \"${x}/a\" {\n}\n",
            "path \"a\" {{\n}\n",
            "# %{ if x }\npath \"a\" {\n}\n",
            "path \"secret/{{identity.entity.name}}\" {\n}\n",
        ] {
            assert_eq!(engine(text), None, "{text}");
        }
    }

    #[test]
    fn the_engine_is_known_by_its_marks() {
        let terraform = "%{ if a ~}\npath \"${x}\" {\n}\n%{ endif ~}\n";
        assert_eq!(engine(terraform), Some((Engine::Terraform, false)));
        assert_eq!(engine("a = ${b}\n"), Some((Engine::Terraform, true)));
        let jinja = "{% for k in l %}\npath \"a/{{ k }}\" {\n}\n{% endfor %}\n";
        assert_eq!(engine(jinja), Some((Engine::Jinja, true)));
        let erb = "<% @l.each do |k| -%>\npath \"a/<%= k %>\" {\n}\n<% end -%>\n";
        assert_eq!(engine(erb), Some((Engine::Erb, true)));
        assert_eq!(
            engine("<%# ours %>\npath \"b\" {\n}\n<% if x %>\n<% end %>\n"),
            Some((Engine::Erb, false))
        );
        assert_eq!(
            engine("{{- range .a }}\npath \"b\" {\n}\n{{ end }}\n"),
            Some((Engine::Go, false))
        );
    }

    #[test]
    fn without_its_control_lines_the_rest_is_there() {
        let text = "%{ if a ~}\npath \"x\" { }\n%{ endif ~}\n";
        let edits = of(text).expect("a template").edits;
        assert_eq!(edits.apply(text).expect("they fit"), "\npath \"x\" { }\n\n");
    }
}
