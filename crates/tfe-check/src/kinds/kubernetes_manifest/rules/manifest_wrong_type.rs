//! Values of another type than the API server decodes.

use helm_values::{NodeId, Plain, Style};
use text::{Edit, Span, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::kubernetes::Form;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_WRONG_TYPE;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let wrong = facts.typed().values.iter().filter(|value| !fits(facts, value.node, value.form));
    wrong.map(|value| wrong_type(facts, value.node, value.field, value.form)).collect()
}

fn fits(facts: &Facts<'_>, node: NodeId, form: Form) -> bool {
    let scalar = facts.tree.document.target(node).and_then(|node| node.as_scalar());
    let Some(scalar) = scalar else { return matches!(form, Form::Any | Form::Map) };
    match form {
        Form::Any => true,
        Form::Text | Form::Base64 => matches!(scalar.value, Plain::Text(_)),
        Form::Whole | Form::Long => matches!(scalar.value, Plain::Int(_)),
        Form::Number => matches!(scalar.value, Plain::Int(_) | Plain::Float(_)),
        Form::Bool => matches!(scalar.value, Plain::Bool(_)),
        Form::Quantity => {
            let known = facts.literal(node).is_none_or(is_quantity);
            known && !matches!(scalar.value, Plain::Bool(_))
        }
        Form::WholeOrText => !matches!(scalar.value, Plain::Bool(_)),
        Form::Map | Form::ListOf(_) | Form::MapOf(_) | Form::Object(_) => false,
    }
}

/// What may follow the number of a quantity; bytes are not written (`512Mi`, not `512MB`).
const UNITS: [&str; 16] =
    ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/// Whether Kubernetes reads a word as a quantity: a number, and a unit or an exponent.
fn is_quantity(word: &str) -> bool {
    let bare = word.strip_prefix(['+', '-']).unwrap_or(word);
    let end = bare.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(bare.len());
    let (number, unit) = bare.split_at_checked(end).unwrap_or((bare, ""));
    let is_number = number.chars().any(|c| c.is_ascii_digit()) && number.matches('.').count() < 2;
    let exponent = unit.strip_prefix(['e', 'E']).filter(|rest| !rest.is_empty());
    is_number && (UNITS.contains(&unit) || exponent.is_some_and(|rest| rest.parse::<i32>().is_ok()))
}

fn wrong_type(facts: &Facts<'_>, node: NodeId, name: &str, form: Form) -> Finding {
    let place = facts.tree.span(node);
    let (action, fix) = match meant(facts, node, form) {
        Some(Meant::Quoted) => {
            let quoted = format!("\"{}\"", place.of(facts.text));
            let fix = Fix::safe("Put the value in quotes", Edit::replace(place, quoted));
            ("Put the value in quotes.", Some(fix))
        }
        Some(Meant::Bare(word)) => {
            let fix = Fix::safe("Remove the quotes", Edit::replace(place, word));
            ("Remove the quotes.", Some(fix))
        }
        Some(Meant::ListOf(place, text)) => {
            let fix = Fix::safe("Put the value in a list", Edit::replace(place, text));
            ("Put the value in a list.", Some(fix))
        }
        None => ("Write a value of that type.", None),
    };
    MANIFEST_WRONG_TYPE
        .at(place)
        .say(
            format!("{} takes {}.", short(name), form.words()),
            "The API server rejects the object: it cannot be decoded.",
            action,
        )
        .fix(fix)
}

/// The value that has the right type and says the same.
enum Meant<'d> {
    Quoted,
    Bare(&'d str),
    ListOf(Span, String),
}

fn meant<'d>(facts: &Facts<'d>, node: NodeId, form: Form) -> Option<Meant<'d>> {
    let scalar = facts.tree.document.target(node)?.as_scalar()?;
    let word = scalar.text.as_str();
    let is_quoted = matches!(scalar.style, Style::Single | Style::Double);
    match form {
        Form::Text | Form::Base64 => Some(Meant::Quoted),
        // Kubernetes reads 010 as it is written; YAML would read it as 8.
        Form::Whole | Form::Long if is_quoted => {
            let is_plain = word == "0" || !word.starts_with('0');
            let digits = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
            (digits && is_plain).then_some(Meant::Bare(word))
        }
        Form::ListOf("s") => {
            let place = facts.tree.span(node);
            let written = place.of(facts.text);
            let one_line = matches!(scalar.value, Plain::Text(_)) && !written.contains('\n');
            let plain = !written.contains([',', '[', ']', '{', '}', '#']) || is_quoted;
            (one_line && plain && !word.contains(' '))
                .then(|| Meant::ListOf(place, format!("[{written}]")))
        }
        Form::Bool if is_quoted && matches!(word, "true" | "false") => Some(Meant::Bare(word)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_quantity;

    #[test]
    fn quantities_are_those_of_kubernetes() {
        for word in
            ["1", "0.5", "500m", "1Gi", "512Mi", "2G", "1e3", "1E-2", "1E", "+1", ".5", "5."]
        {
            assert!(is_quantity(word), "{word}");
        }
        for word in ["512MB", "512Mb", "1 Gi", "2GiB", "half", "1gi", "", "1.2.3", "Gi"] {
            assert!(!is_quantity(word), "{word}");
        }
    }
}
