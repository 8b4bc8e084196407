//! What the heads of pages say of their rules is what the rules do in the examples of all pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::page;

use page::{Page, pages};
use tfe_check::{Document, Kind, Options, Profile, Safety, Severity, Stage, check};

/// Errors that no example shows: only an old release, which none of them names, fails.
const UNSHOWN: [&str; 1] = ["tls-ciphers-with-tls13"];

/// What the findings of a rule have in all bad examples.
#[derive(Default)]
struct Seen {
    /// The best fix of any.
    fix: Option<Safety>,
    severities: BTreeSet<Severity>,
    stages: Vec<Stage>,
}

/// By rule.
fn seen(pages: &[Page]) -> BTreeMap<String, Seen> {
    let mut all: BTreeMap<String, Seen> = BTreeMap::new();
    for page in pages {
        let front = &page.front;
        for block in page.blocks("Bad") {
            let document = Document {
                kind: Kind::named(&front.kind),
                profile: front.profile.as_deref().and_then(Profile::named),
                ..Document::new(front.name.clone().unwrap_or_default(), page::unmark(&block).0)
            };
            let (tfe, chart, vault) = (front.tfe.clone(), front.chart.clone(), front.vault.clone());
            let report = check(&[document], &Options { tfe, chart, vault });
            for finding in report.documents.into_iter().flat_map(|d| d.findings) {
                let seen = all.entry(finding.rule).or_default();
                seen.fix = finding.fixes.iter().map(|fix| fix.safety).chain(seen.fix).max();
                seen.severities.insert(finding.severity);
                seen.stages.push(finding.stage);
            }
        }
    }
    all
}

#[test]
fn a_head_says_what_the_rule_does() {
    let pages = pages();
    let seen = seen(&pages);
    let mut wrong = Vec::new();
    for page in &pages {
        let name = &page.front.rule;
        let (Some(rule), Some(seen)) = (tfe_check::rule(name), seen.get(name)) else { continue };
        let shows = !page.blocks("Fixed").is_empty();
        if seen.fix > rule.fix || shows && seen.fix != rule.fix {
            wrong.push(format!("{name}: the best fix is {:?}, not {:?}", seen.fix, rule.fix));
        }
        // A head may say less than its examples, as what they lack makes some cases worse; it never says more.
        let worst = seen.severities.last().copied();
        if worst < Some(rule.severity) && !UNSHOWN.contains(&name.as_str()) {
            wrong.push(format!("{name}: its severity is {worst:?}, not {:?}", rule.severity));
        }
        if !seen.stages.contains(&rule.stage) {
            wrong.push(format!("{name}: its stage is {:?}, not {:?}", seen.stages, rule.stage));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
