//! The fields that the API server knows of the objects that the chart renders and a backup job is made of.

use std::cell::RefCell;
use std::rc::Rc;

include!(concat!(env!("OUT_DIR"), "/kubernetes.rs"));

/// One field of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub name: &'static str,
    pub required: bool,
    pub form: Form,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    /// A whole number of 32 bits.
    Whole,
    /// A whole number of 64 bits.
    Long,
    Number,
    Bool,
    Base64,
    /// `500m`, `1Gi`, or a number.
    Quantity,
    WholeOrText,
    /// Any map.
    Map,
    Any,
    /// A list of the form that is written here.
    ListOf(&'static str),
    /// A map to the form that is written here.
    MapOf(&'static str),
    /// An object with the fields of this type.
    Object(&'static str),
}

impl Form {
    pub(crate) fn read(text: &'static str) -> Self {
        match text {
            "s" => Self::Text,
            "i" => Self::Whole,
            "l" => Self::Long,
            "n" => Self::Number,
            "b" => Self::Bool,
            "y" => Self::Base64,
            "q" => Self::Quantity,
            "x" => Self::WholeOrText,
            "o" => Self::Map,
            "?" => Self::Any,
            _ => match (text.strip_prefix("[]"), text.strip_prefix("{}")) {
                (Some(inner), _) => Self::ListOf(inner),
                (_, Some(inner)) => Self::MapOf(inner),
                _ => Self::Object(text),
            },
        }
    }

    /// What it takes, in an operator's words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Text | Self::Base64 => "a string",
            Self::Whole | Self::Long => "a whole number",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Quantity => "a quantity like 500m or 1Gi",
            Self::WholeOrText => "a whole number or a string",
            Self::Map | Self::MapOf(_) | Self::Object(_) => "a map",
            Self::ListOf(_) => "a list",
            Self::Any => "anything",
        }
    }
}

/// The type of an object; none where the table does not know it.
pub(crate) fn type_of(api_version: &str, kind: &str) -> Option<&'static str> {
    let known = KINDS
        .iter()
        .find(|(name, _)| name.split_once(' ').is_some_and(|(a, k)| a == api_version && k == kind));
    known.map(|(_, name)| *name)
}

/// The API version that a kind is known under.
pub(crate) fn version_of(kind: &str) -> Option<&'static str> {
    KINDS.iter().find_map(|(name, _)| name.strip_suffix(kind)?.strip_suffix(' '))
}

thread_local! {
    /// The fields of the types that were asked for, in the order of the table: every key that is pressed asks for
    /// those of a container, once for each container and variable.
    static READ: RefCell<Vec<Option<Rc<[Field]>>>> = const { RefCell::new(Vec::new()) };
}

/// The fields of a type.
pub(crate) fn fields(name: &str) -> Rc<[Field]> {
    let Ok(at) = TYPES.binary_search_by(|(known, _)| (*known).cmp(name)) else {
        return Rc::default();
    };
    let read = || TYPES.get(at).map_or("", |(_, row)| *row).split(' ').filter_map(field).collect();
    READ.with_borrow_mut(|known| {
        if known.len() <= at {
            known.resize(TYPES.len(), None);
        }
        known.get_mut(at).map(|known| Rc::clone(known.get_or_insert_with(read))).unwrap_or_default()
    })
}

fn field(word: &'static str) -> Option<Field> {
    let (name, form) = word.split_once(':')?;
    let bare = name.trim_end_matches('*');
    Some(Field { name: bare, required: bare.len() < name.len(), form: Form::read(form) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_that_a_field_names_is_in_the_table() {
        let inner = |form: &'static str| form.trim_start_matches(['[', ']', '{', '}']);
        for (name, row) in TYPES {
            for word in row.split(' ').filter(|word| !word.is_empty()) {
                let form = Form::read(inner(word.split_once(':').unwrap().1));
                if let Form::Object(other) = form {
                    assert!(!fields(other).is_empty(), "{name}: {word}");
                }
            }
        }
    }

    #[test]
    fn objects_are_found_by_version_and_kind() {
        assert_eq!(type_of("batch/v1", "CronJob"), Some("CronJob"));
        assert_eq!(type_of("batch/v1beta1", "CronJob"), None);
        assert_eq!(version_of("CronJob"), Some("batch/v1"));
        assert_eq!(version_of("Pod"), Some("v1"));
        let all = fields("CronJobSpec");
        let spec = all.iter().find(|f| f.name == "schedule").unwrap();
        assert!(spec.required && spec.form == Form::Text);
    }
}
