//! A `set` or `--set` that Helm cannot read.

use helm_values::strvals::{SetError, SetErrorKind};

use super::Said;
use crate::base::finding::Finding;
use crate::carry::sets::{Set, Style};
use crate::knowledge::rules::terraform::SET_REFUSED;

impl Said<'_> {
    /// What Helm's reader or the provider stops at, and values that a comma cut in two.
    pub(in crate::across) fn refused(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for (number, error) in &self.values.refused {
            let Some(set) = self.sets.get(*number) else { continue };
            let cut = error.span.start > set.equals
                && matches!(error.kind, SetErrorKind::NoValue(_) | SetErrorKind::EndsWithComma(_));
            found.push(if cut {
                self.comma(set, format!("Helm stops: `{error}`."))
            } else {
                unread(set, error)
            });
        }
        for entry in self.cut().filter(|entry| entry.path.len() == 1) {
            let Some(set) = self.sets.get(entry.set) else { continue };
            let name = entry.path.join(".");
            found.push(self.comma(set, format!("Helm treats `{name}` as a separate key.")));
        }
        found.extend(self.sets.iter().filter_map(odd_type));
        found
    }
}

fn unread(set: &Set, error: &SetError) -> Finding {
    let at = set.line.outer_span(error.span);
    let (what, who) = match set.style {
        Style::Terraform => ("set", "terraform apply"),
        Style::Shell(_) => ("--set", "Helm"),
        Style::Parameter => ("parameter", "Argo CD"),
    };
    SET_REFUSED.at(if at.is_empty() { set.name } else { at }).say(
        format!("Helm cannot read this `{what}`."),
        format!("{who} stops: `{error}`."),
        "Correct the name or the value.",
    )
}

fn odd_type(set: &Set) -> Option<Finding> {
    Some(SET_REFUSED.at(set.odd_type?).say(
        "This is not a type that a `set` accepts.",
        "The provider accepts auto, string and literal; terraform stops at anything else.",
        "Write `\"string\"`, or remove it.",
    ))
}
