//! What is promised of fixes, over every page's examples, the vectors, and texts that were changed
//! at random: a fixed text has nothing left to fix, also when it is recognised anew.

use crate::page::{self, pages};
use crate::random::Random;

use serde_json::Value;
use tfe_check::report::{FindingReport, Report, Summary};
use tfe_check::{Document, Found, Options, Safety, check, find, fixed};

const HELM: &str = include_str!("../../../../tests/vectors/helm-overrides.jsonl");
const VAULT: &str = include_str!("../../../../tests/vectors/vault-parse.jsonl");

/// Texts as people paste them, with no name and no kind chosen.
fn texts() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for page in pages() {
        all.extend(page.blocks("Bad").iter().map(|block| page::unmark(block).0));
        all.extend(page.blocks("Good"));
    }
    let rows = |vectors: &str, field: &str| -> Vec<String> {
        let row = |line: &str| serde_json::from_str::<Value>(line).unwrap();
        let text = |row: Value| row[field].as_str().map(str::to_owned);
        vectors.lines().filter_map(|line| text(row(line))).collect()
    };
    all.extend(rows(HELM, "overrides"));
    all.extend(rows(VAULT, "policy"));
    all.retain(|text| text.len() < 20_000);
    all
}

/// How what is found at once differs from what is said once the fixes are tried; `None` where it
/// does in nothing but the fixes.
fn found_otherwise(text: &str, tried: &Report) -> Option<String> {
    let document = Document::new("untitled", text);
    let Found { mut report, untried, .. } = find(&[document], &Options::default());
    if report.summary.fixable > 0 {
        return Some("a fix is promised before it is tried".to_owned());
    }
    if !untried {
        return (report != *tried).then(|| "nothing is to be tried, but it is told".to_owned());
    }
    let mut tried = tried.clone();
    let given_up = |f: &FindingReport| f.rule == "fixing-not-finished";
    for report in [&mut report, &mut tried] {
        report.summary = Summary::default();
        for document in &mut report.documents {
            document.fixed = None;
            document.findings.retain(|f| !given_up(f));
            document.findings.iter_mut().for_each(|f| f.fixes.clear());
        }
    }
    (report != tried).then(|| "it is found otherwise at once".to_owned())
}

/// What does not hold for a text; `None` where all does.
fn broken(text: &str) -> Option<String> {
    let document = |text: &str| Document::new("untitled", text);
    let options = Options::default();
    let before = check(&[document(text)], &options);
    if let Some(how) = found_otherwise(text, &before) {
        return Some(how);
    }
    let safe = fixed(&document(text), &options, Safety::Safe);
    if safe != before.documents.first()?.fixed {
        return Some("the report has another fixed text".to_owned());
    }
    if safe.is_none() && before.summary.fixable > 0 {
        return Some("fixes are promised, and none is done".to_owned());
    }
    let fixed_text = safe.as_deref().unwrap_or(text);
    let after = check(&[document(fixed_text)], &options);
    if after.summary.fixable > 0 {
        return Some(format!("a safe fix is left\n{fixed_text}"));
    }
    for least in [Safety::Safe, Safety::Review] {
        let once = fixed(&document(text), &options, least).unwrap_or_else(|| text.to_owned());
        if let Some(twice) = fixed(&document(&once), &options, least) {
            return Some(format!("{least:?}: fixing twice changes it again\n{once}\n{twice}"));
        }
    }
    let taken = before.documents.first()?.accepted == Some(true);
    let refused = after.documents.first()?.accepted == Some(false);
    (taken && refused).then(|| format!("it was accepted before\n{fixed_text}"))
}

fn all_hold(texts: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = texts
        .into_iter()
        .filter_map(|text| broken(&text).map(|why| format!("--- {why}\nof\n{text}")))
        .collect();
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_fixed_text_has_nothing_left_to_fix() {
    all_hold(texts());
}

/// Set `TFE_CHECK_TEXTS` to try more of them, `TFE_CHECK_SEED` for others.
#[test]
fn a_fixed_text_has_nothing_left_to_fix_whatever_happened_to_it() {
    let number =
        |name: &str, usual| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let mut random = Random::new(number("TFE_CHECK_SEED", 1));
    let texts = texts();
    let changed = (0..number("TFE_CHECK_TEXTS", 400)).map(|_| {
        let mut text = random.pick(&texts).clone();
        for _ in 0..1 + random.below(3) {
            text = random.change(&text);
        }
        text
    });
    all_hold(changed);
}
