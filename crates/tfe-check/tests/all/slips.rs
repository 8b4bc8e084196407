//! One slip in a file that works: after the safe fixes Vault and Helm read again what they read before.

use tfe_check::{
    Document, Options, Profile, Safety, Versions, check, explain_overrides, fixed, kind,
};
use vault_policy::{Policy, VaultLine, parse};

const TEXT: &str = "# an application\n\npath \"kv/data/app/*\" {\n  capabilities = [\"read\", \
                    \"list\"]\n}\n\npath \"kv/data/other\" {\n  capabilities = [\n    \"create\", # \
                    new\n    \"update\",\n  ]\n}\npath \"sys/mounts\" { capabilities = [\"read\"] }\n";

fn document(text: &str) -> Document {
    let document = Document { kind: Some(kind::VAULT_POLICY), ..Document::new("app.hcl", text) };
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

const VALUES: &str = "openshift:\n  enabled: true\nenv:\n  secrets:\n    TFE_LICENSE: '02MV'\n    \
                      TFE_DATABASE_PASSWORD: \"a b\"\n    TFE_REDIS_PASSWORD: pw\n  variables:\n    \
                      TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_NAME: tfe\n    \
                      TFE_DATABASE_USER: tfe\n";

/// What stands in the file, what a slip makes of it, the rule and the line that tell it.
const SLIPS: [(&str, &str, &str, usize); 14] = [
    ("  enabled: true", "  enabled true", "colon-missing", 2),
    ("  enabled: true", "  enabled= true", "colon-missing", 2),
    ("openshift:\n", "openshift: ", "colon-missing", 1),
    ("env:\n", "env\n", "colon-missing", 3),
    ("  secrets:", "   secrets:", "indentation-does-not-fit", 4),
    ("    TFE_LICENSE", "     TFE_LICENSE", "indentation-does-not-fit", 5),
    ("    TFE_REDIS", "   TFE_REDIS", "indentation-does-not-fit", 7),
    ("    TFE_DATABASE_NAME", "      TFE_DATABASE_NAME", "indentation-does-not-fit", 10),
    ("  variables:", " variables:", "indentation-does-not-fit", 8),
    ("\"a b\"", "\"\"a b\"", "quote-not-closed", 6),
    ("\"a b\"", "\"a b\"\"", "quote-not-closed", 6),
    ("\"a b\"", "'a b\"", "quote-not-closed", 6),
    ("'02MV'", "'02MV", "quote-not-closed", 5),
    ("pw\n  variables:", "pw  variables:", "colon-missing", 7),
];

#[test]
fn one_slip_in_a_line_is_put_right() {
    let read = |t: &str| serde_json::to_value(explain_overrides(t, &Versions::default())).unwrap();
    let whole = read(VALUES);
    for (right, wrong, rule, line) in SLIPS {
        let text = VALUES.replacen(right, wrong, 1);
        assert_ne!(text, VALUES, "{right}");
        let kind = Some(kind::HELM_OVERRIDES);
        let document = Document { kind, ..Document::new("overrides.yaml", &text) };
        let report = check(std::slice::from_ref(&document), &Options::default());
        let told = &report.documents[0].findings;
        assert!(told.iter().any(|f| f.rule == rule && f.span.line == line), "{wrong}: {told:#?}");
        let after = fixed(&document, &Options::default(), Safety::Safe);
        let after = after.unwrap_or_else(|| panic!("nothing is fixed in\n{text}"));
        assert_eq!(read(&after), whole, "made of\n{text}\n{after}");
    }
}

#[test]
fn what_may_mean_two_things_is_not_put_right() {
    for text in [
        "env:\n  variables:\n    TFE_HOSTNAME: a\n    TFE_DATABASE_NAME\n    TFE_DATABASE_USER: b\n",
        "env:\n  variables:\n    TFE_HOSTNAME: a: b\n   MINE: c\n",
    ] {
        let kind = Some(kind::HELM_OVERRIDES);
        let document = Document { kind, ..Document::new("overrides.yaml", text) };
        let after = fixed(&document, &Options::default(), Safety::Safe).unwrap_or_default();
        assert!(!after.contains("TFE_DATABASE_NAME:"), "{after}");
        assert!(!after.contains("    MINE"), "{after}");
    }
}
