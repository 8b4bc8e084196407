//! Names whose dots are read as levels of maps.

use helm_values::strvals::SetMode;
use text::Span;

use super::Said;
use crate::base::finding::{Finding, Fix, Stage};
use crate::carry::sets::{Entry, Shape, Style};
use crate::knowledge::rules::terraform::SET_DOTS_NOT_ESCAPED;

impl Said<'_> {
    /// A name whose dots made maps of maps where the chart wants texts.
    pub(super) fn dots(
        &self,
        entry: &Entry,
        leaf: &Entry,
        fault: Option<&String>,
    ) -> Option<Finding> {
        let set = self.sets.get(leaf.set)?;
        let name = Span::new(set.part_start(entry.path.len() - 1)?, set.equals);
        let kind = if entry.path.iter().any(|p| p == "labels") { "label" } else { "annotation" };
        let typed = leaf.shape == Shape::Other && set.mode == Some(SetMode::Typed);
        let refused = format!(
            "The cluster rejects it: `cannot unmarshal object into … {kind}s of type string`."
        );
        let mut found = SET_DOTS_NOT_ESCAPED.at(set.line.outer_span(name)).say(
            format!("Dots split this {kind}'s name into maps of maps."),
            fault.cloned().unwrap_or(refused),
            action(set.style, kind, typed),
        );
        if fault.is_some() {
            found.stage = Stage::Render;
        }
        let edits = self.joined(name, set, typed);
        Some(found.fix(edits.map(|edits| Fix::safe("Escape the dots", edits))))
    }
}

/// What to write for a name; `typed` says that its value has to be made a text too.
fn action(style: Style, kind: &str, typed: bool) -> String {
    match (typed, style) {
        (true, Style::Terraform) => {
            format!("Write `\\\\.` for each dot in the {kind}'s name, and add `type = \"string\"`.")
        }
        (false, Style::Terraform) => {
            format!("Write `\\\\.` for each dot in the {kind}'s name, with two backslashes.")
        }
        (true, Style::Shell(_)) => {
            format!(
                "Write `\\.` for each dot in the {kind}'s name, in quotes, with `--set-string`."
            )
        }
        (true, Style::Parameter) => {
            format!("Write `\\.` for each dot in the {kind}'s name, with `forceString: true`.")
        }
        (false, Style::Parameter) => format!("Write `\\.` for each dot in the {kind}'s name."),
        (false, Style::Shell(_)) => {
            format!(
                "Write `\\.` for each dot in the {kind}'s name, and put quotes around all of it."
            )
        }
    }
}
