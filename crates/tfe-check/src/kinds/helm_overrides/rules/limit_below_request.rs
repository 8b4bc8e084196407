//! Limits that are lower than what the container requests.

use super::container_requests::{ContainerRequest, NAMES};
use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, scalar_text};
use crate::knowledge::rules::helm_overrides::LIMIT_BELOW_REQUEST;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in NAMES {
        found.extend(ContainerRequest::new(facts, name).and_then(|asked| judge(&asked)));
    }
    found
}

fn judge(asked: &ContainerRequest<'_>) -> Option<Finding> {
    let limit = asked.low_limit()?;
    let ContainerRequest { name, written, request, .. } = asked;
    let by = if request.is_some() { "the request" } else { "the chart's own request" };
    let size = request.and_then(scalar_text).unwrap_or((*written).into());
    Some(LIMIT_BELOW_REQUEST.at(place::value(limit)).say(
        format!("The {name} limit is below {by} of {size}."),
        "Kubernetes rejects the pod: `must be less than or equal to … limit`.",
        format!("Set `resources.requests.{name}` too, or raise the limit."),
    ))
}
