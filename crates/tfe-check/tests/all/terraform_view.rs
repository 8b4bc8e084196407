//! What is shown of a Terraform file next to its findings: the view of each text that stands in it,
//! at the lines of the file.

use tfe_check::view::{State, View};
use tfe_check::{Document, Options, kind, view};

fn shown(text: &str) -> View {
    let document = Document { kind: Some(kind::TERRAFORM), ..Document::new("main.tf", text) };
    view(&document, &Options::default())
}

const KEYS: &str = "resource \"vault_policy\" \"tfe\" {\n  name   = \"tfe\"\n  policy = <<-EOT\n    \
                    path \"transit/keys/archivist_*\" {\n      capabilities = [\"read\", \
                    \"update\"]\n    }\n    path \"transit/keys/atlas_*\" {\n      \
                    capabilities = [\"update\"]\n    }\n  EOT\n}\n";

const RELEASE: &str = "resource \"helm_release\" \"tfe\" {\n  chart  = \"terraform-enterprise\"\n  \
                       values = [<<-EOT\n    env:\n      variables:\n        TFE_HOSTNAME: \
                       tfe.example.com\n    EOT\n  ]\n}\n";

#[test]
fn the_access_of_a_policy_is_reported_at_the_lines_of_the_file() {
    let view = shown(KEYS);
    let rows: Vec<_> = view.access.iter().flat_map(|g| &g.rows).collect();
    let row = |path: &str, operation: &str| {
        *rows.iter().find(|r| r.path.starts_with(path) && r.operation == operation).unwrap()
    };
    let read = row("transit/keys/archivist_", "read");
    assert!(read.allowed);
    assert_eq!(read.line, Some(4));
    let (start, end) = read.span.unwrap();
    assert!(KEYS[start..end].contains("transit/keys/archivist_*"));
    let denied = row("transit/keys/atlas_", "read");
    assert_eq!((denied.allowed, denied.line), (false, Some(7)));
    assert!(view.outcomes.iter().any(|o| o.name == "Back up" && o.state == State::Fails));
}

#[test]
fn settings_of_values_are_reported_at_the_lines_of_the_file() {
    let view = shown(RELEASE);
    let host = view.settings.iter().find(|s| s.name == "TFE_HOSTNAME").unwrap();
    assert_eq!((host.value.as_str(), host.line), ("tfe.example.com", Some(6)));
    assert!(view.start.is_some() && !view.pod.is_empty());
}

#[test]
fn settings_are_shown_where_terraform_fills_in_one_of_them() {
    let view = shown(
        &RELEASE
            .replace("tfe.example.com\n", "${var.host}\n        TFE_CAPACITY_MEMORY: 1048576\n"),
    );
    let value = |name: &str| {
        view.settings.iter().find(|s| s.name == name).map(|s| (s.value.as_str(), s.changed))
    };
    assert_eq!(value("TFE_HOSTNAME"), Some(("${…}", false)));
    assert_eq!(value("TFE_CAPACITY_MEMORY"), Some(("1.048576e+06", true)));
    assert!(view.start.is_none() && view.outcomes.is_empty() && !view.pod.is_empty());
    assert_eq!(view.verdict, "`TFE_CAPACITY_MEMORY`: Helm prints 1048576 as `1.048576e+06`.");
}

#[test]
fn the_verdict_is_about_a_finding_of_the_file() {
    let sets = "resource \"helm_release\" \"tfe\" {\n  chart = \"terraform-enterprise\"\n  set {\n    name  = \"env.variables.TFE_CAPACITY_MEMORY\"\n    value = \"1048576\"\n  }\n}\n";
    assert!(shown(sets).verdict.starts_with("10 runs with"), "{}", shown(sets).verdict);
}

#[test]
fn several_texts_each_say_whose_they_are() {
    let view = shown(&format!("{KEYS}{RELEASE}"));
    assert!(view.settings.iter().any(|s| s.name == "TFE_HOSTNAME" && s.line == Some(17)));
    assert!(view.outcomes.iter().any(|o| o.name == "Back up"), "one policy needs no name");
    assert!(view.outcomes.iter().all(|o| o.state != State::NotJudged));

    let old = KEYS.replace("\"tfe\"", "\"old\"");
    let view = shown(&format!("{KEYS}{old}"));
    assert!(view.outcomes.iter().any(|o| o.name == "vault_policy.old: Back up"));
    assert!(view.access.iter().any(|g| g.name == "vault_policy.tfe: Back up"));
    let mut groups: Vec<&str> = view.access.iter().map(|g| g.id.as_str()).collect();
    groups.dedup();
    assert_eq!(groups.len(), view.access.len());
}

#[test]
fn a_file_that_terraform_cannot_read_or_that_decides_elsewhere_shows_its_verdict_alone() {
    for text in ["resource \"vault_policy\" {", "resource \"null_resource\" \"a\" {}\n"] {
        let view = shown(text);
        assert!(!view.verdict.is_empty());
        assert!(view.access.is_empty() && view.settings.is_empty() && view.outcomes.is_empty());
    }
    let filled = KEYS.replace("transit/keys/atlas_*", "${var.mount}/keys/atlas_*");
    let view = shown(&filled);
    assert!(view.access.is_empty(), "nobody knows what is asked: {view:#?}");
}
