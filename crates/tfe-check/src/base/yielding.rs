//! Of several rules that speak of one fault, the one that says more is heard: what yields to what is in the heads of
//! their pages.

use text::Span;

use super::finding::{Finding, Severity};

/// Takes away the findings whose rule yields to one that found something in the same text.
pub(crate) fn give_way(findings: &mut Vec<Finding>) {
    if findings.iter().all(|finding| finding.rule.yields_to.is_empty()) {
        return;
    }
    let heard: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    findings.retain(|f| !f.rule.yields_to.iter().any(|name| heard.contains(name)));
}

/// Takes away the findings whose rule yields to what is found at the same place of a text.
pub(crate) fn give_way_here(text: &str, findings: &mut Vec<Finding>) {
    give_way_to_errors(text, findings);
    let others = findings.iter().filter(|finding| !finding.rule.yields_at_place);
    let taken: Vec<Span> = others.map(|finding| finding.primary).collect();
    findings.retain(|f| !f.rule.yields_at_place || !taken.contains(&f.primary));
}

/// An error in the same entry says better what is wrong with it than a program that only stops there.
fn give_way_to_errors(text: &str, findings: &mut Vec<Finding>) {
    let (yielding, others) =
        std::mem::take(findings).into_iter().partition(|f| f.rule.yields_to_error);
    *findings = others;
    for finding in yielding {
        if !is_said(text, findings, &finding) {
            findings.push(finding);
        }
    }
}

/// Whether there are errors in the entry of a finding. They strike as early as the finding would.
fn is_said(text: &str, others: &mut [Finding], finding: &Finding) -> bool {
    let mut is_said = false;
    for other in others.iter_mut().filter(|f| f.severity == Severity::Error) {
        if is_one_entry(text, other.primary, finding.primary) {
            other.stage = other.stage.min(finding.stage);
            is_said = true;
        }
    }
    is_said
}

/// Whether two places are those of one entry: one holds a part of the other, or nothing but the colon of the entry is
/// between them. Other entries may be on the same line.
fn is_one_entry(text: &str, a: Span, b: Span) -> bool {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let apart = |c: char| "\n,{}[]".contains(c);
    first.end > second.start || !Span::new(first.end, second.start).of(text).contains(apart)
}
