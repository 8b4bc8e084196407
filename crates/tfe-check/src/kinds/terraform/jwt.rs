//! `resource "vault_jwt_auth_backend_role"` and `resource "vault_jwt_auth_backend"`.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block};
use text::{Span, line_start};

use super::names::{Names, Scope};
use super::roles::reference;
use crate::carry::arguments;
use crate::carry::part::{Embedded, Form, UNKNOWN};
use crate::carry::template::{self, span};
use crate::knowledge::arguments::{Arguments, JWT_BACKEND, JWT_ROLE};
use crate::roles::Setting;
use crate::roles::jwt::JwtRole;
use crate::variables::Next;

/// A role.
pub(super) fn role(file: &str, names: &Names<'_>, block: &Block) -> JwtRole {
    let mut role = JwtRole {
        is_open: block.body.has_attribute("for_each"),
        ..read(file, names, block, &JWT_ROLE)
    };
    role.name = take(&role, "role_name");
    role.mount = take(&role, "backend").or_else(|| {
        let given = block.body.has_attribute("backend");
        (!given).then(|| "jwt".to_owned())
    });
    role
}

/// The configuration of the method.
pub(super) fn config(file: &str, names: &Names<'_>, block: &Block) -> JwtRole {
    let config = read(file, names, block, &JWT_BACKEND);
    let mount = take(&config, "path").or_else(|| {
        let given = block.body.has_attribute("path");
        (!given).then(|| "jwt".to_owned())
    });
    JwtRole { mount, is_config: true, ..config }
}

/// What is written at a name; none where it is filled in.
fn take(role: &JwtRole, key: &str) -> Option<String> {
    role.find(key).map(|s| s.value.clone()).filter(|value| !value.contains(UNKNOWN))
}

fn read(file: &str, names: &Names<'_>, block: &Block, known: &Arguments) -> JwtRole {
    let mut settings = Vec::new();
    for attribute in block.body.attributes() {
        let Some(key) = span(attribute.key.span()) else { continue };
        let name = arguments::name(&block.body, known, attribute);
        value(file, names, name, key, &attribute.value, &mut settings);
    }
    let at = span(block.ident.span()).unwrap_or_default();
    let next = block.body.attributes().last().and_then(|last| next(file, last));
    let audiences = arguments::find(&block.body, known, "bound_audiences").map(|a| &a.value);
    let is_text = |item: &Expression| matches!(item, Expression::String(_));
    let are_texts = audiences.and_then(Expression::as_array).is_some_and(|a| a.iter().all(is_text));
    let between_audiences = are_texts.then_some("\", \"");
    let list = Some([" = [\"", "\"]"]);
    JwtRole { settings, at, next, list, between_audiences, ..JwtRole::default() }
}

fn next(file: &str, last: &Attribute) -> Option<Next> {
    let (key, value) = (span(last.key.span())?, span(last.value.span())?);
    let start = line_start(file, key.start);
    let indent = Span::new(start, key.start).of(file);
    let before = format!("\n{indent}");
    indent.trim().is_empty().then_some(Next {
        at: value.end,
        before,
        between: " = \"",
        after: "\"",
    })
}

fn value(
    file: &str,
    names: &Names<'_>,
    key: &str,
    key_span: Span,
    expression: &Expression,
    into: &mut Vec<Setting>,
) {
    match expression {
        Expression::Array(list) => {
            for item in list.iter() {
                value(file, names, key, key_span, item, into);
            }
        }
        Expression::Object(object) if !key.contains('.') => {
            for (name, member) in object.iter() {
                let own = template::key(file, name).zip(template::key_span(name));
                let Some((name, at)) = own else { continue };
                value(file, names, &format!("{key}.{name}"), at, member.expr(), into);
            }
        }
        _ => {
            let policy = matches!(key, "token_policies" | "policies");
            if let Some(value) = reference(expression).filter(|_| policy) {
                let value_span = span(expression.span()).unwrap_or(key_span);
                into.push(Setting { key: key.to_owned(), value, key_span, value_span });
                return;
            }
            let mut text = Embedded::new("", Form::Made);
            names.text(file, expression, &Scope::default(), &mut text);
            let whole = text.outer_span(Span::new(0, text.text.len()));
            let written = whole.of(file);
            let quoted = written.len() > 1 && written.starts_with('"') && written.ends_with('"');
            let value_span = if quoted { Span::new(whole.start + 1, whole.end - 1) } else { whole };
            let (key, value) = (key.to_owned(), text.text);
            into.push(Setting { key, value, key_span, value_span });
        }
    }
}
