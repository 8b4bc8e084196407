//! Policies that something happened to: a character, a comma or the end is gone, a letter is another one. The fix
//! gives back what was there and nothing new.

use tfe_check::{Document, Options, Safety, Severity, check, fixed};
use vault_policy::{VaultLine, parse};

use crate::policy_fixes::{COMPLETE, document, findings, fix};

#[test]
fn a_missing_character_is_found_and_its_fix_adds_nothing_new() {
    let mut fixed_again = 0;
    for (at, c) in COMPLETE.char_indices().step_by(3) {
        let text = format!("{}{}", &COMPLETE[..at], &COMPLETE[at + c.len_utf8()..]);
        let before = findings(&text);
        let accepted = parse(&text).accepted(VaultLine::V1_21);
        assert!(
            accepted || before.iter().any(|(_, s)| *s == Severity::Error),
            "nothing said about\n{text}"
        );
        let after = fix(&text);
        if after == text {
            continue;
        }
        let left = findings(&after);
        for (rule, _) in &left {
            let count =
                |list: &[(String, Severity)]| list.iter().filter(|(r, _)| r == rule).count();
            assert!(
                count(&left) <= count(&before),
                "{rule} was added at {at} in\n{text}\nwhich became\n{after}"
            );
        }
        fixed_again += usize::from(left.is_empty());
    }
    let share = fixed_again * 300 / COMPLETE.len();
    assert!(share >= 25, "only {share} % of the typing errors can be fixed");
}

/// Cuts the text everywhere: half a file.
#[test]
fn half_a_file_is_checked() {
    for at in (0..COMPLETE.len()).filter(|at| COMPLETE.is_char_boundary(*at)) {
        let text = &COMPLETE[..at];
        for finding in &check(&[document(text)], &Options::default()).documents[0].findings {
            assert!(text.get(finding.span.start..finding.span.end).is_some(), "{finding:?}");
            assert!(finding.message.what.chars().count() <= 90, "{}", finding.message.what);
            assert!(!finding.message.why.is_empty() && !finding.message.action.is_empty());
            assert!(
                finding.span.start < finding.span.end
                    || text.trim().is_empty()
                    || finding.span.start == text.len(),
                "{finding:?}"
            );
        }
    }
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let windows = COMPLETE.replace("\"read\", ", "").replace('\n', "\r\n");
    let after = fix(&windows);
    assert_ne!(after, windows);
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "{after:?}");
}

/// New lines before the first rule of an indented heredoc do not take that rule's indentation.
#[test]
fn rules_before_the_first_one_leave_its_line_as_it_is() {
    let heredocs = [
        (
            "main.tf",
            "resource \"vault_policy\" \"tfe\" {\n  name   = \"tfe\"\n  policy = <<-EOT\n",
            "  EOT\n}\n",
            "    ",
        ),
        ("setup.sh", "vault policy write tfe - <<-EOF\n", "\tEOF\n", "\t\t"),
    ];
    for (name, before, after, indent) in heredocs {
        let rule = format!(
            "{indent}path \"transit/sign/atlas_*\" {{\n{indent}  capabilities = [\"create\", \"update\"]\n{indent}}}\n"
        );
        let text = format!("{before}{rule}{after}");
        let document = Document::new(name, text.as_str());
        let after = fixed(&document, &Options::default(), Safety::Safe).unwrap();
        assert!(after.contains(&format!("\n{rule}")), "{after}");
        let new =
            format!("{before}{indent}# To renew leases.\n{indent}path \"sys/leases/renew\" {{\n");
        assert!(after.starts_with(&new), "{after}");
    }
}

/// A capability that only seems to be missing, because its key is misspelt, is not added.
#[test]
fn a_misspelt_key_of_cloud_credentials_is_one_slip() {
    for path in ["aws/creds/deploy", "azure/creds/deploy", "gcp/roleset/deploy/token"] {
        let right = format!("path \"{path}\" {{ capabilities = [\"read\"] }}\n");
        for slip in ["capabilties", "capabiltties", "capabilites"] {
            let wrong = right.replace("capabilities", slip);
            let document = Document::new("runs.hcl", wrong.as_str());
            let after = fixed(&document, &Options::default(), Safety::Safe);
            assert_eq!(after.as_deref(), Some(right.as_str()), "{wrong}");
        }
    }
}

/// Where a comma is missing in JSON, Vault drops the rest without a word: the comma comes back, and no rule twice.
#[test]
fn a_comma_that_json_lacks_is_written() {
    let rules: Vec<String> = parse(COMPLETE)
        .rules
        .iter()
        .map(|rule| {
            let words: Vec<&str> = rule.read.capabilities.iter().map(|c| c.word()).collect();
            format!("\"{}\": {{\"capabilities\": {words:?}}}", rule.path.value)
        })
        .collect();
    let whole = format!("{{\"path\": {{{}}}}}\n", rules.join(", "));
    assert_eq!(fix(&whole), whole);
    for lost in 1..rules.len() {
        let (before, after) = rules.split_at(lost);
        let text = format!("{{\"path\": {{{} {}}}}}\n", before.join(", "), after.join(", "));
        let found: Vec<String> = findings(&text).into_iter().map(|(rule, _)| rule).collect();
        assert!(found.contains(&"json-rest-not-read".to_owned()), "{found:?}\n{text}");
        assert_eq!(fix(&text), whole);
    }
}

/// Vault compares paths letter by letter: a part in upper case is a slip in this rule, not a missing rule.
#[test]
fn a_part_in_upper_case_is_written_in_lower_case() {
    for part in ["auth", "transit/backup", "renew-self", "mounts"] {
        assert!(COMPLETE.contains(part), "{part}");
        let line = COMPLETE.lines().find(|l| l.starts_with("path") && l.contains(part)).unwrap();
        let wrong = COMPLETE.replacen(line, &line.replace(part, &part.to_uppercase()), 1);
        assert_eq!(fix(&wrong), COMPLETE, "{part}");
    }
}
