//! Of two rules that speak of one fault, the one that says more is heard.

use text::Span;

use super::finding::Finding;

/// Takes away the findings whose rule yields to one that found something in the same text.
pub(crate) fn give_way(findings: &mut Vec<Finding>) {
    if findings.iter().all(|finding| finding.rule.yields_to.is_empty()) {
        return;
    }
    let heard: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    let silent: Vec<bool> =
        findings.iter().map(|f| f.rule.yields_to.iter().any(|name| heard.contains(name))).collect();
    let mut silent = silent.into_iter();
    findings.retain(|_| !silent.next().unwrap_or_default());
}

/// Takes away the findings whose rule yields to any other one at the same place.
pub(crate) fn give_way_at_place(findings: &mut Vec<Finding>) {
    let others = findings.iter().filter(|finding| !finding.rule.yields_at_place);
    let taken: Vec<Span> = others.map(|finding| finding.primary).collect();
    findings.retain(|f| !f.rule.yields_at_place || !taken.contains(&f.primary));
}
