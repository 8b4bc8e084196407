//! What Kubernetes would refuse of the rendered objects: fields it does not know, and values of a
//! wrong form.

use std::collections::HashMap;
use std::sync::OnceLock;

use helm_values::{Data, Map, Value};
use text::Span;

use super::manifest::{Object, json_type};

/// The fields of Kubernetes' objects, one type a line.
const TYPES: &str = include_str!(concat!(env!("OUT_DIR"), "/kubernetes-1.33.txt"));

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
    if let Some(fields) = fields(&object.kind) {
        checker.object(&object.value, fields);
    }
    checker.errors
}

fn fields(name: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    let lines = || TYPES.lines().filter_map(|line| line.split_once(' ')).collect();
    BY_NAME.get_or_init(lines).get(name).copied()
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

    fn object(&mut self, value: &Value, fields: &'static str) {
        let Data::Map(map) = &value.data else {
            return self.wrong("a map", value);
        };
        for (name, value) in map.iter() {
            let known =
                fields.split(' ').find_map(|f| f.strip_prefix(name.as_str())?.strip_prefix(':'));
            self.inside(name, |checker| match known {
                Some(form) => checker.value(value, form),
                None => checker.tell(Mismatch::UnknownField),
            });
        }
        self.missing(map, fields);
    }

    fn missing(&mut self, map: &Map, fields: &'static str) {
        for field in fields.split(' ').filter(|field| field.ends_with('!')) {
            let name = field.split(':').next().unwrap_or_default();
            if !map.contains_key(name) {
                self.inside(name, |checker| checker.tell(Mismatch::Missing));
            }
        }
    }

    /// A value of a form as the table writes it. Null is taken for every field that may be missing.
    fn value(&mut self, value: &Value, form: &'static str) {
        let required = form.ends_with('!');
        let form = form.trim_end_matches('!');
        if value.is_null() {
            if required {
                self.tell(Mismatch::Missing);
            }
            return;
        }
        if let Some(item) = form.strip_prefix('[').and_then(|form| form.strip_suffix(']')) {
            return match &value.data {
                Data::List(items) => {
                    for (at, value) in items.iter().enumerate() {
                        self.inside(&at.to_string(), |checker| checker.value(value, item));
                    }
                }
                _ => self.wrong("a list", value),
            };
        }
        if let Some(item) = form.strip_prefix('{').and_then(|form| form.strip_suffix('}')) {
            return match &value.data {
                Data::Map(map) => {
                    for (key, value) in map.iter() {
                        self.inside(key, |checker| checker.value(value, item));
                    }
                }
                _ => self.wrong("a map", value),
            };
        }
        self.scalar(value, form);
    }

    fn scalar(&mut self, value: &Value, form: &'static str) {
        match (form, &value.data) {
            ("any", _)
            | ("s" | "p", Data::String(_))
            | ("b", Data::Bool(_))
            | ("n", Data::Number(_)) => {}
            ("s", _) => self.wrong("text", value),
            ("b", _) => self.wrong("true or false", value),
            ("n", _) => self.wrong("a number", value),
            ("i" | "p", Data::Number(number)) => self.integer(value, *number, f64::from(i32::MAX)),
            ("l", Data::Number(number)) => self.integer(value, *number, 9.3e18),
            ("i" | "l", _) => self.wrong("a whole number", value),
            ("p", _) => self.wrong("a whole number or text", value),
            ("q", Data::String(text)) if is_quantity(text) => {}
            ("q", Data::String(text)) => self.tell(Mismatch::NoQuantity(text.to_string())),
            ("q", Data::Number(_)) => {}
            ("q", _) => self.wrong("a quantity", value),
            (name, _) => {
                if let Some(fields) = fields(name) {
                    self.object(value, fields);
                }
            }
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

    /// Every form in the table is a known letter or a type of the table.
    #[test]
    fn the_table_is_closed() {
        for line in TYPES.lines().filter(|line| !line.starts_with('#')) {
            let (name, fields) = line.split_once(' ').expect(line);
            for field in fields.split(' ') {
                let (_, form) = field.split_once(':').expect(field);
                let form = form.trim_end_matches('!').trim_matches(['[', ']', '{', '}']);
                let letter = ["s", "i", "l", "b", "q", "p", "n", "any"].contains(&form);
                assert!(letter || super::fields(form).is_some(), "{name}: {field}");
            }
        }
    }
}
