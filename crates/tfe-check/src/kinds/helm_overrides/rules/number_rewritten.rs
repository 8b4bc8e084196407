//! A number without quotes that Helm prints in another way than it is written.

use helm_values::{Data, Style, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, scalar_text};
use crate::knowledge::rules::helm_overrides::NUMBER_REWRITTEN;
use crate::knowledge::{self, Form};

/// A number in the file and what becomes of it.
struct Hit<'a> {
    path: Vec<&'a str>,
    value: &'a Value,
    written: &'a str,
    printed: String,
    tag: bool,
}

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let variables = facts.variables().map(|g| (change::path_of(facts, &g), g.value, false));
    let tag = facts.key("image.tag").map(|v| (change::key_path(facts, "image.tag"), v, true));
    let extra = facts.key("preupgradeCheck.extraEnv").and_then(Value::as_map);
    let extra = extra.into_iter().flatten().map(|(name, value)| {
        let mut path = change::key_path(facts, "preupgradeCheck.extraEnv");
        path.push(name);
        (path, value, false)
    });
    let mut found = Vec::new();
    for (path, value, tag) in variables.chain(tag).chain(extra) {
        found.extend(hit(facts, path, value, tag).map(|hit| say(facts, &hit)));
    }
    found
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
    let digits = digits(hit);
    let found = NUMBER_REWRITTEN.at(place::value(hit.value)).say(
        format!("Helm prints {written} as `{printed}`."),
        if hit.tag {
            "The pod pulls another image, or stops with `InvalidImageName`.".to_owned()
        } else {
            format!("Helm rewrites numbers without quotes; TFE gets `{printed}`.")
        },
        match &digits {
            Some(digits) => format!("Write `\"{digits}\"`."),
            None => "Put it in quotes.".to_owned(),
        },
    );
    let found = if hit.tag { found.severity(Severity::Error).stage(Stage::Cluster) } else { found };
    let Some(digits) = digits else {
        let edits = change::quote(facts, &hit.path, hit.value);
        return found.fix(edits.map(|edits| Fix::safe("Put it in quotes", edits)));
    };
    let edits = change::put(facts, &hit.path, Data::String(digits.as_str().into()));
    let fix = if is_other_base(written) { Fix::review } else { Fix::safe };
    found.fix(edits.map(|edits| fix(format!("Write \"{digits}\""), edits)))
}

/// The number in digits, where TFE reads a number and only Helm knows how it is written: TFE takes `10`, and no `1e1`.
fn digits(hit: &Hit<'_>) -> Option<String> {
    let Data::Number(number) = hit.value.data else { return None };
    let name = hit.path.last().filter(|_| !hit.tag)?;
    let takes = knowledge::setting(name).is_some_and(|setting| setting.form == Form::Int);
    let plain = hit.written.bytes().all(|b| b.is_ascii_digit()) && !is_other_base(hit.written);
    // Nobody means the `_` between digits.
    let takes = takes || hit.written.contains('_');
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    (takes && whole && !plain).then(|| format!("{number:.0}"))
}

/// `060` is 48 for Helm, and who wrote it may mean 60.
fn is_other_base(written: &str) -> bool {
    let number = written.trim_start_matches(['+', '-']);
    let rest = number.strip_prefix('0').unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_alphanumeric() && !matches!(c, 'e' | 'E'))
}
