//! A number without quotes that Helm prints in another way than it is written.

use helm_values::{Data, Style, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, scalar_text};
use crate::knowledge::rules::helm_overrides::NUMBER_REWRITTEN;

/// A number in the file and what becomes of it.
struct Hit<'a> {
    path: Vec<&'a str>,
    value: &'a Value,
    written: &'a str,
    printed: String,
    tag: bool,
}

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let variables = facts.variables().map(|g| (change::path_of(facts, &g), g.value, false));
    let tag = facts.key("image.tag").map(|v| (change::key_path(facts, "image.tag"), v, true));
    let extra = facts.key("preupgradeCheck.extraEnv").and_then(Value::as_map);
    let extra = extra.into_iter().flatten().map(|(name, value)| {
        let mut path = change::key_path(facts, "preupgradeCheck.extraEnv");
        path.push(name);
        (path, value, false)
    });
    for (path, value, tag) in variables.chain(tag).chain(extra) {
        out.extend(hit(facts, path, value, tag).map(|hit| say(facts, &hit)));
    }
}

fn hit<'a>(facts: &Facts<'a>, path: Vec<&'a str>, value: &'a Value, tag: bool) -> Option<Hit<'a>> {
    let Data::Number(_) = value.data else { return None };
    let node = facts.document.node(value.origin?.node)?;
    let scalar = node.as_scalar().filter(|s| s.style == Style::Plain)?;
    let written = node.span.of(facts.text);
    let printed = scalar_text(value)?.into_owned();
    (scalar.text != printed).then_some(Hit { path, value, written, printed, tag })
}

fn say(facts: &Facts<'_>, hit: &Hit<'_>) -> Finding {
    let Hit { written, printed, .. } = hit;
    let found = NUMBER_REWRITTEN.at(place::value(hit.value)).say(
        format!("Helm prints {written} as `{printed}`."),
        if hit.tag {
            "The pod pulls another image, or stops with `InvalidImageName`.".to_owned()
        } else {
            format!("Helm rewrites numbers without quotes; TFE gets `{printed}`.")
        },
        "Put it in quotes.",
    );
    let found = if hit.tag { found.severity(Severity::Error).stage(Stage::Cluster) } else { found };
    found.fix(
        change::quote(facts, &hit.path, hit.value)
            .map(|edits| Fix::safe("Put it in quotes", edits)),
    )
}
