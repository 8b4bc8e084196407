//! What the TFE container requests of the cluster, and its limits.

use helm_values::Value;

use crate::kinds::helm_overrides::facts::{Facts, scalar_text};

/// What is requested and limited.
pub(super) const NAMES: [&str; 2] = ["cpu", "memory"];

/// The request of one of these, and its limit.
pub(super) struct ContainerRequest<'a> {
    pub name: &'static str,
    /// What the chart requests, as it is written there.
    pub written: &'static str,
    /// The same as a number of cores or bytes.
    pub default: f64,
    /// The request in the file.
    pub request: Option<&'a Value>,
    /// What is requested in the end, as a number; none where nothing is.
    pub asked: Option<f64>,
    limit: Option<&'a Value>,
}

impl<'a> ContainerRequest<'a> {
    /// None where a quantity cannot be read.
    pub(super) fn new(facts: &Facts<'a>, name: &'static str) -> Option<Self> {
        let written = default(facts, name);
        let default = parse(written)?;
        let request = facts.key(&format!("resources.requests.{name}"));
        let asked = match request {
            Some(v) if v.is_null() => None,
            Some(v) => Some(quantity(v)?),
            None if facts.lost => None,
            None => Some(default),
        };
        let limit = facts.key(&format!("resources.limits.{name}"));
        Some(Self { name, written, default, request, asked, limit })
    }

    /// The limit, if it is lower than the request.
    pub(super) fn low_limit(&self) -> Option<&'a Value> {
        let asked = self.asked?;
        self.limit.filter(|limit| quantity(limit).is_some_and(|most| most < asked))
    }
}

/// What the chart requests, as it is written there.
pub(super) fn default(facts: &Facts<'_>, name: &str) -> &'static str {
    facts.default(&format!("resources.requests.{name}")).unwrap_or_default()
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
