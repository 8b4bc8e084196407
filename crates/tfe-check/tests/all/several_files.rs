//! Several files in one paste: each is checked at its own lines, whatever is between them.

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Safety, Severity, check};

const POLICY: &str = "# The policy.\npath \"kv/app\" {\n  capabilities = [\"raed\"]\n}\n\n# More.\npath \"kv/b\" {\n  capabilities = [\"read\"]\n}\n";

const VALUES: &str = "# The values of this installation, for the chart.\nimage:\n  tag: \"2.0.4\"\n# Settings.\nenv:\n  variables:\n    TFE_HOSTNAME: https://tfe.example.com\n";

const CODE: &str = "terraform {\n  backend \"atlas\" {\n    name    = \"acme/network\"\n    address = \"https://tfe.acme.net\"\n  }\n}\n";

fn judge(text: &str) -> DocumentReport {
    let report = check(&[Document::new("untitled", text)], &Options::default());
    report.documents.into_iter().next().unwrap()
}

/// Rules with their lines, without infos.
fn said(text: &str) -> Vec<(String, usize)> {
    let found = judge(text).findings.into_iter().filter(|f| f.severity != Severity::Info);
    let mut all: Vec<_> = found.map(|f| (f.rule.to_string(), f.span.line)).collect();
    all.sort_by_key(|(_, line)| *line);
    all
}

fn line_of(text: &str, word: &str, nth: usize) -> usize {
    let at = text.match_indices(word).nth(nth).unwrap().0;
    text[..at].lines().count()
}

#[test]
fn each_file_of_a_paste_is_checked_at_its_lines() {
    for between in [
        "",
        "\n",
        "\n---\n",
        "\n\noverrides.yaml:\n\n",
        "\n# ---- next ----\n",
        "\nFile: values.yaml\n",
    ] {
        let two = format!("{POLICY}{between}{VALUES}");
        let expected = [
            ("unknown-capability".to_owned(), line_of(&two, "raed", 0)),
            ("hostname-malformed".to_owned(), line_of(&two, "https", 0)),
        ];
        assert_eq!(said(&two), expected, "{two}");
    }
    let three = format!("{VALUES}\n{POLICY}\n{CODE}");
    let expected = [
        ("hostname-malformed".to_owned(), line_of(&three, "https", 0)),
        ("unknown-capability".to_owned(), line_of(&three, "raed", 0)),
    ];
    assert!(said(&three).starts_with(&expected), "{three}");
}

#[test]
fn the_name_below_a_mail_goes_with_the_rest_of_it() {
    let mail = "Hi Bob,\n\nvault gives 403. The rule we have is\n\npath \"kv/app\" {\n  capabilities = [\"read\"]\n}\n\nCan you check? Thanks\n-- \nAnn, Platform\n";
    let before = judge(mail);
    let mut fixes = before.findings.iter().flat_map(|f| &f.fixes);
    let repair = fixes.find(|fix| fix.safety == Safety::Repair).unwrap();
    let edits = repair
        .edits
        .iter()
        .map(|e| text::Edit::replace(text::Span::new(e.start, e.end), e.insert.clone()));
    let repaired = text::EditSet::new(edits.collect()).unwrap().apply(mail).unwrap();
    assert_eq!(judge(&repaired).accepted, Some(true), "{repaired}");
}

/// A terminal shows one file after the other, each below its command.
#[test]
fn files_of_a_terminal_session_are_each_checked() {
    let policy = "path \"sys/storage/raft/snapshot\" {\n  capabilities = [\"raed\"]\n}\n";
    let values =
        "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_USERR: tfe\n";
    let manifest = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: vault-snapshot\nspec:\n  restartPolicy: Never\n  containers:\n    - name: save\n      image: hashicorp/vault:1.20.4\n      command: [vault, operator, raft, snapshot, save, /data/a.snap]\n";
    let files = [
        (policy, "unknown-capability"),
        (values, "setting-misspelt"),
        (manifest, "vault-address-missing"),
    ];
    // In a mail, with the last lines left out.
    let mail = format!("Hi,\n\n$ cat a\n{policy}$ cat b\n{values}[snip]\n");
    let rules: Vec<String> = said(&mail).into_iter().map(|(rule, _)| rule).collect();
    for rule in ["unknown-capability", "setting-misspelt"] {
        assert!(rules.iter().any(|found| found == rule), "{rules:?}\n{mail}");
    }
    for prompt in ["$ ", "% ", "[root@tfe01 ~]# ", "bob@jump:~$ ", "PS C:\\tfe> "] {
        for (first, one) in files {
            for (second, other) in files.into_iter().filter(|(_, rule)| *rule != one) {
                let text = format!("{prompt}cat a\n{first}{prompt}cat b\n{second}{prompt}\n");
                let report = check(&[Document::new("", text.as_str())], &Options::default());
                let rules: Vec<&str> =
                    report.documents[0].findings.iter().map(|f| f.rule.as_str()).collect();
                assert!(rules.contains(&one) && rules.contains(&other), "{rules:?}\n{text}");
            }
        }
    }
}
