//! The `set`s of a `helm_release`: checked as the values that they make, told and fixed at their lines.

use tfe_check::report::FindingReport;
use tfe_check::{Document, Options, Safety, Severity, check, fixed, kind};

fn document(text: &str) -> Document {
    Document { kind: Some(kind::TERRAFORM), ..Document::new("main.tf", text) }
}

fn findings(text: &str) -> Vec<FindingReport> {
    check(&[document(text)], &Options::default()).documents.remove(0).findings
}

/// Rules with the text that each is about.
fn told(text: &str) -> Vec<(String, String)> {
    let cut = |f: FindingReport| (f.rule, text[f.span.start..f.span.end].to_owned());
    findings(text).into_iter().map(cut).collect()
}

fn release(inside: &str) -> String {
    format!(
        "resource \"helm_release\" \"tfe\" {{\n  chart = \"terraform-enterprise\"\n{inside}}}\n"
    )
}

fn block(name: &str, value: &str) -> String {
    format!("  set {{\n    name  = \"{name}\"\n    value = {value}\n  }}\n")
}

fn has(text: &str, rule: &str, at: &str) {
    let told = told(text);
    assert!(told.iter().any(|(r, t)| r == rule && t == at), "{rule} at {at}: {told:?}\n{text}");
}

fn after(text: &str, least: Safety) -> String {
    fixed(&document(text), &Options::default(), least).unwrap_or_else(|| text.to_owned())
}

#[test]
fn blocks_and_lists_are_checked_alike() {
    let pair = |name: &str, value: &str| {
        [
            release(&block(name, value)),
            release(&format!("  set = [{{ name = \"{name}\", value = {value} }}]\n")),
            release(&format!(
                "  set = [\n    {{\n      name  = \"{name}\"\n      value = {value}\n    }},\n  ]\n"
            )),
            release(&format!(
                "  set_sensitive {{\n    name  = \"{name}\"\n    value = {value}\n  }}\n"
            )),
            format!(
                "locals {{\n  s = [{{ name = \"{name}\", value = {value} }}]\n}}\n{}",
                release("  set = concat(local.s, [])\n")
            ),
        ]
    };
    for text in pair("env.TFE_HOSTNAME", "\"tfe.example.com\"") {
        has(&text, "setting-outside-variables", "TFE_HOSTNAME");
    }
    for text in pair("env.variables.TFE_IACT_SUBNETS", "\"0.0.0.0/0\"") {
        has(&text, "admin-token-networks", "0.0.0.0/0");
    }
    for text in pair("env.variables.TFE_DATABASE_PASSWORD", "var.password") {
        has(&text, "secret-in-variables", "TFE_DATABASE_PASSWORD");
    }
    for text in pair("env.secrets.TFE_ENCRYPTION_PASSWORD", "\"12345678\"") {
        has(&text, "secret-not-text", "12345678");
        assert!(after(&text, Safety::Safe).contains("\"string\""), "{text}");
    }
    for text in pair("service.annotations.a\\\\.b/c", "true") {
        has(&text, "annotation-not-text", "true");
    }
    for text in pair("env.variables.TFE_HOSTNAM", "\"a.example.com\"") {
        has(&text, "setting-misspelt", "TFE_HOSTNAM");
    }
}

#[test]
fn what_works_is_not_called_broken() {
    for (name, value) in [
        ("env.variables.TFE_CAPACITY_MEMORY", "\"1048576\""),
        ("env.variables.TFE_RUN_PIPELINE_KUBERNETES_DEBUG_ENABLED", "true"),
        ("env.variables.TFE_REDIS_USE_AUTH", "\"true\""),
        ("env.variables.TFE_OBJECT_STORAGE_S3_BUCKET", "\"bucket\""),
        ("replicaCount", "1"),
        ("openshift.enabled", "true"),
        ("env.secrets.TFE_ENCRYPTION_PASSWORD", "var.password"),
        ("service.annotations.a\\\\.b/c", "\"x\""),
        ("nodeSelector.a\\\\.b/c", "\"x\""),
        ("imagePullSecrets[0].name", "\"x\""),
        ("image.tag", "\"1.2.1\""),
    ] {
        let text = release(&format!("  values = [file(\"a.yaml\")]\n{}", block(name, value)));
        let told = told(&text);
        let errors = findings(&text).iter().any(|f| f.severity == tfe_check::Severity::Error);
        assert!(!errors, "{name}: {told:?}");
    }
}

/// `type = "string"` does not help: Helm reads braces as a list in every form but the literal one.
#[test]
fn a_password_in_braces_is_escaped() {
    for (value, escaped) in
        [("{Qx7}", "\\\\{Qx7}"), ("{a,b}", "\\\\{a\\\\,b}"), ("{", "\\\\{"), ("{}", "\\\\{}")]
    {
        for kind in ["", "    type  = \"string\"\n"] {
            let block = |value: &str| {
                let block = block("env.secrets.TFE_DATABASE_PASSWORD", &format!("\"{value}\""));
                release(&block.replacen("  }", &format!("{kind}  }}"), 1))
            };
            let text = block(value);
            let fixed = after(&text, Safety::Safe);
            if value != "{" {
                assert_eq!(fixed, block(escaped), "{:?}", told(&text));
            }
            let left = findings(&fixed);
            assert!(!left.iter().any(|f| f.rule == "secret-not-text"), "{fixed}");
        }
    }
    let json = "helm install tfe hashicorp/terraform-enterprise --set-json \
                'env.secrets.TFE_DATABASE_PASSWORD=[\"a\"]'\n";
    assert_eq!(fixed(&Document::new("a.sh", json), &Options::default(), Safety::Safe), None);
}

/// What other values give is not called missing.
#[test]
fn next_to_other_values_nothing_is_missing() {
    for beside in
        ["  values = [file(\"a.yaml\")]\n", "  values = var.values\n", "  set_list = var.more\n"]
    {
        for name in [
            "env.variables.TFE_OBJECT_STORAGE_TYPE",
            "env.variables.TFE_HOSTNAME",
            "env.variables.TFE_DATABASE_HOST",
            "env.variables.TFE_OPERATIONAL_MODE",
        ] {
            let value = if name.ends_with("TYPE") {
                "\"s3\""
            } else if name.ends_with("MODE") {
                "\"active-active\""
            } else {
                "\"a.example.com\""
            };
            let text = release(&format!("{beside}{}", block(name, value)));
            let errors: Vec<_> = findings(&text)
                .into_iter()
                .filter(|f| f.severity == tfe_check::Severity::Error)
                .map(|f| f.rule)
                .collect();
            assert!(errors.is_empty(), "{errors:?}\n{text}");
        }
    }
}

#[test]
fn names_are_changed_in_place() {
    let text = release(&format!(
        "{}{}{}",
        block("env.TFE_HOSTNAME", "\"a.example.com\""),
        block("env.variables.TFE_DATABASE_PASSWORD", "\"12345678\""),
        block("env.TFE_ENCRYPTION_PASSWORD", "\"a b\""),
    ));
    let fixed = after(&text, Safety::Review);
    for wanted in [
        "\"env.variables.TFE_HOSTNAME\"",
        "\"env.secrets.TFE_DATABASE_PASSWORD\"",
        "\"env.secrets.TFE_ENCRYPTION_PASSWORD\"",
        "    type  = \"string\"\n",
    ] {
        assert!(fixed.contains(wanted), "{wanted}\n{fixed}");
    }
}

#[test]
fn what_goes_through_a_list_is_followed() {
    for inside in [
        "  dynamic \"set\" {\n    for_each = { TFE_X_PASSWORD = \"a\", TFE_IACT_SUBNETS = \"0.0.0.0/0\" }\n    content {\n      name  = \"env.variables.${set.key}\"\n      value = set.value\n    }\n  }\n",
        "  dynamic \"set\" {\n    for_each = [{ n = \"TFE_IACT_SUBNETS\", v = \"0.0.0.0/0\" }]\n    iterator = one\n    content {\n      name  = \"env.variables.${one.value.n}\"\n      value = one.value[\"v\"]\n    }\n  }\n",
        "  set = [for k, v in local.all : { name = \"env.variables.${k}\", value = v }]\n",
    ] {
        let text = format!(
            "locals {{\n  all = {{ TFE_IACT_SUBNETS = \"0.0.0.0/0\" }}\n}}\n{}",
            release(inside)
        );
        has(&text, "admin-token-networks", "0.0.0.0/0");
    }
}

#[test]
fn what_is_not_shown_is_said() {
    for inside in [
        "  set = var.sets\n",
        "  set = local.sets\n",
        "  values = [local.x]\n",
        "  dynamic \"set\" {\n    for_each = var.x\n    content {\n      name  = set.key\n      value = set.value\n    }\n  }\n",
        "  set {\n    name  = var.name\n    value = \"x\"\n  }\n",
    ] {
        let rules: Vec<_> = told(&release(inside)).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["terraform-values-not-shown"], "{inside}");
    }
}

#[test]
fn an_objects_key_may_be_repeated() {
    for text in [
        "locals {\n  t = { a = 1, a = 2 }\n}\n",
        &format!(
            "locals {{\n{}}}\n",
            "  t = { a = 1, a = 2, a = 3, bc = 1, bc = 2 }\n".replace("t =", "t1 =")
        ),
        "locals {\n  t = { \"a-b\" = 1, \"a-b\" = 2, \"a-b\" : 3 }\n}\n",
        "locals {\n  t = {\n    é = 1\n    é = 2\n    b = { c = 1, c = 2 }\n  }\n}\n",
    ] {
        assert!(!told(text).iter().any(|(rule, _)| rule == "terraform-syntax"), "{text}");
    }
    let policy = "resource \"vault_policy\" \"a\" {\n  name   = \"a\"\n  policy = jsonencode({ path = { \"kv/a\" = { capabilities = [\"raed\"], capabilities = [\"read\"] } } })\n}\n";
    assert_eq!(told(policy), [], "{policy}");
}

#[test]
fn every_part_that_is_filled_in_is_marked() {
    let text = "resource \"vault_policy\" \"tfe\" {\n  name   = \"tfe\"\n  policy = <<EOT\npath \"${var.m}/keys/archivist_*\" {\n  capabilities = [\"update\"]\n}\npath \"${var.m}/keys/atlas_*\" {\n  capabilities = [\"update\"]\n}\nEOT\n}\n";
    let found = findings(text);
    let filled = found.iter().find(|f| f.rule == "terraform-policy-filled-in").unwrap();
    assert!(filled.message.what.starts_with("2 parts"), "{}", filled.message.what);
    assert_eq!(filled.related.len(), 1);
}

/// Keys below `env.variables`, with values that are right and values that are not.
const SETTINGS: [(&str, &str); 16] = [
    ("TFE_HOSTNAME", "tfe.example.com"),
    ("TFE_HOSTNAME", "https://tfe.example.com"),
    ("TFE_DATABASE_HOST", "db.example.com:5432"),
    ("TFE_DATABASE_NAME", "tfe"),
    ("TFE_DATABASE_PASSWORD", "battery-staple"),
    ("TFE_OBJECT_STORAGE_TYPE", "s3"),
    ("TFE_OBJECT_STORAGE_TYPE", "gcs"),
    ("TFE_OBJECT_STORAGE_S3_BUCKET", "tfe"),
    ("TFE_OBJECT_STORAGE_S3_REGION", "us-east-1"),
    ("TFE_CAPACITY_CONCURRENCY", "ten"),
    ("TFE_CAPACITY_MEMORY", "1048576"),
    ("TFE_IACT_SUBNETS", "0.0.0.0/0"),
    ("TFE_LICENSE", "02MV4UU43BK5HGYYTOJZWFQMTMNNEWU33JJZ4CE"),
    ("TFE_REDIS_USE_AUTH", "yes"),
    ("TFE_VAULT_USE_EXTERNAL", "true"),
    ("TFE_OPERATIONAL_MODE", "active-active"),
];

/// Sets alone are checked as the file that gives the same values.
#[test]
fn sets_are_checked_as_the_values_that_they_make() {
    let mut seed = 7_u64;
    for _ in 0..40 {
        let mut given = std::collections::BTreeMap::new();
        for (name, value) in SETTINGS {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            if seed >> 63 == 0 {
                given.insert(name, value);
            }
        }
        let line = |(name, value): (&&str, &&str)| format!("    {name}: \"{value}\"\n");
        let values: String = given.iter().map(line).collect();
        let values = format!("env:\n  variables:\n{values}");
        let sets: String = given
            .iter()
            .map(|(n, v)| block(&format!("env.variables.{n}"), &format!("\"{v}\"")))
            .collect();
        let rules = |kind, text: &str| {
            let document = Document { kind: Some(kind), ..Document::new("a", text) };
            let report = check(&[document], &Options::default()).documents.remove(0);
            let told = report.findings.into_iter().map(|f| (f.rule, f.severity));
            let mut told: Vec<_> = told.filter(|(r, _)| r != "part-of-a-configuration").collect();
            told.sort();
            told
        };
        let text = release(&sets);
        assert_eq!(rules(kind::TERRAFORM, &text), rules(kind::HELM_OVERRIDES, &values), "{text}");
    }
}

/// What a piece says is checked, whatever other pieces say; what it lacks may be in them.
#[test]
fn a_text_next_to_other_values_is_checked_by_what_it_says() {
    let yaml = "<<-EOT\n    env:\n      variables:\n        TFE_HOSTNAME: https://tfe.example.com\n        TFE_OBJECT_STORAGE_TYPE: gcs\n        TFE_DATABASE_PASSWORD: abc\n        TFE_CAPACITY_MEMORY: 1048576\n    EOT\n";
    let code = "yamlencode({\n    env = {\n      variables = {\n        TFE_HOSTNAME            = \"https://tfe.example.com\"\n        TFE_OBJECT_STORAGE_TYPE = \"gcs\"\n        TFE_DATABASE_PASSWORD   = \"abc\"\n        TFE_CAPACITY_MEMORY     = 1048576\n      }\n    }\n  })\n";
    for piece in [yaml, code] {
        for beside in ["file(\"base.yaml\")", "templatefile(\"a.tpl\", {})", "local.base"] {
            let text = release(&format!("  values = [{beside}, {piece}  ]\n"));
            let rules: Vec<String> = findings(&text).into_iter().map(|f| f.rule).collect();
            for rule in [
                "hostname-malformed",
                "value-not-allowed",
                "secret-in-variables",
                "number-rewritten",
            ] {
                assert!(rules.iter().any(|r| r == rule), "{rule}: {rules:?}\n{text}");
            }
            let missing = rules.iter().find(|rule| rule.ends_with("-missing"));
            assert_eq!(missing, None, "{text}");
        }
    }
}

/// Helm merges the texts of a release: what a later one gives again never counts in an earlier one.
#[test]
fn a_later_text_wins_whatever_the_key_is() {
    let release = |last: &str| {
        format!(
            "resource \"helm_release\" \"tfe\" {{\n  name   = \"terraform-enterprise\"\n  chart  = \"terraform-enterprise\"\n  values = [<<-A\n    replicaCount: 3\n    image:\n      tag: latest\n    env:\n      variables:\n        TFE_OPERATIONAL_MODE: \"yes\"\n    A\n    , {last}\n  ]\n}}\n"
        )
    };
    let own = "<<-B\n    replicaCount: 1\n    image:\n      tag: 1.2.0\n    env:\n      variables:\n        TFE_OPERATIONAL_MODE: external\n    B";
    for last in [own, "file(\"prod.yaml\")"] {
        let text = release(last);
        let report = check(&[Document::new("main.tf", text.as_str())], &Options::default());
        let found = &report.documents[0].findings;
        let loud: Vec<_> = found.iter().filter(|f| f.severity > Severity::Info).collect();
        assert!(loud.is_empty(), "{last}: {loud:?}");
    }
    let first =
        release(own).replace("<<-B", "<<-C").replace("    B", "    C").replace("external", "actve");
    let report = check(&[Document::new("main.tf", first.as_str())], &Options::default());
    assert!(report.summary.error > 0, "what the last one says counts");
}
