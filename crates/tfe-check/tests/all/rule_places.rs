//! Where a rule is found: it is a row of the table that its page names, or a file of its own name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

use crate::page::pages;

#[test]
fn a_page_names_the_table_that_its_rule_is_a_row_of() {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let folder = root().join("../../knowledge");
    // That one lists which rule is about which reviewed statement.
    let is_table = |path: &&PathBuf| {
        path.extension().is_some_and(|e| e == "yaml") && stem(path) != "statements"
    };
    for path in files(&folder).iter().filter(is_table) {
        let rows: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut named = BTreeSet::new();
        rules_in(&rows, &mut named);
        for rule in named {
            tables.entry(rule).or_default().push(stem(path));
        }
    }
    assert!(tables.len() > 150, "{}", tables.len());
    for page in pages() {
        let rule = &page.front.rule;
        let expected = tables.remove(rule).unwrap_or_default();
        let said: Vec<String> = page.front.table.into_iter().collect();
        assert_eq!(said, expected, "{rule}: `table` in the head of its page");
    }
    assert!(tables.is_empty(), "rows of rules without a page: {tables:?}");
}

#[test]
fn a_rule_that_is_code_is_a_file_of_its_name() {
    let sources: BTreeSet<String> = files(&root().join("src")).iter().map(|p| stem(p)).collect();
    let code = pages().into_iter().filter(|page| page.front.table.is_none());
    let names: Vec<String> = code.map(|page| page.front.rule.replace('-', "_")).collect();
    let lost: Vec<&String> = names.iter().filter(|name| !sources.contains(*name)).collect();
    assert!(names.len() > 150, "{}", names.len());
    assert!(lost.is_empty(), "rules without a file of their own: {lost:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// What the rows of a table, however deep, call their rules.
fn rules_in(value: &Value, out: &mut BTreeSet<String>) {
    if let Some(map) = value.as_mapping() {
        out.extend(map.get("rule").and_then(Value::as_str).map(str::to_owned));
        map.iter().for_each(|(_, value)| rules_in(value, out));
    }
    for item in value.as_sequence().into_iter().flatten() {
        rules_in(item, out);
    }
}
