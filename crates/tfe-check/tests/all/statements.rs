//! Every statement of the reviewed list is checked by a rule or says why none can; every rule for overrides
//! stands for a statement or for a fact about Helm.

use crate::page;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    statements: Vec<Statement>,
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    statement: String,
    #[serde(default)]
    rules: Vec<String>,
    not_judged: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    rule: String,
    facts: Vec<u32>,
}

/// What this test reads of a row that a table-driven rule judges.
#[derive(Deserialize)]
struct Row {
    rule: String,
    about: String,
}

fn read<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge").join(name);
    serde_yaml::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// How many statements each part of the list has.
const PARTS: [(&str, usize); 14] = [
    ("KEY", 24),
    ("IMG", 12),
    ("RES", 8),
    ("SEC", 11),
    ("SA", 7),
    ("AGT", 8),
    ("TLS", 16),
    ("PRT", 6),
    ("PRB", 3),
    ("APP", 19),
    ("DB", 19),
    ("RDS", 19),
    ("OBJ", 17),
    ("VLT", 7),
];

#[test]
fn every_statement_is_checked_or_says_why_not() {
    let table: Table = read("statements.yaml");
    let mut listed = table.statements.iter().map(|s| s.statement.as_str());
    for (part, count) in PARTS {
        for number in 1..=count {
            let wanted = format!("{part}{number:02}");
            assert_eq!(listed.next(), Some(wanted.as_str()));
        }
    }
    assert_eq!(listed.next(), None);
    for Statement { statement, rules, not_judged } in &table.statements {
        match not_judged {
            None => assert!(!rules.is_empty(), "{statement}: no rule and no reason"),
            Some(why) => assert!(rules.is_empty() && why.len() > 12, "{statement}: {why}"),
        }
        for rule in rules {
            assert!(tfe_check::rule(rule).is_some(), "{statement}: {rule} is no rule");
        }
    }
}

#[test]
fn every_rule_stands_for_a_statement_or_a_fact() {
    let table: Table = read("statements.yaml");
    let mut known: BTreeSet<&str> =
        table.statements.iter().flat_map(|s| &s.rules).map(String::as_str).collect();
    for fact in &table.facts {
        assert!(known.insert(&fact.rule), "{}: it stands for a statement too", fact.rule);
        assert!(fact.facts.iter().all(|n| (1..=54).contains(n)), "{}: {:?}", fact.rule, fact.facts);
    }
    for page in page::pages().iter().filter(|p| p.front.kind == "helm-overrides") {
        assert!(
            known.remove(page.front.rule.as_str()),
            "{}: it stands for nothing",
            page.front.rule
        );
    }
    assert!(known.is_empty(), "no rules for overrides: {known:?}");
}

#[test]
fn the_rows_of_table_driven_rules_say_the_same() {
    let table: Table = read("statements.yaml");
    let judged: BTreeMap<&str, &[String]> =
        table.statements.iter().map(|s| (s.statement.as_str(), s.rules.as_slice())).collect();
    let rows = ["needs.yaml", "clashes.yaml"].into_iter().flat_map(read::<Vec<Row>>);
    for Row { rule, about } in rows {
        for statement in about.split(' ').filter(|s| !s.starts_with("VC")) {
            let rules = judged.get(statement).unwrap_or_else(|| panic!("{rule}: {statement}"));
            assert!(rules.contains(&rule), "{statement}: {rule} is a row and not in the table");
        }
    }
}
