//! Files that are started from answers: they pass the checks, and nothing is overwritten.

use std::fs;

use crate::support::{folder, run_in};

#[test]
fn the_two_files_are_written_and_pass_their_checks() {
    let folder = folder("new-both");
    let answers = ["--cloud", "azure", "--pod", "non-root", "--vault-namespace", "admin/tfe"];
    let host = ["--host", "terraform.corp.example", "--tfe", "v202507-1"];
    for (what, name) in [("overrides", "overrides.yaml"), ("policy", "tfe.hcl")] {
        let args = [&["new", what], &answers[..], &host[..], &["--output", name]].concat();
        let (code, out, messages) = run_in(&folder, &args, "");
        assert_eq!((code, out.as_str(), messages.as_str()), (0, "", ""), "{what}");
    }
    let values = fs::read_to_string(folder.join("overrides.yaml")).unwrap();
    assert!(values.contains("TFE_VAULT_NAMESPACE: \"admin/tfe\"\n"), "{values}");
    assert!(values.contains("  tag: \"v202507-1\"\n"), "{values}");
    let (code, out, _) = run_in(&folder, &["check", "--fail-on", "info", "."], "");
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("0 errors, 0 warnings, 0 info") || out.contains("No findings"), "{out}");
}

#[test]
fn a_file_that_is_there_is_kept() {
    let folder = folder("new-kept");
    fs::write(folder.join("tfe.hcl"), "mine\n").unwrap();
    let (code, _, messages) = run_in(&folder, &["new", "policy", "--output", "tfe.hcl"], "");
    assert_eq!(code, 2);
    assert_eq!(messages, "tfe-check: tfe.hcl exists and is not overwritten\n");
    assert_eq!(fs::read_to_string(folder.join("tfe.hcl")).unwrap(), "mine\n");
}

#[test]
fn without_an_output_the_text_is_printed() {
    let folder = folder("new-printed");
    let (code, policy, _) = run_in(&folder, &["new", "policy", "--vault-mount", "login"], "");
    assert_eq!(code, 0);
    assert!(policy.contains("auth/login/role/tfe") && policy.contains("\"transit/keys/atlas_*\""));
    let (code, values, _) = run_in(&folder, &["new", "overrides", "--cloud", "other"], "");
    assert_eq!(code, 0);
    assert!(values.contains("TFE_OBJECT_STORAGE_S3_SECRET_ACCESS_KEY"), "{values}");
    assert!(!values.contains("TFE_VAULT_USE_EXTERNAL"), "{values}");
}

#[test]
fn answers_that_make_no_file_are_named() {
    let folder = folder("new-refused");
    for (args, word) in [
        (&["--host", "https://tfe.example.com"][..], "--host: "),
        (&["--tfe", "v202308-1"], "--tfe: "),
        (&["--cloud", "other", "--login", "role"], "--login role needs --cloud"),
        (&["--vault-mount", "auth/approle"], "--vault-mount: "),
        (&["--vault-namespace", "a b"], "--vault-namespace: "),
    ] {
        let args = [&["new", "overrides", "--output", "new.yaml"], args].concat();
        let (code, out, messages) = run_in(&folder, &args, "");
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(messages.contains(word), "{args:?}: {messages}");
        assert!(!folder.join("new.yaml").exists());
    }
}

#[test]
fn a_line_gets_its_newest_release() {
    let new = |tfe: &str| run_in(&folder("new-line"), &["new", "overrides", "--tfe", tfe], "");
    for (line, tag) in [("2.0", "2.0.6"), ("1.1", "1.1.4"), ("v2.0", "2.0.6"), ("2.0.1", "2.0.1")] {
        let (code, values, messages) = new(line);
        assert_eq!((code, messages.as_str()), (0, ""), "{line}");
        assert!(values.contains(&format!("  tag: \"{tag}\"\n")), "{line}: {values}");
    }
    let (code, values, messages) = new("2.0.99");
    assert!(code == 0 && values.contains("tag: \"2.0.99\""), "{values}");
    assert!(messages.contains("2.0.99 is not known here"), "{messages}");
    assert_eq!(new("2.1").0, 2);
}

#[test]
fn a_dash_is_standard_output() {
    let folder = folder("new-dash");
    let (code, out, _) = run_in(&folder, &["new", "policy", "--output", "-"], "");
    assert!(code == 0 && out.contains("path \"sys/mounts\""), "{out}");
    assert!(!folder.join("-").exists());
    assert_eq!(run_in(&folder, &["new", "policy", "-o", "tfe.hcl"], "").0, 0);
    assert_eq!(fs::read_to_string(folder.join("tfe.hcl")).unwrap(), out);
}
