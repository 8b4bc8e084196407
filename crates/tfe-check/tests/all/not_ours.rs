//! Files of other programs: whatever words of ours are in them, nothing is said of them and no fix changes
//! them.

use std::fs;
use std::path::Path;

use tfe_check::{Document, Options, Safety, Severity, check, fixed, kind};

/// Name and text of each.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/all/foreign"));
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(&path).unwrap())
    };
    let mut all: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap().path())).collect();
    all.sort();
    all
}

#[test]
fn they_are_named_and_left_alone() {
    let all = files();
    assert!(all.len() > 60, "{}", all.len());
    let mut wrong = Vec::new();
    for (name, text) in &all {
        let extension = name.rsplit_once('.').map_or("", |(_, end)| end);
        let names = [name.as_str(), "", "a.hcl", "a.yaml", &format!("other.{extension}")];
        for (name, text) in
            names.iter().flat_map(|n| [(n, text.clone()), (n, text.replace('\n', "\r\n"))])
        {
            let document = Document::new(*name, text.as_str());
            let report = check(std::slice::from_ref(&document), &Options::default());
            let found = &report.documents[0];
            let loud = found.findings.iter().filter(|f| f.severity > Severity::Info);
            let loud: Vec<&str> = loud.map(|f| f.rule.as_str()).collect();
            if found.kind.is_some() || !loud.is_empty() {
                wrong.push(format!(
                    "{name}: {:?} ({}) {loud:?}\n{text}",
                    found.kind, found.kind_reason
                ));
            }
            for least in [Safety::Safe, Safety::Review, Safety::Repair] {
                if let Some(after) = fixed(&document, &Options::default(), least) {
                    wrong.push(format!("{name}: changed by {least:?}\n{after}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n---\n"));
}

/// A page leaves lines out and lets its readers fill in values: neither makes it broken.
#[test]
fn what_a_page_leaves_open_is_not_wrong() {
    for gap in ["...", "# ...", "…", "[...]", "[snip]", "[omitted]", "-- snip --", "---8<---"] {
        let page = format!(
            "# Change a setting\n\nEdit the file, then upgrade the release.\n\n1. Set it:\n\n    ```yaml\n    {gap}\n    env:\n      variables:\n        TFE_HOSTNAME: <host>\n        {gap}\n    ```\n\n1. Wait.\n\nThe pods are replaced one by one.\n\n- See the other pages.\n- Ask for help.\n\nThat is all.\n"
        );
        let document = Document::new("docs/settings.md", page.as_str());
        let report = check(&[document], &Options::default()).documents.remove(0);
        assert_eq!(report.kind, Some(kind::HELM_OVERRIDES), "{gap}");
        let worst = report.findings.iter().map(|f| f.severity).max();
        let all: Vec<&str> = report.findings.iter().map(|f| f.rule.as_str()).collect();
        assert_eq!(worst, Some(Severity::Info), "{gap}: {all:?}");
        assert!(all.contains(&"placeholder-left"), "{gap}: {all:?}");
    }
}

/// What a program or a page holds is checked where it is; nothing around it is wrong, and nothing of it is
/// changed without a look.
#[test]
fn programs_and_pages_with_a_policy_are_right_as_they_are() {
    let rule = "path \"secret/data/app\" {\n  capabilities = [\"read\"]\n}\n";
    let manifest = "apiVersion: vault.banzaicloud.com/v1alpha1\nkind: Vault\nmetadata: {name: vault}\nspec:\n  externalConfig:\n    policies:\n      - name: app\n        rules: ";
    let carriers = [
        (
            "main.py",
            "import hvac\nclient = hvac.Client()\nPOLICY = \"\"\"\n",
            "\"\"\"\nclient.sys.create_or_update_policy(name=\"app\", policy=POLICY)\n",
        ),
        ("policy.go", "package main\n\nconst policy = `\n", "`\n\nfunc main() { write(policy) }\n"),
        (
            "index.ts",
            "import * as vault from \"@pulumi/vault\";\nconst p = new vault.Policy(\"app\", {\n  name: \"app\",\n  policy: `",
            "`,\n});\n",
        ),
        (
            "Policies.java",
            "package com.example;\n\npublic class Policies {\n  static final String APP = \"\"\"\n",
            "\"\"\";\n}\n",
        ),
        ("lib.rs", "use std::fs;\n\npub const POLICY: &str = r#\"\n", "\"#;\n\nfn main() {}\n"),
        ("vault.yaml", manifest, ""),
        (
            "README.md",
            "# Vault\n\nTFE gained new capabilities. To use a path write path a/b with capabilities = [read].\n\n",
            "\nThen apply it.\n",
        ),
        (
            "tasks.yml",
            "- hosts: localhost\n  tasks:\n    - name: Policy of the app\n      write_policy:\n        name: app\n        rules: ",
            "",
        ),
        ("policies.yml", "policies:\n  - name: app\n    rules: ", ""),
        ("notes.rst", "Policy\n======\n\nThe rule for the app is:\n\n", "\nApply it.\n"),
    ];
    for (name, before, after) in carriers {
        for (written, fault) in [("read", false), ("raed", true)] {
            let text = format!("{before}{}{after}", rule.replace("read", written));
            let document = Document::new(name, text.as_str());
            let report = check(std::slice::from_ref(&document), &Options::default());
            let found = &report.documents[0];
            assert_eq!(found.kind, Some(kind::VAULT_POLICY), "{}\n{text}", found.kind_reason);
            let loud = found.findings.iter().filter(|f| f.severity > Severity::Info);
            let loud: Vec<&str> = loud.map(|f| &text[f.span.start..f.span.end]).collect();
            assert_eq!(loud, if fault { vec!["\"raed\""] } else { vec![] }, "{text}");
            assert_eq!(fixed(&document, &Options::default(), Safety::Safe), None, "{text}");
        }
    }
}

/// What an operator or Ansible fills in is none of Vault's templates.
#[test]
fn a_template_of_the_carrier_is_not_broken() {
    let manifest =
        "apiVersion: example.com/v1\nkind: Policy\nmetadata: {name: a}\nspec:\n  policy: |\n";
    let rule =
        |path: &str| format!("    path \"{path}\" {{\n      capabilities = [\"read\"]\n    }}\n");
    for path in
        ["kv/{{ index .Labels \"team\" }}/+", "kv/{{ .Namespace }}", "kv/{{ mount_path }}/a"]
    {
        let text = format!("{manifest}{}{}", rule("kv/own"), rule(path));
        let found = check(&[Document::new("policy.yaml", text.as_str())], &Options::default());
        let found = &found.documents[0];
        let worst = found.findings.iter().map(|f| f.severity).max();
        assert_eq!(found.kind, Some(kind::VAULT_POLICY), "{path}");
        assert_eq!(worst, Some(Severity::Info), "{path}: {:?}", found.findings);
        let said = found.findings.iter().any(|f| f.message.what.contains("part of a manifest"));
        assert!(said, "{path}: {:?}", found.findings);
    }
    let text = format!("{manifest}{}", rule("kv/{{identity.entity.idd}}"));
    let found = check(&[Document::new("policy.yaml", text.as_str())], &Options::default());
    assert!(
        found.summary.error + found.summary.warning > 0,
        "a wrong template of Vault's is one in a manifest too"
    );
}

/// The tags and entities of a page do not hide what its code blocks show.
#[test]
fn a_page_with_tags_is_checked() {
    let rule = "path \"secret/data/app\" {\n  capabilities = [\"raed\"]\n}\n";
    for around in
        ["<p align=\"center\">Vault</p>", "A &amp; B", "A<br>\nB", "<h1>Vault</h1>", "A&nbsp;B"]
    {
        let page = format!(
            "{around}\n\n# Policies\n\nWrite this:\n\n```hcl\n{rule}```\n\nThen apply it.\n"
        );
        let document = Document::new("README.md", page.as_str());
        let found = check(&[document], &Options::default()).documents.remove(0);
        let loud = found.findings.iter().filter(|f| f.severity > Severity::Info);
        let loud: Vec<&str> = loud.map(|f| &page[f.span.start..f.span.end]).collect();
        assert_eq!(loud, ["\"raed\""], "{page}");
    }
}

/// Terraform with a slip in it stays Terraform: what a policy would need is not written into it.
#[test]
fn terraform_with_a_slip_is_no_policy() {
    let text = "resource \"vault_policy\" \"j\" {\n  name   = \"j\"\n  policy = jsonencode({\n    path = {\n      \"secret/data/app\" = { capabilities = [\"read\"] }\n    }\n  })\n}\n";
    for (right, wrong) in [(" \"j\" {", " \"j\""), ("resource", "reosurce"), ("})", "}")] {
        let slip = text.replacen(right, wrong, 1);
        for name in ["main.tf", "pasted"] {
            let document = Document::new(name, slip.as_str());
            let options = Options::default();
            let report = check(std::slice::from_ref(&document), &options);
            assert_eq!(report.documents[0].kind, Some(kind::TERRAFORM), "{slip}");
            assert_eq!(fixed(&document, &options, Safety::Safe), None);
        }
    }
}
