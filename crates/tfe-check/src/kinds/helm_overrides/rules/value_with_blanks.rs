//! A value with blanks before or after it, inside of its quotes.

use helm_values::{Data, Style, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::VALUE_WITH_BLANKS;
use crate::knowledge::{self, Form};

/// The parts of the image's name, which Kubernetes reads letter by letter.
const IMAGE: [&str; 3] = ["image.repository", "image.name", "image.tag"];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let plain = facts.variables().filter(|given| {
        knowledge::setting(given.name).is_some_and(|setting| has_no_blanks(setting.form))
    });
    let mut found = Vec::new();
    for given in plain {
        let path = change::path_of(facts, &given);
        found.extend(say(facts, given.value, &path, "TFE gets it with the blanks."));
    }
    for key in IMAGE {
        let Some(value) = facts.key(key) else { continue };
        let path = change::key_path(facts, key);
        found.extend(say(facts, value, &path, "The name of the image gets them too."));
    }
    found
}

/// Whether a value of this form is one word.
const fn has_no_blanks(form: Form) -> bool {
    matches!(
        form,
        Form::Bool
            | Form::Int
            | Form::Port
            | Form::Enum
            | Form::Host
            | Form::HostPort
            | Form::Endpoint
            | Form::Url
            | Form::Region
            | Form::Duration
            | Form::Image
            | Form::Uuid
    )
}

fn say(facts: &Facts<'_>, value: &Value, path: &[&str], why: &str) -> Option<Finding> {
    let Data::String(raw) = &value.data else { return None };
    let node = facts.document.node(value.origin?.node)?;
    let quoted = matches!(node.as_scalar()?.style, Style::Single | Style::Double);
    let bare = raw.trim();
    if !quoted || bare == raw.as_str() || bare.is_empty() {
        return None;
    }
    let edits = change::put(facts, path, Data::String(bare.into()));
    let found = VALUE_WITH_BLANKS.at(place::value(value)).say(
        "This value begins or ends with spaces, inside its quotes.",
        format!("{why} It is not documented that they are removed."),
        "Remove them.",
    );
    Some(found.fix(edits.map(|edits| Fix::safe("Remove the blanks", edits))))
}
