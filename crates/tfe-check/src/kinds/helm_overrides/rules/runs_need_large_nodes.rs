//! The memory that all runs of a node take together.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::RUNS_NEED_LARGE_NODES;

/// What TFE assumes: 10 runs with 2048 MiB.
const DEFAULT: [(&str, f64); 2] =
    [("TFE_CAPACITY_CONCURRENCY", 10.0), ("TFE_CAPACITY_MEMORY", 2048.0)];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let [(runs_name, runs), (memory_name, memory)] = DEFAULT;
    let number = |name: &str, default: f64| match facts.known(name) {
        Known::Text(text) if text.trim().is_empty() => Some(default),
        Known::Text(text) => text.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0),
        Known::Absent => Some(default),
        Known::Hidden | Known::Perhaps => None,
    };
    let (Some(r), Some(m)) = (number(runs_name, runs), number(memory_name, memory)) else {
        return Vec::new();
    };
    let given = facts.setting(memory_name).or_else(|| facts.setting(runs_name));
    let Some(given) = given.filter(|_| r * m > runs * memory) else { return Vec::new() };
    vec![RUNS_NEED_LARGE_NODES.at(place::key(given.value)).say(
        format!(
            "{r} runs with {m} MiB each may request {:.0} GiB of memory per TFE pod.",
            r * m / 1024.0
        ),
        "Agents that do not fit on a node wait (`Insufficient memory`); their runs stay queued.",
        "No action needed if the nodes have that much; otherwise lower `TFE_CAPACITY_CONCURRENCY`.",
    )]
}
