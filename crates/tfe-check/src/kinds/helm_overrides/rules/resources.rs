//! Requests and limits of the TFE container, and the disruption budget.

use helm_values::Value;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, scalar_text};
use crate::knowledge::rules::helm_overrides::{
    DISRUPTION_BUDGET_BLOCKS, LIMIT_BELOW_REQUEST, RESOURCES_BELOW_DEFAULT,
};

/// What the chart asks for, as it is written there.
fn default(facts: &Facts<'_>, name: &str) -> &'static str {
    facts.default(&format!("resources.requests.{name}")).unwrap_or_default()
}

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for name in ["cpu", "memory"] {
        out.extend(judge(facts, name));
    }
    out.extend(facts.key("resources").filter(|v| v.is_null()).map(|value| {
        let (cpu, memory) = (default(facts, "cpu"), default(facts, "memory"));
        RESOURCES_BELOW_DEFAULT.at(place::key(value)).say(
            format!("This removes the chart's own requests ({cpu}, {memory})."),
            "The pod may land on a node that is too small for it.",
            "Remove the line, unless that is intended.",
        )
    }));
    out.extend(budget(facts));
}

fn judge(facts: &Facts<'_>, name: &str) -> Option<Finding> {
    let written = default(facts, name);
    let default = parse(written)?;
    let value = |block: &str| facts.key(&format!("resources.{block}.{name}"));
    let request = value("requests");
    let limit = value("limits");
    let asked = match request {
        Some(v) if v.is_null() => None,
        Some(v) => Some(quantity(v)?),
        None if facts.lost => None,
        None => Some(default),
    };
    if let (Some(limit), Some(asked)) = (limit, asked)
        && let Some(most) = quantity(limit)
        && most < asked
    {
        let by = if request.is_some() { "the request" } else { "the chart's own request" };
        let size = request.and_then(scalar_text).unwrap_or(written.into());
        return Some(LIMIT_BELOW_REQUEST.at(place::value(limit)).say(
            format!("The {name} limit is below {by} of {size}."),
            "Kubernetes rejects the pod: `must be less than or equal to … limit`.",
            format!("Set `resources.requests.{name}` too, or raise the limit."),
        ));
    }
    let request = request.filter(|_| asked.is_some_and(|a| a < default))?;
    Some(RESOURCES_BELOW_DEFAULT.at(place::value(request)).say(
        format!("The pod requests less {name} than the chart's default ({written})."),
        "The minimum is not documented; small installations run this way.",
        "No action needed unless pods are slow or get killed.",
    ))
}

/// A Kubernetes quantity as a number of cores or bytes.
fn quantity(value: &Value) -> Option<f64> {
    parse(scalar_text(value)?.trim())
}

fn parse(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let number: f64 = text.get(..end)?.parse().ok()?;
    let factor = match text.get(end..)? {
        "" => 1.0,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "Ki" => 1024.0,
        "Mi" => 1_048_576.0,
        "Gi" => 1_073_741_824.0,
        "Ti" => 1_099_511_627_776.0,
        _ => return None,
    };
    Some(number * factor)
}

fn budget(facts: &Facts<'_>) -> Option<Finding> {
    if !facts.is_on("pdb.enabled") {
        return None;
    }
    let number = |key: &str| match facts.key(key) {
        Some(value) if !value.is_null() => value.as_number(),
        _ => Some(1.0),
    };
    let (least, pods) = (number("pdb.replicaCount")?, number("replicaCount")?);
    let at = facts.key("pdb.replicaCount").or(facts.key("pdb.enabled"))?;
    (least >= pods).then(|| {
        DISRUPTION_BUDGET_BLOCKS.at(place::key(at)).say(
            format!("At least {least} of {pods} pods must keep running, so none can be evicted."),
            "Draining a node waits forever.",
            "Lower `pdb.replicaCount`, or raise `replicaCount`.",
        )
    })
}
