//! Where to look: the settings, keys and calls that a known line is about.

use text::Span;

use super::causes::causes;
use super::clean::Clean;
use super::seen::{self, Seen};
use super::table::signature;
use crate::base::finding::Rule;

/// What a line of a log leads to in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PointsTo {
    /// The rule that finds the line.
    pub rule: &'static Rule,
    /// The line.
    pub span: Span,
    /// Settings of TFE, the likeliest first.
    pub settings: &'static [&'static str],
    /// Keys of the chart, the likeliest first.
    pub keys: &'static [&'static str],
    /// Rules that find the cause in a file; their findings are the guilty places.
    pub see: &'static [&'static Rule],
    /// The path of a call that a policy has to allow, without `/v1/`.
    pub call: Option<String>,
}

/// Where the causes of a log lead, in the order of the text.
pub(crate) fn points_to(text: &str) -> Vec<PointsTo> {
    let clean = Clean::of(text);
    let seen = seen::read(&clean.text);
    let lead = |line: &Seen| {
        let known = signature(line.row)?;
        let call = line.subject.clone().filter(|_| known.call);
        Some(PointsTo {
            rule: known.rule,
            span: clean.original(line.first),
            settings: known.settings,
            keys: known.keys,
            see: known.see,
            call,
        })
    };
    causes(&clean.text, &seen).iter().filter_map(|cause| lead(seen.get(cause.seen)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denied_call_is_one_of_a_policy() {
        let log = "2026-03-11T08:10:44Z [ERROR] a: error=\"Error making API request.\n\nURL: PUT https://vault.example.com:8200/v1/transit/decrypt/atlas_abc\nCode: 403. Errors:\n\n* permission denied\"\n";
        let points = points_to(log);
        let call = points.first().and_then(|p| p.call.clone());
        assert_eq!(call.as_deref(), Some("transit/decrypt/atlas_abc"), "{points:?}");
    }

    #[test]
    fn a_failed_check_leads_to_its_settings() {
        let log = "2026-03-11T08:14:02Z [ERROR] terraform-enterprise: check failed: name=redis\n";
        let points = points_to(log);
        assert!(points.iter().any(|p| p.settings.contains(&"TFE_REDIS_HOST")), "{points:?}");
    }
}
