//! Requests of the container that are lower than the chart's.

use super::container_requests::{ContainerRequest, NAMES, default};
use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::RESOURCES_BELOW_DEFAULT;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in NAMES {
        found.extend(ContainerRequest::new(facts, name).and_then(|asked| judge(&asked)));
    }
    found.extend(facts.key("resources").filter(|v| v.is_null()).map(|value| {
        let (cpu, memory) = (default(facts, "cpu"), default(facts, "memory"));
        RESOURCES_BELOW_DEFAULT.at(place::key(value)).say(
            format!("This removes the chart's own requests ({cpu}, {memory})."),
            "The pod may land on a node that is too small for it.",
            "Remove the line, unless that is intended.",
        )
    }));
    found
}

fn judge(asked: &ContainerRequest<'_>) -> Option<Finding> {
    let less = asked.asked.is_some_and(|number| number < asked.default);
    // A limit that is too low is an error, and the request is raised with it.
    let request = asked.request.filter(|_| less && asked.low_limit().is_none())?;
    let (name, written) = (asked.name, asked.written);
    Some(RESOURCES_BELOW_DEFAULT.at(place::value(request)).say(
        format!("The pod requests less {name} than the chart's default ({written})."),
        "The minimum is not documented; small installations run this way.",
        "No action needed unless pods are slow or get killed.",
    ))
}
