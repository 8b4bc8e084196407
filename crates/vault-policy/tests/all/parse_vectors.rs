//! Verdicts of Vault's own parser.

use base64::Engine;
use serde_json::Value;
use vault_policy::{Document, VaultLine, parse, parse_bytes};

/// The rows of both files; those of `vault-parse-own` lie where our reading and the HCL library's
/// were found to part.
fn rows() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors/");
    let files = ["vault-parse.jsonl", "vault-parse-own.jsonl"];
    let texts = files.map(|file| std::fs::read_to_string(format!("{folder}{file}")).unwrap());
    texts.iter().flat_map(|t| t.lines()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn document(row: &Value) -> Document {
    if let Some(text) = row["policy"].as_str() {
        return parse(text);
    }
    let encoded = row["policy_b64"].as_str().unwrap();
    parse_bytes(&base64::engine::general_purpose::STANDARD.decode(encoded).unwrap())
}

/// What is expected of one version: accepted or not, and the policy where the row gives it.
fn expected(row: &Value, line: VaultLine) -> (bool, Option<&Value>) {
    let (accepted, parsed) = match line {
        VaultLine::UpTo1_19 => ("accepted_le_1_19", "parsed_le_1_19"),
        VaultLine::V1_20 => ("accepted_v1_20", "parsed_v1_20"),
        VaultLine::V1_21 | VaultLine::V2_0_3 | VaultLine::V2_1_2 | VaultLine::V2_2_2 => {
            ("accepted", "parsed")
        }
    };
    let stable = row.get("unstable").is_none_or(|u| u == false);
    let newer = row.get("parsed").filter(|_| row["accepted"] == true);
    let parsed = row.get(parsed).or(newer).filter(|p| stable && !p.is_null());
    (row[accepted].as_bool().unwrap(), parsed)
}

#[test]
fn vault_takes_what_we_take_and_reads_it_alike() {
    let mut wrong = Vec::new();
    let rows = rows();
    for row in &rows {
        let document = document(row);
        for line in VaultLine::ALL {
            let (accepted, parsed) = expected(row, line);
            let id = format!("{} {line:?} {}", row["id"], row["note"]);
            if document.accepted(line) != accepted {
                wrong.push(format!(
                    "{id}: accepted {accepted}\n{}\n{:?}",
                    row["policy"], document.problems
                ));
            } else if let (Some(parsed), Some(policy)) = (parsed, document.policy(line))
                && policy.to_json() != *parsed
            {
                wrong.push(format!("{id}:\n  {parsed}\n  {}", policy.to_json()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    assert!(rows.len() >= 1000);
}

#[test]
fn what_is_rejected_has_a_place_inside_of_the_text() {
    for row in rows() {
        let document = document(&row);
        let length = match row["policy"].as_str() {
            Some(text) => text.len(),
            None => continue,
        };
        for problem in &document.problems {
            assert!(problem.span.end <= length, "{}: {problem:?}", row["id"]);
            assert!(
                !problem.span.is_empty() || problem.span.start == length,
                "{}: {problem:?}",
                row["id"]
            );
            if let Some(fix) = &problem.fix {
                assert!(
                    fix.apply(row["policy"].as_str().unwrap()).is_ok(),
                    "{}: {problem:?}",
                    row["id"]
                );
            }
        }
    }
}
