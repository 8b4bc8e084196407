//! The `set`, `set_sensitive`, `set_list` and `set_wo` of a `helm_release`: blocks, lists of objects and
//! `dynamic` blocks, each as the line `name=value` that the provider hands to Helm's reader.
//!
//! Source: terraform-provider-helm, `getValue` and `getListValue` (2.17 and 3.0): values first, then
//! `set`, `set_list`, `set_sensitive`, `set_wo`.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Block, BlockLabel, Body};
use helm_values::strvals::SetMode;
use text::Span;

use super::names::{Names, Scope};
use crate::carry::part::{Embedded, Form};
use crate::carry::sets::{Set, Style};
use crate::carry::template::{self, span};

/// Those of a release.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    pub list: Vec<Set>,
    /// Expressions that give more of them, which the file does not show.
    pub unknown: Vec<Span>,
}

/// In the order in which the provider takes them.
pub(crate) const KINDS: [&str; 4] = ["set", "set_list", "set_sensitive", "set_wo"];

/// All of a release.
pub(super) fn of(file: &str, names: &Names<'_>, body: &Body) -> Sets {
    let mut sets = Sets::default();
    for kind in KINDS {
        let mut collector = Collector { file, names, kind, sets: &mut sets };
        for block in body.get_blocks(kind) {
            collector.block(&block.body, &Scope::default(), true);
        }
        for block in body.get_blocks("dynamic") {
            if block.labels.first().map(BlockLabel::as_str) == Some(kind) {
                collector.dynamic(block, kind);
            }
        }
        if let Some(list) = body.get_attribute(kind) {
            collector.list(&list.value, &Scope::default());
        }
    }
    sets
}

struct Collector<'c, 'f> {
    file: &'f str,
    names: &'c Names<'f>,
    kind: &'static str,
    sets: &'c mut Sets,
}

impl Collector<'_, '_> {
    fn block(&mut self, body: &Body, scope: &Scope<'_>, own: bool) {
        let attribute = |key| body.get_attribute(key);
        let value = |key| attribute(key).map(|a| &a.value);
        let place = attribute("value").and_then(|a| as_line(self.file, span(a.span())?, '\n'));
        self.add(value("name"), value("value"), value("type"), place.filter(|_| own), scope);
    }

    /// `dynamic "set" { for_each = … content { … } }`
    fn dynamic(&mut self, block: &Block, kind: &str) {
        let given = block.body.get_attribute("for_each").map(|a| &a.value);
        let iterator = block.body.get_attribute("iterator").map(|a| a.value.to_string());
        let iterator = iterator.map_or_else(|| kind.to_owned(), |i| i.trim().to_owned());
        let content = block.body.get_blocks("content").next();
        let (Some(given), Some(content)) = (given, content) else { return };
        let Some(scopes) = self.names.each(given, &iterator) else {
            return self.unknown(given);
        };
        for scope in scopes {
            self.block(&content.body, &scope, false);
        }
    }

    /// `set = [{ name = …, value = … }]`, also what `concat` joins and `for` makes.
    fn list(&mut self, expression: &Expression, scope: &Scope<'_>) {
        match self.names.resolved(expression) {
            Expression::Array(list) => {
                list.iter().for_each(|element| self.element(element, scope));
            }
            Expression::Parenthesis(inner) => self.list(inner.inner(), scope),
            Expression::FuncCall(call)
                if matches!(call.name.name.as_str(), "concat" | "tolist") =>
            {
                call.args.iter().for_each(|part| self.list(part, scope));
            }
            Expression::ForExpr(each) if each.key_expr.is_none() && each.cond.is_none() => {
                match self.names.each_of(each) {
                    Some(scopes) => {
                        scopes.iter().for_each(|scope| self.element(&each.value_expr, scope));
                    }
                    None => self.unknown(expression),
                }
            }
            Expression::Null(_) => {}
            _ => self.unknown(expression),
        }
    }

    fn element(&mut self, element: &Expression, scope: &Scope<'_>) {
        let Expression::Object(object) = self.names.resolved(element) else {
            return self.unknown(element);
        };
        // Of two keys of the same name Terraform takes the last.
        let find = |name: &str| {
            let named = |key: &ObjectKey| template::key(self.file, key).as_deref() == Some(name);
            object.iter().filter(|(key, _)| named(key)).last()
        };
        let value = |name| find(name).map(|(_, value)| value.expr());
        let place = find("value").and_then(|(key, value)| {
            let whole = key.span()?.start..value.expr().span()?.end;
            let lines = span(object.span())?.of(self.file).contains('\n');
            let inline = Span::new(0, whole.start).of(self.file);
            let own = lines && inline.rsplit('\n').next().is_some_and(|l| l.trim().is_empty());
            as_line(self.file, span(Some(whole))?, if own { '\n' } else { ',' })
        });
        let own = scope.is_empty();
        self.add(value("name"), value("value"), value("type"), place.filter(|_| own), scope);
    }

    fn unknown(&mut self, expression: &Expression) {
        self.sets.unknown.extend(span(expression.span()));
    }

    fn add(
        &mut self,
        name: Option<&Expression>,
        value: Option<&Expression>,
        kind: Option<&Expression>,
        place: Option<text::Edit>,
        scope: &Scope<'_>,
    ) {
        let (Some(name), Some(value)) = (name, value) else { return };
        let (Some(name_span), Some(value_span)) = (span(name.span()), span(value.span())) else {
            return;
        };
        let mut line = Embedded::new("", Form::Made);
        self.names.text(self.file, name, scope, &mut line);
        if line.first_unknown().is_some() {
            return self.sets.unknown.push(name_span);
        }
        let equals = line.text.len();
        line.frame("=", Span::at(name_span.end));
        if self.kind == "set_list" {
            self.joined(value, scope, &mut line);
        } else {
            self.names.text(self.file, value, scope, &mut line);
        }
        let given = kind.map(|k| (self.names.resolved(k), span(k.span())));
        let (mode, odd_type) = match given {
            None => (Some(SetMode::Typed), None),
            Some((Expression::String(word), at)) => match word.as_str() {
                "auto" | "" => (Some(SetMode::Typed), None),
                "string" => (Some(SetMode::Text), None),
                "literal" => (Some(SetMode::Literal), None),
                _ => (None, at),
            },
            Some((Expression::Null(_), _)) => (Some(SetMode::Typed), None),
            Some(_) => (None, None),
        };
        let as_text = match given {
            None if self.kind != "set_list" => place,
            Some((_, Some(at))) if scope.is_empty() && at.of(self.file).starts_with('"') => {
                Some(text::Edit::replace(at, "\"string\""))
            }
            _ => None,
        };
        let (name, value) = (name_span, value_span);
        let repeated = !scope.is_empty();
        let style = Style::Terraform;
        let set = Set { style, line, equals, mode, odd_type, as_text, repeated, name, value };
        self.sets.list.push(set);
    }

    /// The provider writes a list as `{a,b}`.
    fn joined(&self, value: &Expression, scope: &Scope<'_>, line: &mut Embedded) {
        let whole = span(value.span()).unwrap_or_default();
        let Expression::Array(list) = self.names.resolved(value) else {
            return line.unknown(whole);
        };
        line.frame("{", Span::at(whole.start));
        for (number, element) in list.iter().enumerate() {
            if number > 0 {
                line.frame(",", Span::at(whole.start));
            }
            self.names.text(self.file, element, scope, line);
        }
        line.frame("}", Span::at(whole.end));
    }
}

/// `type = "string"` after an entry, written as the entry is: on a line of its own, or after a comma.
fn as_line(file: &str, entry: Span, between: char) -> Option<text::Edit> {
    let before = file.get(..entry.start)?;
    let written = entry.of(file);
    let indent = before.rsplit('\n').next().filter(|l| l.trim().is_empty());
    let (key, rest) = written.split_once(['=', ':'])?;
    let sign = written.get(key.len()..key.len() + 1)?;
    let blank = if rest.starts_with(' ') { " " } else { "" };
    let pad = " ".repeat(key.len().saturating_sub("type".len()));
    let comma = file.get(entry.end..)?.trim_start_matches([' ', '\t']).starts_with(',');
    let insert = match (between, indent) {
        ('\n', Some(indent)) if !comma => {
            let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
            format!("{end}{indent}type{pad}{sign}{blank}\"string\"")
        }
        ('\n', Some(indent)) => format!(",\n{indent}type{pad}{sign}{blank}\"string\""),
        _ => {
            let pad = if key.ends_with(' ') { " " } else { "" };
            format!(", type{pad}{sign}{blank}\"string\"")
        }
    };
    Some(text::Edit::insert(entry.end, insert))
}
