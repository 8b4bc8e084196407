//! What Kubernetes would refuse of the rendered objects: fields it does not know, and values of a
//! wrong form.

use helm_values::{Data, Value};
use text::Span;

use super::manifest::{Object, json_type};
use crate::knowledge::kubernetes::{Field, Form, fields};

/// Something in a rendered object that Kubernetes does not take.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InstallError {
    /// The object's kind.
    pub kind: String,
    /// The object's name.
    pub name: String,
    /// The chart's file that the object comes from.
    pub template: &'static str,
    /// The field, as `spec.template.spec.securityContext.runAsUser`.
    pub field: String,
    /// What is wrong with it.
    pub mismatch: Mismatch,
    /// Path of the value in the file that brings it about, and its place.
    pub path: Vec<String>,
    /// The key or value in the file.
    pub span: Option<Span>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mismatch {
    /// The object has no such field.
    UnknownField,
    /// A field that must be there is missing or null.
    Missing,
    /// The value has another type.
    WrongType {
        /// In an operator's words.
        expected: &'static str,
        /// JSON's name of the type.
        got: &'static str,
    },
    /// Text that is no quantity (`4GB`).
    NoQuantity(String),
    /// A number beyond what the field holds.
    TooBig,
}

/// All errors of all objects.
pub(super) fn errors(objects: &[Object]) -> Vec<InstallError> {
    objects.iter().flat_map(of).collect()
}

/// The errors of one object; none for kinds of objects that Kubernetes itself does not have.
pub(super) fn of(object: &Object) -> Vec<InstallError> {
    let mut checker = Checker { object, field: Vec::new(), errors: Vec::new() };
    checker.known(&object.value, &object.kind);
    checker.errors
}

struct Checker<'o> {
    object: &'o Object,
    field: Vec<String>,
    errors: Vec<InstallError>,
}

impl Checker<'_> {
    fn tell(&mut self, mismatch: Mismatch) {
        self.errors.push(InstallError {
            kind: self.object.kind.clone(),
            name: self.object.name.clone(),
            template: self.object.template,
            field: self.field.join("."),
            mismatch,
            path: Vec::new(),
            span: None,
        });
    }

    fn inside(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        self.field.push(name.to_owned());
        check(self);
        self.field.pop();
    }

    fn wrong(&mut self, expected: &'static str, value: &Value) {
        self.tell(Mismatch::WrongType { expected, got: json_type(value) });
    }

    /// A value of a type, if the table has that.
    fn known(&mut self, value: &Value, name: &str) {
        let all = fields(name);
        if !all.is_empty() {
            self.object(value, &all);
        }
    }

    fn object(&mut self, value: &Value, fields: &[Field]) {
        let Data::Map(map) = &value.data else {
            return self.wrong("a map", value);
        };
        for (name, value) in map.iter() {
            let known = fields.iter().find(|field| field.name == name.as_str());
            self.inside(name, |checker| match known {
                Some(field) => checker.field(value, *field),
                None => checker.tell(Mismatch::UnknownField),
            });
        }
        for field in fields.iter().filter(|field| field.required && !map.contains_key(field.name)) {
            self.inside(field.name, |checker| checker.tell(Mismatch::Missing));
        }
    }

    /// Null is taken for every field that may be missing.
    fn field(&mut self, value: &Value, field: Field) {
        match value.is_null() {
            true if field.required => self.tell(Mismatch::Missing),
            true => {}
            false => self.value(value, field.form),
        }
    }

    fn value(&mut self, value: &Value, form: Form) {
        match (form, &value.data) {
            (_, Data::Null) => {}
            (Form::ListOf(inner), Data::List(items)) => {
                for (at, value) in items.iter().enumerate() {
                    self.inside(&at.to_string(), |checker| checker.value(value, Form::read(inner)));
                }
            }
            (Form::MapOf(inner), Data::Map(map)) => {
                for (key, value) in map.iter() {
                    self.inside(key, |checker| checker.value(value, Form::read(inner)));
                }
            }
            (Form::ListOf(_), _) => self.wrong("a list", value),
            (Form::MapOf(_), _) => self.wrong("a map", value),
            (Form::Object(name), _) => self.known(value, name),
            (form, _) => self.scalar(value, form),
        }
    }

    fn scalar(&mut self, value: &Value, form: Form) {
        match (form, &value.data) {
            (Form::Text | Form::Base64 | Form::WholeOrText, Data::String(_))
            | (Form::Bool, Data::Bool(_))
            | (Form::Number | Form::Quantity, Data::Number(_))
            | (Form::Map, Data::Map(_)) => {}
            (Form::Whole | Form::WholeOrText, Data::Number(number)) => {
                self.integer(value, *number, f64::from(i32::MAX));
            }
            (Form::Long, Data::Number(number)) => self.integer(value, *number, 9.3e18),
            (Form::Quantity, Data::String(text)) if is_quantity(text) => {}
            (Form::Quantity, Data::String(text)) => {
                self.tell(Mismatch::NoQuantity(text.to_string()))
            }
            (Form::Any | Form::ListOf(_) | Form::MapOf(_) | Form::Object(_), _) => {}
            (Form::Text | Form::Base64, _) => self.wrong("text", value),
            (Form::Bool, _) => self.wrong("true or false", value),
            (Form::Number, _) => self.wrong("a number", value),
            (Form::Whole | Form::Long, _) => self.wrong("a whole number", value),
            (Form::WholeOrText, _) => self.wrong("a whole number or text", value),
            (Form::Quantity, _) => self.wrong("a quantity", value),
            (Form::Map, _) => self.wrong("a map", value),
        }
    }

    fn integer(&mut self, value: &Value, number: f64, most: f64) {
        if number.fract() != 0.0 {
            self.wrong("a whole number", value);
        } else if number.abs() > most {
            self.tell(Mismatch::TooBig);
        }
    }
}

/// Digits with a point, then a unit (`Ki`, `m`, `G`, ...) or a power of ten.
fn is_quantity(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(digits.len());
    let (number, unit) = digits.split_at(end);
    let number_fits = number.matches('.').count() < 2 && number.bytes().any(|b| b.is_ascii_digit());
    let power = unit.strip_prefix(['e', 'E']).map(|p| p.strip_prefix(['+', '-']).unwrap_or(p));
    let units =
        ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    let power_fits = power.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    number_fits && (units.contains(&unit) || power_fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities() {
        for good in ["1", "0.5", ".5", "100m", "8192Mi", "1e3", "2E", "1E+2", "-1", "4G"] {
            assert!(is_quantity(good), "{good}");
        }
        for bad in ["", "4GB", "8gi", "1.2.3", "abc", "1 Gi", "Mi", "1e", "4Gib"] {
            assert!(!is_quantity(bad), "{bad}");
        }
    }
}
