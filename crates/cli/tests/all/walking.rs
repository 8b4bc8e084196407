//! Folders and patterns: what is ours is checked, what is not is skipped and counted.

use crate::support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{WHOLE, files, folder, report_in, run_in, told, without};

const OVERRIDES: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_CAPACITY_MEMORY: 1048576\nimage:\n  tag: v202309-1\n";
const SCRIPT: &str = "#!/bin/sh\nvault auth enable approle\nvault write auth/approle/role/tfe token_policies=tfe secret_id_ttl=1h\n";
const VALUES: &str = "replicaCount: 2\nimage:\n  repository: nginx\ntolerations: []\nnodeSelector: {}\naffinity: {}\n";
const DEPLOYMENT: &str = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {}\n";
const COMPOSE: &str = "services:\n  web:\n    image: nginx\n";
const PAGE: &str = "# Notes\n\n```hcl\npath \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n```\n";

/// It makes such a text, so it has the words of one.
const PROGRAM: &str = "# writes tfe.hcl\npath \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";

/// A repository with ten kinds of files of which four are ours.
fn repository(name: &str) -> PathBuf {
    let policy = without(&["backup/atlas"]);
    let terraform =
        format!("resource \"vault_policy\" \"tfe\" {{\n  policy = <<EOT\n{policy}EOT\n}}\n");
    let root = folder(name);
    let all: [(&str, &str); 14] = [
        ("vault/tfe.hcl", &policy),
        ("helm/overrides.yaml", OVERRIDES),
        ("terraform/vault.tf", &terraform),
        ("scripts/approle.sh", SCRIPT),
        ("terraform/vpc.tf", "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n"),
        ("web/values.yaml", VALUES),
        ("web/deployment.yaml", DEPLOYMENT),
        ("compose.yaml", COMPOSE),
        ("README.md", PAGE),
        ("package.json", "{ \"name\": \"a\" }\n"),
        ("Dockerfile", "FROM alpine\n"),
        ("src/main.py", PROGRAM),
        ("ignored/tfe.hcl", "path \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n"),
        (".gitignore", "ignored/\n"),
    ];
    for (name, text) in all {
        write(&root, name, text);
    }
    fs::write(root.join("logo.png"), [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]).unwrap();
    root
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const OURS: [&str; 4] =
    ["helm/overrides.yaml", "scripts/approle.sh", "terraform/vault.tf", "vault/tfe.hcl"];

fn json(root: &Path, args: &[&str]) -> (i32, Value) {
    let args: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
    let (code, out, messages) = run_in(root, &args, "");
    (code, serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{messages}")))
}

fn names(report: &Value) -> Vec<&str> {
    let documents = report["documents"].as_array().unwrap().iter();
    documents.map(|d| d["name"].as_str().unwrap()).collect()
}

#[test]
fn a_repository_gives_the_findings_and_the_exit_code_of_our_files() {
    let root = repository("walk");
    let (code, all) = json(&root, &["."]);
    assert_eq!((code, names(&all)), (1, OURS.to_vec()));
    let each: Vec<String> = OURS.iter().flat_map(|name| told(&json(&root, &[name]).1)).collect();
    assert!(each.len() > 3, "{each:?}");
    assert_eq!(told(&all), each);
    let (code, out, messages) = run_in(&root, &["check", "."], "");
    assert_eq!(code, 1, "{messages}");
    assert!(out.contains("\n9 other files were skipped"), "{out}");
    assert!(messages.is_empty(), "{messages}");
    for name in OURS {
        fs::write(root.join(name), WHOLE).unwrap();
    }
    assert_eq!(run_in(&root, &["check", "."], "").0, 0);
}

#[test]
fn what_is_found_in_one_folder_is_checked_together_and_nothing_else() {
    let root = folder("walk-groups");
    write(&root, "prod/overrides.yaml", OVERRIDES);
    write(&root, "prod/tfe.hcl", &without(&["transit/keys"]));
    write(&root, "prod/more.hcl", &support::with(&["transit/keys"]));
    write(&root, "dev/tfe.hcl", &without(&["transit/keys"]));
    let (_, report) = json(&root, &["."]);
    let said = told(&report);
    assert!(said.iter().any(|s| s == "dev/tfe.hcl: transit-key-read-missing"), "{said:?}");
    assert!(!said.iter().any(|s| s == "prod/tfe.hcl: transit-key-read-missing"), "{said:?}");
    let groups = report["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0]["documents"], serde_json::json!(["dev/tfe.hcl"]));
    assert_eq!(groups[0]["versions"]["tfe"], "2.0");
    assert_eq!(groups[1]["versions"]["tfe"], "v202309-1");
    let schema = include_str!("../../../../docs/report.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &report));
}

#[test]
fn a_file_that_is_named_has_to_be_ours_one_that_is_found_has_not() {
    let root = repository("walk-named");
    let (code, _, messages) = run_in(&root, &["check", "vault", "compose.yaml"], "");
    assert!(code == 2 && messages.contains("compose.yaml: not checked"), "{messages}");
    let (code, report) = json(&root, &["README.md", "."]);
    assert_eq!((code, names(&report).len()), (1, 5), "a page that is named is checked");
    let (code, out, messages) = run_in(&root, &["check", "web"], "");
    assert!(code == 2 && out.is_empty(), "{out}");
    assert!(messages.contains("web: nothing was checked: none of the 2 files"), "{messages}");
    assert_eq!(run_in(&root, &["check", "--allow-unknown", "web"], "").0, 0);
    let (_, report) = json(&root, &["--kind", "vault-policy", "."]);
    assert_eq!(names(&report), ["vault/tfe.hcl"]);
}

#[test]
fn patterns_are_matched_where_the_shell_did_not() {
    let root = repository("walk-patterns");
    let (code, report) = json(&root, &["**/*.{hcl,tf}"]);
    assert_eq!((code, names(&report)), (1, vec!["terraform/vault.tf", "vault/tfe.hcl"]));
    let (code, report) = json(&root, &["helm/*.yaml", "web/*.yaml"]);
    assert_eq!((code, names(&report)), (0, vec!["helm/overrides.yaml"]));
    let (code, _, messages) = run_in(&root, &["check", "helm/*.json"], "");
    assert!(code == 2 && messages.contains("helm/*.json: no file matches"), "{messages}");
    write(&root, "a[1].hcl", WHOLE);
    let (code, report) = json(&root, &["a[1].hcl"]);
    assert_eq!((code, names(&report)), (0, vec!["a[1].hcl"]), "a file may have such a name");
}

#[test]
fn fixes_are_written_into_the_files_of_a_folder() {
    let root = repository("walk-fix");
    let (_, out, _) = run_in(&root, &["check", "--diff", "vault"], "");
    assert!(out.contains("+++ b/vault/tfe.hcl"), "{out}");
    let (code, out, _) = run_in(&root, &["check", "--fix", "."], "");
    assert_eq!(code, 0, "{out}");
    assert!(fs::read_to_string(root.join("vault/tfe.hcl")).unwrap().contains("backup/atlas"));
    assert_eq!(fs::read_to_string(root.join("README.md")).unwrap(), PAGE);
    assert_eq!(run_in(&root, &["check", "--diff", "."], "").1, "");
}

#[test]
fn a_collection_is_not_an_installation() {
    let root = folder("walk-collection");
    write(&root, "a.hcl", &without(&["transit/keys"]));
    write(&root, "b.hcl", &support::with(&["transit/keys"]));
    let missing = "a.hcl: transit-key-read-missing".to_owned();
    assert!(!told(&json(&root, &["."]).1).contains(&missing));
    for number in 0..20 {
        let rule = format!("path \"kv/{number}\" {{\n  capabilities = [\"read\"]\n}}\n");
        write(&root, &format!("kv-{number}.hcl"), &rule);
    }
    assert!(told(&json(&root, &["."]).1).contains(&missing));
}

#[test]
fn what_the_program_printed_before_is_not_checked() {
    let folder = files("walking-printed", &[("a.hcl", PROGRAM)]);
    let printed = [
        ("out.txt", &["check", "a.hcl"][..]),
        ("quiet.log", &["check", "-q", "a.hcl"]),
        ("place.conf", &["check", "--sort", "place", "a.hcl"]),
        ("page.txt", &["rules", "show", "unknown-capability"]),
        ("page.log", &["rules", "show", "placeholder-left"]),
    ];
    for (name, args) in printed {
        let (_, out, _) = run_in(&folder, args, "");
        fs::write(folder.join(name), out).unwrap();
    }
    run_in(&folder, &["check", "-o", "report.txt", "."], "");
    let report = report_in(&folder, &["."]);
    let names: Vec<&str> = report["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["a.hcl"]);
    let before = fs::read_to_string(folder.join("report.txt")).unwrap();
    run_in(&folder, &["check", "--fix", "."], "");
    assert_eq!(fs::read_to_string(folder.join("report.txt")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_is_checked_where_it_is() {
    use std::os::unix::fs::symlink;
    const BAD: &str = "path \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";
    let root = folder("walk-links");
    write(&root, "real/l.hcl", BAD);
    write(&root, "dev/b.hcl", WHOLE);
    for (target, link) in [
        ("../real/l.hcl", "dev/l.hcl"),
        ("l.hcl", "real/same.hcl"),
        ("../real", "dev/folder"),
        ("..", "dev/above"),
        ("gone.hcl", "dev/gone.hcl"),
        ("self.hcl", "dev/self.hcl"),
    ] {
        symlink(target, root.join(link)).unwrap();
    }
    for args in [&["dev"][..], &["dev/*.hcl"], &["dev/"], &["."]] {
        let (code, report) = json(&root, args);
        assert!(code == 1 && names(&report).contains(&"dev/l.hcl"), "{args:?}");
    }
    let (_, report) = json(&root, &["."]);
    assert_eq!(names(&report), ["dev/b.hcl", "dev/l.hcl", "real/l.hcl"], "once in each folder");
    let (_, report) = json(&root, &["real/l.hcl", "."]);
    assert_eq!(names(&report), ["real/l.hcl", "dev/b.hcl"], "what is named is named");
    let (_, out, _) = run_in(&root, &["check", "."], "");
    let said = "4 links were not followed: they lead to folders, or nowhere.";
    assert!(out.contains(said), "{out}");
    let (code, _, messages) = run_in(&root, &["check", "dev/above"], "");
    assert_eq!(code, 1, "a link that is named is followed: {messages}");
    let (code, out, _) = run_in(&root, &["check", "--fix", "."], "");
    assert!(code == 0 && out.contains("2 found, 2 fixed, 0 left."), "{out}");
    assert!(fs::read_to_string(root.join("real/l.hcl")).unwrap().contains("[\"read\"]"));
    assert!(fs::symlink_metadata(root.join("dev/l.hcl")).unwrap().is_symlink());
}

#[test]
fn commands_that_take_several_files_take_patterns() {
    let root = folder("walk-several");
    write(&root, "a/tfe.hcl", WHOLE);
    write(&root, "a/overrides.yaml", OVERRIDES);
    write(&root, "a/compose.yaml", COMPOSE);
    let upgrade = |what: &str| {
        let args = ["upgrade", "--from", "1.0.1", "--to", "1.2", what];
        let (code, out, messages) = run_in(&root, &args, "");
        (code < 2, out.is_empty(), messages)
    };
    for what in [".", "a", "a/*.yaml", "**/*.hcl"] {
        assert_eq!(upgrade(what), (true, false, String::new()), "{what}");
    }
    let no_match = "tfe-check: *.yaml: no file matches\n".to_owned();
    assert_eq!(upgrade("*.yaml"), (false, true, no_match));
    for what in ["a", "a/*.hcl", "a/*"] {
        let args = ["can", "--policy", what, "read", "sys/mounts"];
        let (code, out, messages) = run_in(&root, &args, "");
        assert!(code == 0 && out.contains("tfe.hcl:5"), "{what}: {messages}");
    }
    let (code, _, messages) = run_in(&root, &["explain", "a"], "");
    let folder = "tfe-check: cannot read a: it is a folder; name a file\n";
    assert_eq!((code, messages.as_str()), (2, folder));
    let (_, _, messages) = run_in(&root, &["export", "gone.hcl"], "");
    assert_eq!(messages, "tfe-check: cannot read gone.hcl: No such file or directory\n");
}
