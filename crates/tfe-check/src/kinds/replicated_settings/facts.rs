//! What a file sets, and in which of the forms that there are.

use std::borrow::Cow;

use text::{Edit, Span};

use super::json::{self, Json, Member, Value};
use crate::knowledge::{self, Replicated};

/// The settings of a file.
#[derive(Debug)]
pub(super) struct Settings<'t> {
    pub text: &'t str,
    pub form: Form,
    pub items: Vec<Item<'t>>,
    pub json: Json,
}

/// How a file writes its settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `{"hostname": {"value": "…"}}`: what the installer imports and `replicatedctl` prints.
    Items,
    /// `{"hostname": "…"}`: the variables of scripts and modules.
    Flat,
    /// `replicated.conf`, the installer's own file.
    Installer,
}

/// One setting.
#[derive(Clone, Debug)]
pub(super) struct Item<'t> {
    pub name: &'t str,
    /// The name without its quotes.
    pub key: Span,
    pub value: Given<'t>,
    /// What is known of it.
    pub row: Option<&'static Replicated>,
    pub holder: Holder,
}

/// What a value is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// `{"value": …}`, or an empty object.
    Object,
    /// Nothing: the value is the setting's own.
    Bare,
    /// An object with only this other name.
    Other(Span),
}

/// What a file gives a setting.
#[derive(Clone, Debug)]
pub(super) enum Given<'t> {
    /// Nothing: the installer's default counts.
    Unset,
    /// A string, with its place without the quotes.
    Text(Cow<'t, str>, Span),
    /// A number or `true`, where a string belongs.
    Word(&'t str, Span),
    /// What is filled in later, or is no value at all.
    Unknown,
}

impl<'t> Settings<'t> {
    /// Reads a text.
    pub(super) fn of(text: &'t str) -> Self {
        let json = json::read(text);
        let items: Vec<Item<'t>> = json.members.iter().map(|m| Item::of(text, m)).collect();
        let nested = json.members.iter().filter(|m| matches!(m.value, Value::Map(_))).count();
        let installer = |item: &Item<'_>| item.row.is_some_and(|row| row.installer);
        let form = if items.iter().any(installer) {
            Form::Installer
        } else if nested * 2 >= items.len() {
            Form::Items
        } else {
            Form::Flat
        };
        Self { text, form, items, json }
    }

    /// The first setting of that name.
    pub(super) fn item(&self, name: &str) -> Option<&Item<'t>> {
        self.items.iter().find(|item| item.name == name)
    }

    /// The value of a setting that is set and literal.
    pub(super) fn literal(&self, name: &str) -> Option<&str> {
        self.item(name)?.literal()
    }

    /// Whether a switch is on; `None` where that is not known.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        match self.item(name).map(|item| &item.value) {
            None | Some(Given::Unset) => Some(false),
            Some(_) => is_on(self.literal(name)?),
        }
    }
}

/// What a switch's word says.
pub(super) fn is_on(word: &str) -> Option<bool> {
    match word.trim() {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

impl<'t> Item<'t> {
    fn of(text: &'t str, member: &Member) -> Self {
        let name = member.name.of(text);
        let value = match &member.value {
            Value::Map(inner) => match inner.iter().find(|m| m.name.of(text) == "value") {
                Some(own) => given(text, &own.value),
                None if inner.is_empty() => Given::Unset,
                None => Given::Unknown,
            },
            other => given(text, other),
        };
        let holder = Holder::of(text, &member.value);
        Self { name, key: member.name, value, row: knowledge::replicated(name), holder }
    }

    /// Whether it has a value, known or not.
    pub(super) fn is_set(&self) -> bool {
        match &self.value {
            Given::Unset => false,
            Given::Text(text, _) => !text.trim().is_empty(),
            Given::Word(word, _) => *word != "null",
            Given::Unknown => true,
        }
    }

    /// Its value, where that is all in the file.
    pub(super) fn literal(&self) -> Option<&str> {
        let value = match &self.value {
            Given::Text(text, _) => text.trim(),
            Given::Word(word, _) if *word != "null" => word,
            _ => return None,
        };
        (!value.is_empty() && !is_filled_in(value)).then_some(value)
    }

    /// Where its value is, or else its name.
    pub(super) fn place(&self) -> Span {
        match &self.value {
            Given::Text(_, span) | Given::Word(_, span) if !span.is_empty() => *span,
            _ => self.key,
        }
    }

    /// Another value in the same quotes; none where it is not a string.
    pub(super) fn rewrite(&self, value: &str) -> Option<Edit> {
        match &self.value {
            Given::Text(_, span) => Some(Edit::replace(*span, value)),
            _ => None,
        }
    }

    /// Whether nobody else may see its value.
    pub(super) fn is_secret(&self) -> bool {
        self.row.is_some_and(is_secret)
    }
}

impl Holder {
    fn of(text: &str, value: &Value) -> Self {
        match value {
            Value::Map(inner) => match inner.as_slice() {
                [only] if only.name.of(text) != "value" => Self::Other(only.name),
                _ => Self::Object,
            },
            _ => Self::Bare,
        }
    }
}

/// Whether the value of a setting must not be shown.
pub(super) fn is_secret(row: &Replicated) -> bool {
    let new = row.instead.and_then(knowledge::setting);
    row.secret || new.is_some_and(|s| s.secret != knowledge::Secrecy::No)
}

/// Whether a text has marks of something that is filled in later.
fn is_filled_in(value: &str) -> bool {
    let marks = ["${", "$(", "{{", "%{", "<"];
    value.starts_with('$') || marks.iter().any(|mark| value.contains(mark))
}

fn given<'t>(text: &'t str, value: &Value) -> Given<'t> {
    match value {
        Value::Text(span) => Given::Text(unescaped(span.of(text)), *span),
        Value::Word(span) => Given::Word(span.of(text), *span),
        Value::Map(_) | Value::List | Value::Template | Value::Missing => Given::Unknown,
    }
}

fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    serde_json::from_str(&format!("\"{raw}\"")).map_or(Cow::Borrowed(raw), Cow::Owned)
}
