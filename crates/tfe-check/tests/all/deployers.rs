//! Values in the files of Flux, Argo CD, helmfile, kustomize and Ansible: what these say next to the values.

use tfe_check::{Document, Options, Severity, check};

const VALUES: &str = "replicaCount: 1\nenv:\n  secrets:\n    TFE_ENCRYPTION_PASSWORD: a\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_HOST: db.example.com\n    TFE_OBJECT_STORAGE_TYPE: google\n";

fn indented(text: &str, by: usize) -> String {
    let blanks = " ".repeat(by);
    text.lines().map(|line| format!("{blanks}{line}\n")).collect()
}

/// What is reported, but for what is only worth knowing.
fn told(text: &str) -> Vec<(String, Severity)> {
    let report = check(&[Document::new("a.yaml", text)], &Options::default());
    let all = report.documents.into_iter().flat_map(|document| document.findings);
    let all = all.filter(|f| f.severity > Severity::Info);
    all.map(|f| (f.rule, f.severity)).collect()
}

fn names(text: &str) -> Vec<String> {
    told(text).into_iter().map(|(rule, _)| rule).collect()
}

fn flux(more: &str) -> String {
    let spec = "kind: HelmRelease\nspec:\n  chart: {spec: {chart: terraform-enterprise}}\n";
    format!("apiVersion: helm.toolkit.fluxcd.io/v2\n{spec}{more}  values:\n{}", indented(VALUES, 4))
}

fn argo(more: &str) -> String {
    let source = "spec:\n  source:\n    chart: terraform-enterprise\n    helm:\n";
    format!(
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\n{source}{more}      valuesObject:\n{}",
        indented(VALUES, 8)
    )
}

fn helmfile(more: &str) -> String {
    let release = "releases:\n- name: tfe\n  chart: hashicorp/terraform-enterprise\n";
    let item = indented(VALUES, 4).replacen("    replica", "  - replica", 1);
    format!("{release}{more}  values:\n{item}")
}

fn kustomization(more: &str) -> String {
    format!(
        "kind: Kustomization\nhelmCharts:\n- name: terraform-enterprise\n{more}  valuesInline:\n{}",
        indented(VALUES, 4)
    )
}

fn ansible(more: &str) -> String {
    format!(
        "- hosts: all\n  tasks:\n  - kubernetes.core.helm:\n      chart_ref: hashicorp/terraform-enterprise\n{more}      values:\n{}",
        indented(VALUES, 8)
    )
}

#[test]
fn what_other_values_may_give_is_not_missing() {
    let alone = [flux(""), argo(""), helmfile(""), kustomization(""), ansible("")];
    for text in alone {
        assert!(names(&text).contains(&"license-missing".to_owned()), "{:?}\n{text}", names(&text));
    }
    let with_others = [
        flux("  valuesFrom:\n  - kind: Secret\n    name: tfe\n"),
        argo("      valueFiles: [secrets.yaml]\n"),
        argo("      parameters:\n      - name: env.secrets.TFE_LICENSE\n        value: a\n"),
        helmfile("  secrets: [secrets.yaml]\n"),
        helmfile("  set:\n  - name: a\n    value: b\n"),
        helmfile("") + "  - prod.yaml\n",
        kustomization("  additionalValuesFiles: [b.yaml]\n"),
        kustomization("  valuesFile: b.yaml\n"),
        ansible("      values_files: [b.yaml]\n"),
    ];
    for text in with_others {
        assert_eq!(names(&text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_wrong_is_reported_whatever_other_values_say() {
    for text in [flux("  valuesFrom: [{kind: Secret, name: a}]\n"), helmfile("") + "  - b.yaml\n"] {
        let wrong = text.replace("WORD: a", "WORD: 12");
        assert_eq!(names(&wrong), ["secret-not-text"], "{wrong}");
    }
}

#[test]
fn the_version_of_the_chart_is_that_of_the_file() {
    let newer = |text: &str| names(text).contains(&"key-newer-than-chart".to_owned());
    let values = |text: String| text.replace("replicaCount: 1", "openshift: {enabled: true}");
    let in_flux =
        |version: &str| values(flux("")).replace("prise}", &format!("prise, version: {version}}}"));
    assert!(newer(&in_flux("1.2.0")) && !newer(&in_flux("1.6.0")));
    assert!(!newer(&in_flux("1.x")) && !newer(&in_flux("'>=1.2.0'")) && !newer(&in_flux("'1.2'")));
    assert!(newer(&values(helmfile("  version: 1.2.0\n"))));
    assert!(newer(&values(kustomization("  version: 1.2.0\n"))));
    assert!(newer(&values(ansible("      chart_version: 1.2.0\n"))));
    let in_argo = values(argo("")).replace("    helm:", "    targetRevision: 1.2.0\n    helm:");
    assert!(newer(&in_argo));
}

#[test]
fn kustomize_rejects_what_the_chart_writes_too() {
    let port = |text: String| {
        text.replace("    TFE_HOSTNAME", "    TFE_HTTP_PORT: 8080\n        TFE_HOSTNAME")
    };
    let severity = |text: &str| {
        told(text)
            .into_iter()
            .find(|(rule, _)| rule == "chart-sets-this")
            .map(|(_, severity)| severity)
    };
    assert_eq!(severity(&port(flux(""))), None);
    assert_eq!(severity(&port(kustomization(""))), Some(Severity::Error));
    let renderers = "  postRenderers:\n  - kustomize: {patches: []}\n";
    assert_eq!(severity(&port(flux(renderers))), Some(Severity::Error));
}

#[test]
fn a_deployers_file_is_never_rewritten() {
    let jinja = ansible("").replace("tfe.example.com", "\"{{ tfe_host }}\"");
    for text in [jinja, flux(""), helmfile("").replace("db.example", "{{ .Values.db }}")] {
        let report = check(&[Document::new("a.yaml", &*text)], &Options::default());
        let findings = report.documents.iter().flat_map(|document| &document.findings);
        let fixes = findings.filter(|f| f.rule == "wrapped-in-yaml").flat_map(|f| &f.fixes);
        assert_eq!(fixes.count(), 0, "{text}");
    }
}

/// A whole block that is filled in is no text, and may have any setting.
#[test]
fn blocks_that_are_filled_in_are_not_known() {
    let release = |values: &str| {
        format!(
            "resource \"helm_release\" \"tfe\" {{\n  name       = \"tfe\"\n  repository = \"https://helm.releases.hashicorp.com\"\n  chart      = \"terraform-enterprise\"\n  values = [yamlencode({values})]\n}}\n"
        )
    };
    for values in [
        "{ env = { variables = local.env } }",
        "{ env = var.env, image = var.image }",
        "{ env = { variables = merge(local.a, var.b), secrets = { for k, v in var.s : k => v } } }",
        "{ env = { variables = var.small ? local.a : local.b }, agents = local.agents, tls = var.tls }",
        "{ ingress = local.ingress, tolerations = var.tolerations, resources = local.resources }",
        "{ nodeSelector = var.labels, imagePullSecrets = [for s in var.secrets : { name = s }] }",
        "merge({ replicaCount = 1 }, local.more)",
        "{ env = { variables = merge({ TFE_HOSTNAME = var.host }, var.extra) } }",
    ] {
        let text = release(values);
        assert_eq!(names(&text), [""; 0], "{text}");
    }
    // What is written is checked.
    for values in [
        "{ env = { variables = merge({ TFE_HOSTNAM = var.host }, var.extra) } }",
        "merge(local.more, { env = { variables = { TFE_HOSTNAM = \"a.example.com\" } } })",
        "{ tls = var.tls, env = { variables = { TFE_HOSTNAM = \"a.example.com\" } } }",
    ] {
        let text = release(values);
        assert_eq!(names(&text), ["setting-misspelt"], "{text}");
    }
    for block in ["tls", "tolerations", "resources", "agents"] {
        let task = ansible("").replace("replicaCount: 1", &format!("{block}: \"{{{{ own }}}}\""));
        assert!(task.contains("own"), "{task}");
        assert_eq!(names(&task), [""; 0], "{task}");
    }
    // A text stays one where a block has to be.
    let text = release("{ env = { variables = \"x\" } }");
    assert!(names(&text).contains(&"block-expected".to_owned()), "{text}");
}

/// Parameters are what `--set` is on the command line.
#[test]
fn parameters_of_an_application_are_checked() {
    let application = |parameters: &str| {
        format!(
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: tfe}}\nspec:\n  source:\n    chart: terraform-enterprise\n    helm:\n      parameters:\n{parameters}"
        )
    };
    let one =
        |name: &str, value: &str| format!("        - name: {name}\n          value: {value}\n");
    for (parameters, rule) in [
        (one("env.variables.TFE_HOSTNMAE", "tfe.example.com"), "setting-misspelt"),
        (one("\"env.variables.TFE_HOSTNMAE\"", "\"tfe.example.com\""), "setting-misspelt"),
        (one("env.variables.TFE_HOSTNAME", "https://tfe.example.com"), "hostname-malformed"),
        (one("env.variable.TFE_HOSTNAME", "tfe.example.com"), "unknown-chart-key"),
        (one("env.TFE_HOSTNAME", "tfe.example.com"), "setting-outside-variables"),
    ] {
        assert_eq!(names(&application(&parameters)), [rule], "{parameters}");
    }
    for good in [
        one("env.variables.TFE_HOSTNAME", "tfe.example.com"),
        one("env.variables.TFE_HOSTNAME", "$ARGOCD_APP_NAME.example.com"),
        // Argo CD escapes the commas.
        one("env.variables.TFE_IACT_SUBNETS", "10.0.0.0/8,192.168.0.0/16"),
        one("env.variables.TFE_HOSTNAME", "tfe.example.com")
            .replace("        - name", "        # a\n        - name"),
    ] {
        assert_eq!(names(&application(&good)), [""; 0], "{good}");
    }
    let other = application(&one("env.variables.TFE_HOSTNMAE", "a"));
    assert_eq!(names(&other.replace("terraform-enterprise", "nginx")), [""; 0]);
}
