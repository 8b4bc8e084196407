//! One wrong character in a policy that Vault takes: after the safe fixes Vault takes it again, and
//! reads what it read before.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use tfe_check::{Document, Kind, Options, Profile, Safety, check, fixed};
use vault_policy::{Policy, VaultLine, parse};

const TEXT: &str = "# an application\n\npath \"kv/data/app/*\" {\n  capabilities = [\"read\", \
                    \"list\"]\n}\n\npath \"kv/data/other\" {\n  capabilities = [\n    \"create\", # \
                    new\n    \"update\",\n  ]\n}\npath \"sys/mounts\" { capabilities = [\"read\"] }\n";

fn document(text: &str) -> Document {
    let document = Document { kind: Some(Kind::VaultPolicy), ..Document::new("app.hcl", text) };
    Document { profile: Some(Profile::None), ..document }
}

fn read(text: &str) -> Option<Policy> {
    let document = parse(text);
    document.policy(VaultLine::V1_21)
}

/// What a finger or a web page makes of a character.
fn slips(c: char) -> &'static [&'static str] {
    match c {
        '"' => &["", "\"\"", "'", "`"],
        '[' => &["", "[[", "{", "("],
        ']' => &["", "]]", "}", ")"],
        '{' => &["", "{{", "[", "("],
        '}' => &["", "}}", "]", ")"],
        ',' => &["", ",,", ";", "."],
        '=' => &["", "==", ":", "-"],
        _ => &[],
    }
}

#[test]
fn one_wrong_character_is_put_right() {
    let (whole, mut tried) = (read(TEXT), 0);
    assert!(whole.is_some());
    for (at, c) in TEXT.char_indices() {
        for slip in slips(c) {
            let text = format!("{}{slip}{}", &TEXT[..at], &TEXT[at + c.len_utf8()..]);
            if read(&text) == whole {
                continue;
            }
            tried += 1;
            let document = document(&text);
            let report = check(std::slice::from_ref(&document), &Options::default());
            let findings = &report.documents[0].findings;
            let rules: Vec<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
            assert!(!rules.is_empty() && rules.len() <= 2, "{rules:?} in\n{text}");
            let after = fixed(&document, &Options::default(), Safety::Safe);
            let after = after.unwrap_or_else(|| panic!("{rules:?}: nothing is fixed in\n{text}"));
            assert_eq!(read(&after), whole, "{rules:?} made of\n{text}\n{after}");
        }
    }
    assert!(tried > 100, "{tried}");
}
