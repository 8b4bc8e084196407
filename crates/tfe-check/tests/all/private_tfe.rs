//! Private Terraform Enterprise of the machine image: variables, backends, the role's policy and commands, in
//! files and in pages.

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Severity, check, kind, secrets_of};

const TFVARS: &str = "region = \"us-west-2\"\nami_id = \"ami-1\"\nfqdn = \"tfe.example.com\"\ncert_id = \"arn:aws:acm:us-west-2:123456789012:certificate/a\"\ninstance_subnet_id = \"subnet-1\"\nelb_subnet_id = \"subnet-2\"\ndata_subnet_ids = [\"subnet-3\", \"subnet-4\"]\ndb_password = \"osprey7plain\"\nbucket_name = \"tfe-data\"\n";

fn report(name: &str, text: &str) -> DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}

fn said(found: &DocumentReport) -> Vec<(usize, &str)> {
    found.findings.iter().map(|f| (f.span.line, f.rule.as_str())).collect()
}

fn loud(found: &DocumentReport) -> Vec<(usize, &str)> {
    let loud = found.findings.iter().filter(|f| f.severity > Severity::Info);
    loud.map(|f| (f.span.line, f.rule.as_str())).collect()
}

#[test]
fn the_variables_are_known_without_a_file_name() {
    for name in ["", "terraform.tfvars", "notes.txt"] {
        let found = report(name, TFVARS);
        assert_eq!(found.kind, Some(kind::TERRAFORM), "{name}");
        assert_eq!(loud(&found), [], "{name}");
        let host = found.findings.iter().find(|f| f.message.what.contains("`fqdn`")).unwrap();
        assert_eq!((host.span.line, &*host.message.what), (3, "`fqdn` is `TFE_HOSTNAME` now."));
    }
    assert!(!secrets_of(&Document::new("", TFVARS)).mask("osprey7plain").contains("osprey7"));
}

#[test]
fn other_variables_are_not_ours() {
    let texts = [
        "region = \"us-west-2\"\ninstance_type = \"m5.large\"\nkey_name = \"a\"\nzone_id = \"b\"\n",
        "fqdn = \"a.example.com\"\nname = \"b\"\nsize = 3\n",
    ];
    for text in texts {
        assert_eq!(report("", text).kind, None, "{text}");
        let found = report("terraform.tfvars", text);
        assert!(found.findings.iter().all(|f| f.severity == Severity::Info), "{:?}", said(&found));
    }
    let backend = "terraform {\n  backend \"s3\" {\n    bucket = \"state\"\n    key = \"network.tfstate\"\n  }\n}\n";
    assert_eq!(said(&report("main.tf", backend)), [(1, "terraform-without-policy")]);
}

#[test]
fn what_is_wrong_is_reported_at_its_line() {
    let text = TFVARS
        .replace("\"tfe.example.com\"", "\"https://tfe.example.com\"")
        .replace("\"tfe-data\"", "\"corp-storagelocker\"")
        .replace("acm:us-west-2", "acm:us-east-1")
        .replace("[\"subnet-3\", \"subnet-4\"]", "[\"subnet-3\"]");
    let expected = [
        (3, "private-tfe-fqdn-malformed"),
        (4, "private-tfe-certificate-of-another-region"),
        (7, "private-tfe-subnets-too-few"),
        (9, "private-tfe-old-bucket-managed"),
    ];
    assert_eq!(loud(&report("", &text)), expected);
    assert_eq!(loud(&report("a.tfvars", &text.replace('\n', "\r\n"))), expected);
}

/// A page about the old product: each block is checked where it is, and its commands too.
#[test]
fn a_page_about_it_says_what_replaced_each_part() {
    let page = "# Migrating\n\nPoint the backend to it:\n\n```tf\nterraform {\n  backend \"atlas\" {\n    address = \"https://tfe.example.com\"\n    name    = \"org/env\"\n  }\n}\n```\n\nThen:\n\n```\nexport ATLAS_TOKEN=$TOKEN\nterraform init\n```\n\nRekey Vault:\n\n```\nvault rekey -init -key-shares=5\n\nNonce: acdd8a46\nStarted: true\n```\n\nand save the keys:\n\n```\nsudo rm /data/vault-unseal-key\nsudo atlas-backup\n```\n\nThat is all.\n";
    let expected = [
        (5, "markdown-fence"),
        (7, "backend-atlas-removed"),
        (17, "private-tfe-command"),
        (24, "vault-rekey-old-syntax"),
        (33, "private-tfe-command"),
        (34, "private-tfe-command"),
    ];
    assert_eq!(said(&report("", page)), expected);
}

#[test]
fn a_session_of_the_old_product_is_a_script() {
    let session = "$ vault rekey -init -key-shares=5 -key-threshold=2\n\nNonce: acdd8a46\nStarted: true\nKey Shares: 5\n\n$ sudo atlas-backup\n";
    let found = report("", session);
    assert_eq!(found.kind, Some(kind::SCRIPT));
    assert_eq!(said(&found), [(1, "vault-rekey-old-syntax"), (7, "private-tfe-command")]);
    for text in [
        "See `vault rekey -help` for atlas-backup and hashicorp-support.\n",
        "vault operator rekey -init\n",
    ] {
        assert_eq!(report("", text).kind, None, "{text}");
    }
}
