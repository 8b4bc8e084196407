//! The first line that `helm get values` prints.

use text::{Edit, Span};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::overrides::facts::Facts;

pub(crate) static RULE: Rule = Rule::new("helm-output-header", Severity::Info, Stage::Run)
    .source(Evidence::ChartSource, "helm 4.1.4 and 3.17.2: output of `helm get values`")
    .fix(Safety::Safe);

/// Whether a key is that line.
pub(super) fn is_one(key: &str) -> bool {
    matches!(key, "USER-SUPPLIED VALUES" | "COMPUTED VALUES")
}

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let mut at = 0;
    for line in facts.text.split_inclusive('\n') {
        let content = line.trim_end();
        if content.strip_suffix(':').is_some_and(is_one) {
            let whole = Span::new(at, at + line.len());
            let found = RULE.at(Span::new(at, at + content.len())).say(
                "This line is what `helm get values` prints, no value.",
                "Helm takes it for a key of its own and goes on; nothing breaks.",
                "Remove the line, or use `helm get values -o yaml`.",
            );
            out.push(found.fix(Fix::safe("Remove the line", Edit::delete(whole))));
        }
        if !content.is_empty() && !content.starts_with('#') {
            return;
        }
        at += line.len();
    }
}
