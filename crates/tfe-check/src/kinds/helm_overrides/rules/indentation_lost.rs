//! A file whose lines all begin in the same column, as web pages give them when they are copied.

use helm_values::{Helm, Rebuilt, RebuiltLine, parse, rebuild_indentation};

use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::ChartTree;
use crate::knowledge::rules::helm_overrides::INDENTATION_LOST;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(rebuilt) = rebuild_indentation(facts.text, &ChartTree) else { return Vec::new() };
    // A list may begin in the column of its key: such a file says the same after the repair.
    let now = facts.document.values(Helm::V4);
    if facts.document.refusal(Helm::V4).is_none()
        && parse(&rebuilt.text).values(Helm::V4).same(&now)
    {
        return Vec::new();
    }
    let is_key =
        |line: &&RebuiltLine| line.path.len() > 1 && line.path.last().is_some_and(|k| k != "[]");
    let moved = rebuilt.lines.iter().find(is_key);
    moved.map(|line| say(facts, &rebuilt, line)).into_iter().collect()
}

fn say(facts: &Facts<'_>, rebuilt: &Rebuilt, line: &RebuiltLine) -> Finding {
    let (name, parents) = line.path.split_last().map_or(("", &[][..]), |(n, p)| (n.as_str(), p));
    let parent = parents.last().map_or("", String::as_str);
    let doubts = rebuilt.ambiguities.iter().map(|doubt| {
        (doubt.span, format!("this line could also belong under `{}`", parent_of(&doubt.other)))
    });
    let why = match facts.text.trim_start().starts_with('#') && rebuilt.text.lines().count() > 1 {
        true if !facts.text.trim().contains(['\n', '\r']) => {
            "Helm reads it all as one comment, and nothing is set."
        }
        _ => "Helm stops with a nil pointer, or reads each line as a separate key.",
    };
    let found = INDENTATION_LOST
        .at(line.span)
        .say(
            format!("The indentation is lost: `{name}` belongs under `{parent}`."),
            why,
            "Indent the keys as `helm show values hashicorp/terraform-enterprise` shows them.",
        )
        .fix(Fix::repair(title(facts.text, &rebuilt.text), facts.text, rebuilt.text.as_str()))
        .alone();
    doubts.fold(found, |found, (span, note)| found.related(span, note))
}

/// Changes by the repair other than spaces and line breaks are named.
fn title(before: &str, after: &str) -> &'static str {
    let typographic = |text: &str| text.contains(|c| matches!(c, '\u{2018}'..='\u{201f}'));
    if typographic(before) && !typographic(after) {
        "Restore the indentation, with plain quotes"
    } else {
        "Restore the indentation"
    }
}

fn parent_of(path: &[String]) -> String {
    path.split_last().map(|(_, parents)| parents.join(".")).unwrap_or_default()
}
