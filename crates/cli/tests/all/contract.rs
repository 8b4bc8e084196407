//! The contract of the command line: exit codes, formats, standard input, writing files, batches.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::{Value, json};

const BAD: &str =
    "path \"transit/keys/archivist_*\" {\n  capabilities = [\"create\", \"update\"]\n}\n";
const GOOD: &str = "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n";

fn tfe_check(args: &[&str], stdin: &str) -> (i32, String, String) {
    let output =
        Command::cargo_bin("tfe-check").unwrap().args(args).write_stdin(stdin).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn report(stdin: &str) -> Value {
    serde_json::from_str(&tfe_check(&["check", "--format", "json", "-"], stdin).1).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn exit_codes_tell_clean_findings_and_trouble() {
    assert_eq!(tfe_check(&["check", "-"], GOOD).0, 0);
    assert_eq!(tfe_check(&["check", "-"], BAD).0, 1);
    assert_eq!(tfe_check(&["check", "no-such-file"], "").0, 2);
    assert_eq!(tfe_check(&["check"], "").0, 2);
    assert_eq!(tfe_check(&["check", "--kind", "poem", "-"], "").0, 2);
    let dead = "path \"kv/*/a\" {\n  capabilities = [\"read\"]\n}\n";
    assert_eq!(tfe_check(&["check", "-"], dead).0, 0, "a warning");
    assert_eq!(tfe_check(&["check", "--fail-on", "warning", "-"], dead).0, 1);
}

#[test]
fn the_text_says_where_what_why_and_what_to_do() {
    let (_, out, _) = tfe_check(&["check", "-"], BAD);
    let expected = r#"error[transit-key-read-missing]: TFE cannot read the key `archivist_kdf`, so backups leave it out.
  --> stdin:2:18
   |
 2 |   capabilities = ["create", "update"]
   |                  ^^^^^^^^^^^^^^^^^^^^
   = why: Vault answers 403; a restore stops with "encryption key not found".
   = do:  Add "read" to this rule.
   = fix: Add "read" (safe)
"#;
    assert!(out.contains(expected), "{out}");
    assert!(!out.contains('\x1b'), "colour only on a terminal");
    assert_eq!(tfe_check(&["check", "-"], GOOD).1, "No findings.\n");
}

#[test]
fn the_report_has_the_documented_form() {
    let report = report(BAD);
    assert_eq!(report["schema"], "tfe-check.report/1");
    assert_eq!(report["versions"], json!({ "tfe": "2.0", "chart": "1.6.8", "vault": "1.21" }));
    let document = &report["documents"][0];
    assert_eq!(document["kind"], "vault-policy");
    assert_eq!(document["profile"], "tfe-external-vault");
    assert_eq!(document["accepted"], true);
    let findings = document["findings"].as_array().unwrap();
    let finding = findings
        .iter()
        .find(|f| f["rule"] == "transit-key-read-missing" && f["span"]["line"] == 2)
        .unwrap();
    assert_eq!(
        finding["span"],
        json!({ "start": 51, "end": 71, "line": 2, "column": 18, "end_line": 2, "end_column": 38 })
    );
    assert_eq!(
        finding["fixes"][0],
        json!({ "title": "Add \"read\"", "safety": "safe", "edits": [{ "start": 70, "end": 70, "insert": ", \"read\"" }] })
    );
    for key in ["severity", "stage", "message", "evidence", "source", "related", "suppressed"] {
        assert!(finding.get(key).is_some(), "{key}");
    }
    let errors = findings.iter().filter(|f| f["severity"] == "error").count();
    assert_eq!(report["summary"]["error"], errors);
    let fixed = document["fixed"].as_str().unwrap();
    assert!(fixed.contains("\"create\", \"update\", \"read\""), "{fixed}");
}

#[test]
fn the_report_fits_its_schema() {
    let schema: Value = serde_json::from_str(&tfe_check(&["schema", "report"], "").1).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for text in [BAD, GOOD, "", "hello", "env:\n  secrets:\n    TFE_LICENSE: 12\n"] {
        let report = report(text);
        let wrong: Vec<String> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    assert!(!validator.is_valid(&json!({ "schema": "tfe-check.report/1" })));
}

#[test]
fn fixes_are_written_into_the_file_and_shown_as_a_diff() {
    let file = folder("fix").join("tfe.hcl");
    let name = file.to_str().unwrap();
    fs::write(&file, BAD.replace('\n', "\r\n")).unwrap();
    let (code, diff, _) = tfe_check(&["check", "--diff", name], "");
    assert_eq!(code, 1);
    assert!(diff.contains("+  capabilities = [\"create\", \"update\", \"read\"]\r\n"), "{diff}");
    assert!(fs::read_to_string(&file).unwrap().len() < 100, "a diff writes nothing");
    assert_eq!(tfe_check(&["check", "--fix", name], "").0, 0);
    let fixed = fs::read_to_string(&file).unwrap();
    assert!(fixed.contains("\"update\", \"read\"]\r\n"), "{fixed:?}");
    assert_eq!(fixed.matches('\n').count(), fixed.matches("\r\n").count());
    assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let (code, out, messages) = tfe_check(&["check", "--fix", "-"], BAD);
    assert_eq!(code, 0);
    assert!(out.starts_with("# To renew leases."), "{out}");
    assert!(messages.contains("No findings."), "{messages}");
}

#[test]
fn repairs_need_to_be_asked_for() {
    let flat = "# Add \"read\" path \"kv/a\" { capabilities = [\"read\"] } # Add path \"kv/b\" { capabilities = [\"read\"] }\n";
    let (_, out, _) = tfe_check(&["check", "--fix", "-"], flat);
    assert_eq!(out, flat, "nothing to change");
    let (code, out, _) = tfe_check(&["check", "--fix=all", "-"], flat);
    assert_eq!(code, 0);
    assert_eq!(out.matches("\npath").count(), 2, "{out}");
}

#[test]
fn what_is_no_text_gets_an_answer() {
    let output = Command::cargo_bin("tfe-check")
        .unwrap()
        .args(["check", "--kind", "vault-policy", "-"])
        .write_stdin(vec![0xff, 0xfe, 0x00, 0xd8, 0x80])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("text-in-utf16"));
    let binary = b"path \"kv/\xe9\" { capabilities = [\"read\"] }".to_vec();
    let output = Command::cargo_bin("tfe-check")
        .unwrap()
        .args(["check", "-"])
        .write_stdin(binary)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("stdin:1:10"));
}

#[test]
fn can_answers_with_the_deciding_rule() {
    let policy = format!("{BAD}path \"transit/keys/*\" {{\n  capabilities = [\"read\"]\n}}\n");
    let (code, out, _) = tfe_check(&["can", "read", "transit/keys/archivist_kdf"], &policy);
    assert_eq!(code, 1);
    let expected = "denied: read transit/keys/archivist_kdf\n  by stdin:1 \"transit/keys/archivist_*\": it does not grant read\n  stdin:4 \"transit/keys/*\" would allow it, but stdin:1 \"transit/keys/archivist_*\" decides, because it is the more specific one; only one rule counts\n";
    assert_eq!(out, expected);
    let (code, out, _) =
        tfe_check(&["can", "--format", "json", "update", "transit/keys/archivist_kdf"], &policy);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &answer["allowed"]), (0, &json!(true)));
    assert_eq!(answer["capabilities"], json!(["create", "update"]));
    assert_eq!(tfe_check(&["can", "fly", "kv/a"], GOOD).0, 2);
    assert_eq!(tfe_check(&["can", "read", "kv/a"], "path {").0, 2, "a policy that Vault refuses");
}

#[test]
fn explain_shows_the_policy_and_what_it_allows() {
    let (code, out, _) = tfe_check(&["explain", "-"], BAD);
    assert_eq!(code, 0);
    assert!(out.contains("transit/keys/archivist_*                     create, update"), "{out}");
    assert!(out.contains("DENIED  read transit/keys/archivist_kdf"), "{out}");
    let (_, out, _) = tfe_check(&["explain", "--format", "json", "-"], BAD);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["parsed"]["paths"][0]["prefix"], true);
    assert_eq!(answer["access"].as_array().map(Vec::len), Some(6));
}

#[test]
fn a_batch_answers_each_line() {
    let rows = [
        json!({ "id": 1, "text": GOOD }),
        json!({ "id": "b", "text_base64": "cGF0aA==", "kind": "vault-policy" }),
        json!({ "id": 3 }),
    ];
    let stdin: String =
        rows.iter().map(|r| format!("{r}\n")).chain(["no json\n".to_owned()]).collect();
    let (code, out, _) = tfe_check(&["check", "--batch"], &stdin);
    let answers: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!((code, answers.len()), (0, 4));
    assert_eq!(answers[0]["report"]["summary"]["error"], 0);
    assert_eq!(
        (&answers[1]["id"], &answers[1]["report"]["documents"][0]["accepted"]),
        (&json!("b"), &json!(false))
    );
    assert_eq!(answers[2]["id"], 3);
    assert!(answers[2]["error"].is_string() && answers[3]["error"].is_string());
    let (_, out, _) =
        tfe_check(&["explain", "--batch"], &format!("{}\n", json!({ "id": 1, "text": GOOD })));
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["parsed"]["paths"][0]["path"], "kv/a");
    let row = json!({ "id": 1, "policies": [GOOD], "path": "kv/a", "operation": "read" });
    let (_, out, _) = tfe_check(&["can", "--batch"], &format!("{row}\n"));
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&answer["allowed"], &answer["capabilities"]), (&json!(true), &json!(["read"])));
}

#[test]
fn rules_are_listed_and_shown() {
    let (_, list, _) = tfe_check(&["rules"], "");
    assert!(list.contains("transit-key-read-missing"), "{list}");
    let (code, page, _) = tfe_check(&["rules", "show", "transit-key-read-missing"], "");
    assert!(code == 0 && page.contains("\nWhen to ignore\n"), "{page}");
    let (code, _, message) = tfe_check(&["rules", "show", "transit-key-raed-missing"], "");
    assert!(code == 2 && message.contains("did you mean transit-key-read-missing?"), "{message}");
}

#[test]
fn secrets_are_masked_in_what_is_said() {
    let values = "env:\n  secrets:\n    TFE_LICENSE: hunter2hunter2\n    TFE_DATABASE_PASSWORD: 123456789\n  variables:\n    TFE_ENCRYPTION_PASSWORD: hunter2hunter2\n";
    for format in ["text", "json"] {
        let (_, out, _) = tfe_check(&["check", "--format", format, "-"], values);
        let said = match format {
            "json" => {
                let mut report: Value = serde_json::from_str(&out).unwrap();
                report["documents"][0]["fixed"] = Value::Null;
                for finding in report["documents"][0]["findings"].as_array_mut().unwrap() {
                    finding["fixes"] = Value::Null;
                }
                report.to_string()
            }
            _ => out,
        };
        assert!(!said.contains("hunter2") && !said.contains("123456789"), "{said}");
    }
}

#[test]
fn a_policy_is_exported_as_command_and_as_terraform() {
    let policy = format!("# EOT and ${{x}}\nEOT = 1\n{GOOD}").replace("EOT = 1\n", "");
    let (code, command, _) = tfe_check(&["export", "--name", "tfe prod", "-"], &policy);
    assert_eq!(code, 0);
    assert_eq!(command, format!("vault policy write 'tfe prod' - <<'EOT'\n{policy}EOT\n"));
    let (code, resource, _) = tfe_check(&["export", "--as", "terraform", "-"], &policy);
    assert_eq!(code, 0);
    assert!(resource.starts_with("resource \"vault_policy\" \"tfe\" {\n"), "{resource}");
    assert!(resource.contains("# EOT and $${x}\npath \"kv/a\" {"), "{resource}");
    let (_, again, _) =
        tfe_check(&["check", "--kind", "terraform", "--format", "json", "-"], &resource);
    let report: Value = serde_json::from_str(&again).unwrap();
    assert_eq!(report["documents"][0]["accepted"], true, "{again}");
    let broken = "path \"kv/a\" { capabilities = [\"raed\"] }";
    assert_eq!(tfe_check(&["export", "-"], broken).0, 2);
    let (code, command, _) = tfe_check(&["export", "--fixed", "-"], broken);
    assert!(code == 0 && command.contains("[\"read\"] }\nEOT\n"), "{command}");
}

#[test]
fn replicated_settings_are_exported_as_values() {
    let settings = "{\"hostname\": {\"value\": \"tfe.example.com\"}, \"pg_password\": {\"value\": \"hunter2x\"}}";
    let (code, values, _) = tfe_check(&["export", "--as", "overrides", "-"], settings);
    assert!(code == 0 && values.contains("    TFE_HOSTNAME: \"tfe.example.com\"\n"), "{values}");
    assert!(!values.contains("hunter2x"), "{values}");
    assert_eq!(tfe_check(&["export", "--as", "overrides", "-"], "path \"kv/a\" {}").0, 2);
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_an_error_of_usage() {
    use std::os::unix::ffi::OsStrExt;
    let word = std::ffi::OsStr::from_bytes(b"--tfe=\xff");
    let output =
        Command::cargo_bin("tfe-check").unwrap().args(["check"]).arg(word).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("error:") && !said.contains("bug"), "{said}");
}
