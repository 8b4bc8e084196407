//! What names of a Terraform file stand for, as far as the file itself says it: locals, defaults of
//! variables, and what `for` and `dynamic` go through.

use std::collections::HashMap;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ForExpr, Traversal, TraversalOperator};
use hcl_edit::structure::Body;
use hcl_edit::template::{Element, StringTemplate};

use crate::carry::part::Embedded;
use crate::carry::template::{self, span};

/// So many names may stand for each other.
const MOST_STEPS: usize = 8;

/// So many rounds of a `for` are followed.
const MOST_ROUNDS: usize = 1000;

/// The names of a file.
pub(super) struct Names<'f> {
    locals: HashMap<&'f str, &'f Expression>,
    /// Lists and objects only: a single value is a placeholder more often than not.
    defaults: HashMap<&'f str, &'f Expression>,
    file: &'f str,
}

/// What the names of a `for` or a `dynamic` stand for in one round.
#[derive(Default)]
pub(super) struct Scope<'e> {
    /// `each.key`, `k`
    keys: Vec<(String, Key<'e>)>,
    /// `set.value`, `v`
    values: Vec<(String, &'e Expression)>,
}

enum Key<'e> {
    Written(&'e hcl_edit::expr::ObjectKey),
    Number,
}

impl Scope<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.values.is_empty()
    }
}

impl<'f> Names<'f> {
    pub(super) fn of(file: &'f str, body: &'f Body) -> Self {
        let mut locals = HashMap::new();
        for block in body.get_blocks("locals") {
            locals.extend(block.body.attributes().map(|a| (a.key.as_str(), &a.value)));
        }
        let mut defaults = HashMap::new();
        for block in body.get_blocks("variable") {
            let name = block.labels.first().map(|l| l.as_str());
            let default = block.body.get_attribute("default").map(|a| &a.value);
            let (Some(name), Some(default)) = (name, default) else { continue };
            if matches!(default, Expression::Array(_) | Expression::Object(_)) {
                defaults.insert(name, default);
            }
        }
        Self { locals, defaults, file }
    }

    /// What a local or a list of a variable's default stands for, else the expression itself.
    pub(super) fn resolved<'e>(&self, expression: &'e Expression) -> &'e Expression
    where
        'f: 'e,
    {
        let mut found = expression;
        for _ in 0..MOST_STEPS {
            let Some((root, name)) = named(found) else { return found };
            let table = match root {
                "local" => &self.locals,
                "var" => &self.defaults,
                _ => return found,
            };
            match table.get(name) {
                Some(next) => found = next,
                None => return found,
            }
        }
        found
    }

    /// The rounds of a `for_each`; none where the file does not show what it goes through.
    pub(super) fn each<'e>(&self, given: &'e Expression, iterator: &str) -> Option<Vec<Scope<'e>>>
    where
        'f: 'e,
    {
        let key = format!("{iterator}.key");
        self.rounds(given, Some(&key), &format!("{iterator}.value"))
    }

    /// The rounds of a `for`.
    pub(super) fn each_of<'e>(&self, each: &'e ForExpr) -> Option<Vec<Scope<'e>>>
    where
        'f: 'e,
    {
        let intro = &each.intro;
        let key = intro.key_var.as_ref().map(|k| k.as_str());
        self.rounds(&intro.collection_expr, key, intro.value_var.as_str())
    }

    fn rounds<'e>(
        &self,
        given: &'e Expression,
        key: Option<&str>,
        value: &str,
    ) -> Option<Vec<Scope<'e>>>
    where
        'f: 'e,
    {
        let keyed = |found| key.map(|key| (key.to_owned(), found)).into_iter().collect();
        match self.resolved(given) {
            Expression::Object(object) => {
                let round = |(key, member): (&'e _, &'e hcl_edit::expr::ObjectValue)| Scope {
                    keys: keyed(Key::Written(key)),
                    values: vec![(value.to_owned(), member.expr())],
                };
                Some(object.iter().take(MOST_ROUNDS).map(round).collect())
            }
            Expression::Array(list) => {
                let round = |item: &'e Expression| Scope {
                    keys: keyed(Key::Number),
                    values: vec![(value.to_owned(), self.resolved(item))],
                };
                Some(list.iter().take(MOST_ROUNDS).map(round).collect())
            }
            Expression::FuncCall(call)
                if matches!(call.name.name.as_str(), "toset" | "tomap" | "tolist") =>
            {
                self.rounds(call.args.iter().next()?, key, value)
            }
            _ => None,
        }
    }

    /// Adds an expression as the text that Terraform makes of it; what the file does not say is unknown.
    pub(super) fn text(
        &self,
        file: &str,
        expression: &Expression,
        scope: &Scope<'_>,
        into: &mut Embedded,
    ) {
        let Some(whole) = span(expression.span()) else { return };
        if let Some(found) = self.in_scope(expression, scope) {
            return match found {
                Value::Expression(value) => self.text(file, value, &Scope::default(), into),
                Value::Key(key) => self.key(key, into),
            };
        }
        let resolved = self.resolved(expression);
        match resolved {
            Expression::Bool(bool) => {
                into.other(if **bool { "true" } else { "false" }, place(resolved, whole))
            }
            Expression::Number(number) => into.other(&number.to_string(), place(resolved, whole)),
            Expression::Parenthesis(inner) => self.text(file, inner.inner(), scope, into),
            Expression::StringTemplate(template) => self.template(file, template, scope, into),
            Expression::Null(_) => {}
            _ => match template::read(file, resolved, "") {
                Some(read) => into.append(&read),
                None => into.unknown(whole),
            },
        }
    }

    /// `"env.variables.${set.key}"`
    fn template(
        &self,
        file: &str,
        template: &StringTemplate,
        scope: &Scope<'_>,
        into: &mut Embedded,
    ) {
        for element in template.iter() {
            match element {
                Element::Literal(literal) => {
                    let Some(at) = span(literal.span()) else { continue };
                    if template::inside(file, at, &[], into).is_none() {
                        into.unknown(at);
                    }
                }
                Element::Interpolation(part) => {
                    let known = matches!(self.resolved(&part.expr), Expression::String(_))
                        || self.in_scope(&part.expr, scope).is_some();
                    match span(part.span()) {
                        Some(_) if known => self.text(file, &part.expr, scope, into),
                        Some(at) => into.unknown(at),
                        None => {}
                    }
                }
                Element::Directive(_) => {
                    into.unknown(span(element.span()).unwrap_or_default());
                }
            }
        }
    }

    fn key(&self, key: &Key<'_>, into: &mut Embedded) {
        if let Key::Written(key) = key
            && let Some(at) = template::key_span(key)
        {
            match template::key(self.file, key) {
                Some(name) => into.other(&name, at),
                None => into.unknown(at),
            }
        }
    }

    /// What a name of a round stands for: `v`, `set.value`, `set.value.name`, `set.value["name"]`.
    fn in_scope<'s>(&self, expression: &Expression, scope: &'s Scope<'_>) -> Option<Value<'s>> {
        let path = match expression {
            Expression::Variable(name) => name.as_str().to_owned(),
            Expression::Traversal(traversal) => dotted(traversal)?,
            _ => return None,
        };
        if let Some((_, key)) = scope.keys.iter().find(|(name, _)| *name == path) {
            return matches!(key, Key::Written(_)).then_some(Value::Key(key));
        }
        let (name, value) = scope.values.iter().find(|(name, _)| {
            path.strip_prefix(name.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })?;
        let Some(member) = path.get(name.len() + 1..) else {
            return Some(Value::Expression(value));
        };
        let Expression::Object(object) = value else { return None };
        let found = object
            .iter()
            .filter(|(key, _)| template::key(self.file, key).as_deref() == Some(member));
        found.last().map(|(_, value)| Value::Expression(value.expr()))
    }
}

enum Value<'s> {
    Expression(&'s Expression),
    Key(&'s Key<'s>),
}

fn place(expression: &Expression, or: text::Span) -> text::Span {
    span(expression.span()).unwrap_or(or)
}

/// `local.x` as `local` and `x`.
fn named(expression: &Expression) -> Option<(&str, &str)> {
    let Expression::Traversal(traversal) = expression else { return None };
    let Expression::Variable(root) = &traversal.expr else { return None };
    let [operator] = traversal.operators.as_slice() else { return None };
    let TraversalOperator::GetAttr(name) = operator.value() else { return None };
    Some((root.as_str(), name.as_str()))
}

/// A path of names, `a["b"]` as `a.b`.
fn dotted(traversal: &Traversal) -> Option<String> {
    let Expression::Variable(root) = &traversal.expr else { return None };
    let mut path = root.as_str().to_owned();
    for operator in &traversal.operators {
        path.push('.');
        match operator.value() {
            TraversalOperator::GetAttr(name) => path.push_str(name.as_str()),
            TraversalOperator::Index(Expression::String(name)) => path.push_str(name.as_str()),
            _ => return None,
        }
    }
    Some(path)
}
