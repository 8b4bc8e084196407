//! `jsonencode` and `yamlencode`: an object as the text that they make of it. Both give the same to
//! a reader: texts in quotes, numbers and booleans as such.

use std::collections::HashMap;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, FuncCall, Object, ObjectKey, ObjectValue};

use crate::carry::json_text::quoted;
use crate::carry::part::{Embedded, Form};
use crate::carry::template::{self, span};

/// An object or list as JSON; parts that Terraform fills in are unknown texts.
pub(super) fn read(file: &str, expression: &Expression, name: &str) -> Option<Embedded> {
    let mut found = Embedded::new(name, Form::Made);
    let known = match expression {
        Expression::Object(_) | Expression::Array(_) => true,
        Expression::FuncCall(call) => is_merge(call) && call.args.iter().any(Expression::is_object),
        _ => false,
    };
    known.then(|| value(file, expression, &mut found))?;
    Some(found)
}

fn is_merge(call: &FuncCall) -> bool {
    call.name.namespace.is_empty() && call.name.name.as_str() == "merge"
}

fn value(file: &str, expression: &Expression, into: &mut Embedded) {
    let Some(whole) = span(expression.span()) else { return };
    let opened = text::Span::new(whole.start, whole.start + 1);
    let closed = text::Span::new(whole.end.saturating_sub(1), whole.end);
    match expression {
        Expression::Object(object) => {
            let all: Vec<Member<'_>> = object.iter().collect();
            members(file, &all, (opened, closed), into);
        }
        Expression::FuncCall(call) if is_merge(call) => {
            let objects = || call.args.iter().filter_map(Expression::as_object);
            let all: Vec<Member<'_>> = objects().flat_map(Object::iter).collect();
            // The other maps may have more, and other values for the same names.
            let more = objects().count() < call.args.len();
            match more && all.is_empty() {
                true => into.unknown_text(whole),
                false => members(file, &all, (opened, closed), into),
            }
            into.supply.more |= more;
        }
        Expression::Array(list) => {
            into.frame("[", opened);
            for (number, element) in list.iter().enumerate() {
                if number > 0 {
                    into.frame(", ", opened);
                }
                value(file, element, into);
            }
            into.frame("]", closed);
        }
        Expression::Null(_) | Expression::Bool(_) | Expression::Number(_) => {
            into.same(file, whole);
        }
        Expression::Parenthesis(inner) => value(file, inner.inner(), into),
        _ => text(file, expression, whole, into),
    }
}

/// A key of an object, and its value.
type Member<'e> = (&'e ObjectKey, &'e ObjectValue);

/// An object with these members. Of two keys of the same name Terraform takes the last.
fn members(
    file: &str,
    all: &[Member<'_>],
    (opened, closed): (text::Span, text::Span),
    into: &mut Embedded,
) {
    into.frame("{", opened);
    let names: Vec<Option<String>> = all.iter().map(|(key, _)| template::key(file, key)).collect();
    let mut last = HashMap::new();
    last.extend(names.iter().enumerate().map(|(number, name)| (name, number)));
    let mut written = 0;
    for (number, (key, member)) in all.iter().enumerate() {
        let name = names.get(number).filter(|name| name.is_some());
        if name.is_some_and(|name| last.get(name) != Some(&number)) {
            continue;
        }
        written += 1;
        if written > 1 {
            into.frame(", ", opened);
        }
        self::key(file, key, opened, into);
        into.frame(": ", opened);
        value(file, member.expr(), into);
    }
    into.frame("}", closed);
}

fn key(file: &str, key: &ObjectKey, opened: text::Span, into: &mut Embedded) {
    match key {
        ObjectKey::Ident(ident) => {
            let place = span(ident.span()).unwrap_or(opened);
            let written = place.of(file);
            let name = if written.is_empty() { ident.as_str() } else { written };
            into.other(&quoted(name), place);
        }
        ObjectKey::Expression(expression) => {
            text(file, expression, span(expression.span()).unwrap_or(opened), into);
        }
    }
}

/// A text; any other expression is unknown.
fn text(file: &str, expression: &Expression, whole: text::Span, into: &mut Embedded) {
    match template::read(file, expression, "") {
        Some(read) if read.first_unknown().is_none() => into.other(&quoted(&read.text), whole),
        Some(read) if !read.text.contains(['"', '\\', '\n']) => {
            into.frame("\"", text::Span::at(whole.start));
            into.append(&read);
            into.frame("\"", text::Span::at(whole.end));
        }
        _ => into.unknown_text(whole),
    }
}
