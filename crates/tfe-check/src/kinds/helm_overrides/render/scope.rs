//! How the chart's templates look at values: Go's rules for fields, truth, printing and comparing.

use helm_values::{Data, Value, go_number, json_number};

use super::fault::{Fault, FaultKind};
use crate::kinds::helm_overrides::chart::Chart;
use crate::knowledge::Trait;

pub(super) type Outcome<T> = Result<T, Box<Fault>>;

/// The values while one of the chart's files is rendered.
#[derive(Clone, Copy)]
pub(super) struct Scope<'v> {
    pub(super) values: &'v Value,
    pub(super) chart: Chart<'v>,
    pub(super) template: &'static str,
}

impl<'v> Scope<'v> {
    pub(super) const fn at(self, template: &'static str) -> Self {
        Self { template, ..self }
    }

    /// Whether the templates of this chart do something.
    pub(super) fn does(&self, wanted: Trait) -> bool {
        self.chart.does(wanted)
    }

    /// `.Values.PATH`; none for null and for a missing last key.
    pub(super) fn get(&self, path: &str) -> Outcome<Option<&'v Value>> {
        let mut value = Some(self.values);
        let mut done: Vec<String> = Vec::new();
        for field in path.split('.') {
            value = self.field(value, field, &done, || format!(".Values.{path}"))?;
            done.push(field.to_owned());
        }
        Ok(value)
    }

    /// `.FIELD` of something at `path`.
    pub(super) fn field(
        &self,
        of: Option<&'v Value>,
        field: &str,
        path: &[String],
        at: impl Fn() -> String,
    ) -> Outcome<Option<&'v Value>> {
        let fault = |kind| self.fault(kind, path.to_vec(), of, at());
        let name = || field.to_owned();
        match of.map(|value| &value.data) {
            Some(Data::Map(map)) => Ok(map.get(field).filter(|value| !value.is_null())),
            None | Some(Data::Null) => Err(fault(FaultKind::NoBlock { field: name() })),
            Some(_) => Err(fault(FaultKind::NotAMap { field: name() })),
        }
    }

    /// Whether `if .Values.PATH` holds.
    pub(super) fn on(&self, path: &str) -> Outcome<bool> {
        Ok(self.get(path)?.is_some_and(Value::truthy))
    }

    /// `and .Values.A .Values.B ...`, which stops at the first that does not hold.
    pub(super) fn all(&self, paths: &[&str]) -> Outcome<bool> {
        for path in paths {
            if !self.on(path)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `{{ .Values.PATH }}`
    pub(super) fn print(&self, path: &str) -> Outcome<String> {
        Ok(self.get(path)?.map(print).unwrap_or_default())
    }

    /// `{{ .Values.PATH | default TEXT }}`
    pub(super) fn print_or(&self, path: &str, default: &str) -> Outcome<String> {
        let value = self.get(path)?.filter(|value| value.truthy());
        Ok(value.map_or_else(|| default.to_owned(), print))
    }

    /// `eq .Values.PATH TEXT`
    pub(super) fn is(&self, path: &str, text: &str) -> Outcome<bool> {
        match self.get(path)? {
            None => Ok(false),
            Some(value) => match &value.data {
                Data::String(own) => Ok(own == text),
                _ => Err(self.blame(FaultKind::NotText, path, Some(value))),
            },
        }
    }

    /// `range .Values.PATH`: the values of a list or map with their keys, in Go's order.
    pub(super) fn walk(&self, path: &str) -> Outcome<Vec<(String, &'v Value)>> {
        let value = self.get(path)?;
        self.items(value).map_err(|shown| self.blame(FaultKind::NotAList { shown }, path, value))
    }

    /// What `range` gives of a value, else the value as Go prints it.
    pub(super) fn items(
        &self,
        value: Option<&'v Value>,
    ) -> Result<Vec<(String, &'v Value)>, String> {
        match value.map(|value| (&value.data, value)) {
            None | Some((Data::Null, _)) => Ok(Vec::new()),
            Some((Data::List(items), _)) => {
                Ok(items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect())
            }
            Some((Data::Map(map), _)) => {
                Ok(map.iter().map(|(key, value)| (key.to_string(), value)).collect())
            }
            Some((_, value)) => Err(print(value)),
        }
    }

    /// A fault of the value at `path`.
    pub(super) fn blame(&self, kind: FaultKind, path: &str, value: Option<&Value>) -> Box<Fault> {
        let parts = path.split('.').map(str::to_owned).collect();
        self.fault(kind, parts, value, format!(".Values.{path}"))
    }

    pub(super) fn fault(
        &self,
        kind: FaultKind,
        path: Vec<String>,
        value: Option<&Value>,
        at: String,
    ) -> Box<Fault> {
        let span =
            value.and_then(|value| value.origin).map(|origin| origin.key.unwrap_or(origin.value));
        Box::new(Fault { template: self.template, kind, path, span, at })
    }
}

/// A value as Go's templates print it (`%v`).
pub(super) fn print(value: &Value) -> String {
    match &value.data {
        Data::Null => String::new(),
        _ => verbose(value),
    }
}

fn verbose(value: &Value) -> String {
    match &value.data {
        Data::Null => "<nil>".to_owned(),
        Data::Bool(bool) => bool.to_string(),
        Data::Number(number) => go_number(*number),
        Data::String(text) => text.to_string(),
        Data::List(items) => {
            let items: Vec<_> = items.iter().map(verbose).collect();
            format!("[{}]", items.join(" "))
        }
        Data::Map(map) => {
            let entries: Vec<_> = map.iter().map(|(k, v)| format!("{k}:{}", verbose(v))).collect();
            format!("map[{}]", entries.join(" "))
        }
    }
}

/// The Go type that Helm's messages name.
pub(super) const fn go_type(value: Option<&Value>) -> &'static str {
    match value {
        None => "interface {}",
        Some(value) => match value.data {
            Data::Null => "interface {}",
            Data::Bool(_) => "bool",
            Data::Number(_) => "float64",
            Data::String(_) => "string",
            Data::List(_) => "[]interface {}",
            Data::Map(_) => "map[string]interface {}",
        },
    }
}

/// `quote`: the value as text in double quotes; nothing for null.
pub(super) fn quote(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(value) if value.is_null() => String::new(),
        Some(value) => quoted(&verbose(value)),
    }
}

/// Text in the double quotes that Go and YAML have in common.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_odd(c) => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What YAML does not take as it is, or takes for a line break.
const fn is_odd(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A value on one line, as YAML reads it back.
pub(super) fn flow(value: &Value) -> String {
    match &value.data {
        Data::Null => "null".to_owned(),
        Data::Bool(bool) => bool.to_string(),
        Data::Number(number) => json_number(*number),
        Data::String(text) => quoted(text),
        Data::List(items) => {
            let items: Vec<_> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Data::Map(map) => {
            let entries: Vec<_> =
                map.iter().map(|(k, v)| format!("{}: {}", key(k), flow(v))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A key of a map. `toYaml` leaves `<<` without quotes, so that it merges when it is read back.
pub(super) fn key(text: &str) -> String {
    if text == "<<" { text.to_owned() } else { quoted(text) }
}

/// `toJson`: sorted, without blanks, with the characters escaped that HTML minds.
pub(super) fn json(value: &Value) -> String {
    match &value.data {
        Data::String(text) => json_text(text),
        Data::List(items) => {
            let items: Vec<_> = items.iter().map(json).collect();
            format!("[{}]", items.join(","))
        }
        Data::Map(map) => {
            let entries: Vec<_> =
                map.iter().map(|(k, v)| format!("{}:{}", json_text(k), json(v))).collect();
            format!("{{{}}}", entries.join(","))
        }
        _ => flow(value),
    }
}

fn json_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' || matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
