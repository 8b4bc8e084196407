//! What is promised of fixes, over every page's examples, the vectors, and texts that were changed
//! at random: a fixed text has nothing left to fix, also when it is recognised anew.

use crate::page::{self, pages};
use crate::random::Random;

use serde_json::Value;

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

fn all_hold(texts: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = texts
        .into_iter()
        .filter_map(|text| {
            Some(format!("--- {}\nof\n{text}", promises::fixes_keep_their_word(&text).err()?))
        })
        .collect();
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_fixed_text_has_nothing_left_to_fix() {
    all_hold(texts());
}

/// Texts that broke a promise once.
#[test]
fn what_broke_a_promise_once_keeps_it() {
    // One of two like findings has a fix, and is not joined with the other one, tried or not.
    let joined = "path \"\0\"\0".to_owned();
    // Each bracket that is closed shows the next one that is not.
    let block = "path \"kv/a\" {\n  capabilities = [\"ops\"]\n    [\"read\"]\n  control_group {\n    factor \"ops\" {\n";
    let open = format!(
        "{block} identity {{ group_names = [\"ops\"]\n  approvals {{no\n  control_group = {{\n"
    );
    all_hold([joined, format!("{open}# ^{open}  a\n}}"), format!("{open}{open}{open}")]);
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

/// Texts that fuzzing found, each of which broke a promise once.
const FOUND: &[&str] =
    &["env:\n  secrets:\n    TFE_REDIS_PASSWORD: a\n  va:iables:\n    TFE_REDIS_HOST: b\n"];

/// Each page's first bad example keeps every promise, and so does what fuzzing found.
#[test]
fn every_promise_is_kept() {
    let pages = pages();
    let examples = pages.iter().filter_map(|page| page.blocks("Bad").first().cloned());
    let examples = examples.map(|block| page::unmark(&block).0);
    let all = examples.chain(FOUND.iter().map(|text| (*text).to_owned()));
    let broken = |text: String| Some(format!("--- {}\nof\n{text}", promises::all(&text).err()?));
    let wrong: Vec<String> = all.filter_map(broken).collect();
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}
