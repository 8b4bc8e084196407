//! Values that a command gives to Helm one by one are checked at their places in the command.

use tfe_check::{Document, Options, Safety, check, fixed, kind};

const INSTALL: &str = "helm install tfe hashicorp/terraform-enterprise";

/// `rule: the marked text` of each finding.
pub(crate) fn found(name: &str, text: &str) -> Vec<String> {
    let document = Document::new(name, text);
    let report = check(&[document], &Options::default()).documents.remove(0);
    assert_eq!(report.kind, Some(kind::SCRIPT), "{}\n{text}", report.kind_reason);
    let said = |f: &tfe_check::report::FindingReport| {
        format!("{}: {}", f.rule, &text[f.span.start..f.span.end])
    };
    report.findings.iter().map(said).collect()
}

fn fix(text: &str, least: Safety) -> Option<String> {
    fixed(&Document::new("setup.sh", text), &Options::default(), least)
}

#[test]
fn each_form_of_an_option_is_read() {
    let forms = [
        "--set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "--set=env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "--set-string env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "--set 'env.variables.TFE_OBJECT_STORAGE_TYPE=gcs'",
        "--set \"env.variables.TFE_OBJECT_STORAGE_TYPE=gcs\"",
        "--set env.variables.TFE_OBJECT_STORAGE_TYPE=\"gcs\"",
        "--set replicaCount=1,env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "--version 1.6.8 \\\n  --set replicaCount=1 \\\n  --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "--version 1.6.8 `\n  --set replicaCount=1 `\n  --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "--set-json 'env.variables.TFE_OBJECT_STORAGE_TYPE=\"gcs\"'",
        "--set-json '{\"env\": {\"variables\": {\"TFE_OBJECT_STORAGE_TYPE\": \"gcs\"}}}'",
        "--set-literal env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
        "-f values.yaml --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
    ];
    for form in forms {
        for text in
            [format!("{INSTALL} {form}\n"), format!("#!/bin/sh\nset -e\n{INSTALL} {form}\n")]
        {
            let all = found("setup.sh", &text);
            assert!(
                all.iter().any(|f| f.replace('"', "") == "value-not-allowed: gcs"),
                "{all:?}\n{text}"
            );
        }
    }
}

#[test]
fn a_call_of_helm_is_found_wherever_it_is() {
    let set = "hashicorp/terraform-enterprise --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs";
    for call in [
        format!("helm --kube-context prod -n tfe upgrade tfe {set}\n"),
        format!("sudo helm upgrade --install tfe {set}\n"),
        format!("VERSION=1.6.8; /usr/local/bin/helm upgrade tfe {set} --wait\n"),
        format!("if ! helm status tfe; then helm install tfe {set}; fi\n"),
        format!("helm template tfe {set} | kubectl apply -f -\n"),
        format!("ssh admin <<'EOF'\nset -e\nhelm install tfe {set}\nEOF\n"),
        format!("OUT=$(helm upgrade tfe {set})\necho \"$OUT\"\n"),
    ] {
        let all = found("setup.sh", &call);
        assert!(all.iter().any(|f| f == "value-not-allowed: gcs"), "{all:?}\n{call}");
    }
    for other in [
        "helm repo add x https://example.com",
        "helm upgrade db bitnami/postgresql --set env.variables.a=b",
    ] {
        let report = check(&[Document::new("setup.sh", other)], &Options::default());
        assert_eq!(report.documents[0].kind, None, "{other}");
    }
}

#[test]
fn what_is_right_is_left_alone() {
    for options in [
        "--set replicaCount=1",
        "--set replicaCount=3,tls.certificateSecret=tfe-tls",
        "--set env.secrets.TFE_LICENSE=\"$TFE_LICENSE\"",
        "--set env.variables.TFE_HOSTNAME=$HOST --set-file env.secrets.TFE_LICENSE=license.txt",
        "--set-string 'pod.annotations.prometheus\\.io/scrape=true'",
        "--set tls.certificateSecret=tfe-tls --reuse-values",
        "--set env.variables.TFE_IACT_SUBNETS='10.0.0.0/8\\,192.168.0.0/16'",
        "--set \"${NAME}=x\" --set replicaCount=1",
        "\"${OPTIONS[@]}\" --set replicaCount=1",
    ] {
        for call in ["install", "upgrade --install", "upgrade", "template"] {
            let text = format!("helm {call} tfe hashicorp/terraform-enterprise {options}\n");
            assert_eq!(found("setup.sh", &text), Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn what_helm_makes_of_dots_commas_and_types_is_said() {
    let dots = format!("{INSTALL} --set 'pod.annotations.prometheus.io/port=x'\n");
    assert_eq!(
        found("setup.sh", &dots),
        ["set-dots-not-escaped: pod.annotations.prometheus.io/port"
            .replace("pod.annotations.", "")]
    );
    let comma =
        format!("{INSTALL} --set env.variables.TFE_IACT_SUBNETS=10.0.0.0/8,192.168.0.0/16\n");
    assert_eq!(found("setup.sh", &comma), ["set-comma-not-escaped: 10.0.0.0/8,192.168.0.0/16"]);
    let typed = format!("{INSTALL} --set 'pod.annotations.a=true'\n");
    assert_eq!(found("setup.sh", &typed), ["annotation-not-text: true"]);
    let lost = format!("{INSTALL} --set env.TFE_HOSTNAME=tfe.example.com\n");
    assert!(found("setup.sh", &lost)[0].starts_with("setting-outside-variables: "));
    let key = format!("{INSTALL} --set imagePullSecret=x\n");
    assert!(found("setup.sh", &key)[0].starts_with("unknown-chart-key: imagePullSecret"));
}

#[test]
fn fixes_are_written_as_a_shell_wants_them() {
    for (before, after) in [
        (
            "--set 'pod.annotations.prometheus.io/port=x'",
            "--set 'pod.annotations.prometheus\\.io/port=x'",
        ),
        (
            "--set \"pod.annotations.prometheus.io/port=x\"",
            "--set \"pod.annotations.prometheus\\.io/port=x\"",
        ),
        (
            "--set pod.annotations.prometheus.io/port=x",
            "--set pod.annotations.prometheus\\\\.io/port=x",
        ),
        ("--set 'pod.annotations.a=true'", "--set-string 'pod.annotations.a=true'"),
        (
            "--set env.variables.TFE_IACT_SUBNETS=\"10.0.0.0/8,10.1.0.0/16\"",
            "--set env.variables.TFE_IACT_SUBNETS=\"10.0.0.0/8\\,10.1.0.0/16\"",
        ),
        (
            "--set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs",
            "--set env.variables.TFE_OBJECT_STORAGE_TYPE=google",
        ),
    ] {
        let text = format!("{INSTALL} {before}\n");
        let fixed = fix(&text, Safety::Safe).unwrap_or_default();
        assert_eq!(fixed, format!("{INSTALL} {after}\n"));
        assert_eq!(fix(&fixed, Safety::Safe), None, "{fixed}");
    }
}

#[test]
fn commands_in_a_page_are_checked_and_the_page_is_not_changed() {
    let page = format!(
        "# Install TFE\n\nIt's easy, run:\n\n```sh\n$ {INSTALL} \\\n    --set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs\n```\n\nThen wait.\n"
    );
    assert_eq!(found("README.md", &page), ["value-not-allowed: gcs"]);
    assert_eq!(fix(&page, Safety::Safe), None);
    let other = page.replace("terraform-enterprise", "mysql");
    let report = check(&[Document::new("README.md", other.as_str())], &Options::default());
    assert_eq!(report.documents[0].kind, None);
}

#[test]
fn values_in_the_same_script_yield_to_what_is_set() {
    let script = |set: &str| {
        format!(
            "#!/bin/sh\ncat > overrides.yaml <<'EOF'\nreplicaCount: 2\nenv:\n  variables:\n    TFE_HOSTNAME: <host>\n    TFE_OBJECT_STORAGE_TYPE: gcs\nEOF\nhelm upgrade --install tfe hashicorp/terraform-enterprise -f overrides.yaml {set}\n"
        )
    };
    let both = found("setup.sh", &script("--set env.variables.TFE_HOSTNAME=$HOST"));
    assert_eq!(both, ["value-not-allowed: gcs"]);
    let one = found("setup.sh", &script("--set replicaCount=3"));
    assert!(one.iter().any(|f| f.starts_with("placeholder-left")), "{one:?}");
}

#[test]
fn secrets_of_options_are_not_shown() {
    let text = format!("{INSTALL} --set env.variables.TFE_DATABASE_PASSWORD=q1W2e3R4t5\n");
    let document = Document::new("setup.sh", text.as_str());
    let report = check(&[document], &Options::default()).documents.remove(0);
    assert_eq!(report.findings[0].rule, "secret-in-variables");
    assert!(report.findings.iter().all(|f| !format!("{:?}", f.message).contains("q1W2e3R4t5")));
    let fixed = fix(&text, Safety::Review).unwrap_or_default();
    assert!(fixed.contains("env.secrets.TFE_DATABASE_PASSWORD=q1W2e3R4t5"), "{fixed}");
}

/// A guide with numbered steps has its code blocks indented, and may show values too.
#[test]
fn the_steps_of_a_guide_are_a_page() {
    let steps = format!(
        "1. Set the tag:\n   ```yaml\n   image:\n     tag: \"2.0.0\"\n   ```\n\n1. Install:\n   ```sh\n   {INSTALL} -f overrides.yaml --set replicaCuont=2 > x.yaml\n   ```\n"
    );
    assert_eq!(found("60-upgrade.md", &steps), ["unknown-chart-key: replicaCuont"]);
    let options = Options::default();
    assert_eq!(fixed(&Document::new("a.md", steps.as_str()), &options, Safety::Safe), None);
    // Values that surely are of the chart are what such a page is about.
    let values =
        steps.replace("     tag: \"2.0.0\"\n", "     tag: \"2.0.0\"\n   replicaCount: 2\n");
    let report = check(&[Document::new("a.md", values.as_str())], &options);
    assert_eq!(report.documents[0].kind, Some(kind::HELM_OVERRIDES));
}
