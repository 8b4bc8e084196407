//! Overrides for older charts: what the rules say follows the chart in use.

use tfe_check::{Document, Options, Severity, check, kind};

/// What is found with a chart: the rule and its severity.
fn found(chart: &str, text: &str) -> Vec<(String, Severity)> {
    let document =
        Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) };
    let options = Options { chart: Some(chart.to_owned()), ..Options::default() };
    let report = check(&[document], &options).documents.remove(0);
    let rest = report.findings.into_iter().filter(|f| f.rule != "part-of-a-configuration");
    rest.map(|f| (f.rule, f.severity)).collect()
}

fn severity(chart: &str, text: &str, rule: &str) -> Option<Severity> {
    found(chart, text).into_iter().find(|(name, _)| name == rule).map(|(_, severity)| severity)
}

#[test]
fn each_key_is_reported_by_the_chart_before_it() {
    for (key, before, since) in [
        ("serviceAccount: {annotations: {a: b}}", "1.0.0", "1.1.0"),
        ("container: {securityContext: {runAsUser: 1000}}", "1.1.0", "1.1.1"),
        ("agentWorkerPodTemplate: {spec: {nodeSelector: {a: b}}}", "1.1.1", "1.2.0"),
        ("topologySpreadConstraints: []", "1.2.0", "1.3.0"),
        ("service: {loadBalancerIP: 10.0.0.1}", "1.2.0", "1.3.0"),
        ("strategy: {type: Recreate}", "1.3.0", "1.3.1"),
        ("pod: {labels: {a: b}}", "1.3.1", "1.3.2"),
        ("serviceAccount: {name: terraform-enterprise}", "1.3.2", "1.3.3"),
        ("service: {appProtocol: https}", "1.3.3", "1.3.4"),
        ("tfe: {readinessProbePath: /x}", "1.3.3", "1.3.4"),
        ("agents: {namespace: {name: x}}", "1.3.3", "1.3.4"),
        ("service: {labels: {a: b}}", "1.3.4", "1.4.0"),
        ("pdb: {enabled: false}", "1.4.0", "1.5.0"),
        ("env: {secretKeyRefs: [{name: A, secretName: b, key: c}]}", "1.5.0", "1.6.0"),
        ("tlsSecondary: {certificateSecret: x}", "1.6.3", "1.6.4"),
        ("tfe: {adminHttpsPort: 9443}", "1.6.4", "1.6.5"),
        ("deployment: {labels: {a: b}}", "1.6.5", "1.6.6"),
        ("preupgradeCheck: {enabled: false}", "1.6.7", "1.6.8"),
        ("tfe: {readinessProbePeriodSeconds: 5}", "1.6.10", "2.0.4"),
        ("tfe: {adminConsole: {accessMode: both}}", "1.6.10", "2.0.4"),
        ("env: {secrets: {TFE_LICENSE: 'b64:eA=='}}", "2.0.8", "1.6.8"),
    ] {
        let rule = "key-newer-than-chart";
        assert_eq!(severity(before, key, rule), Some(Severity::Warning), "{key} {before}");
        assert_eq!(severity(since, key, rule), None, "{key} {since}");
    }
}

#[test]
fn what_a_chart_ignores_is_reported_as_that_alone() {
    for (chart, text) in [
        ("1.2.0", "openshift: {enabled: 'false'}"),
        ("1.2.0", "agents: {rbac: {enabled: false}}"),
        ("1.2.0", "serviceAccount: {enabled: false}"),
        ("1.3.1", "pod: {labels: {app: x}}"),
        ("1.3.4", "extraVolumes: [{name: certificates}]"),
        ("1.4.0", "pdb: {enabled: true, replicaCount: 3}"),
        ("1.5.0", "env: {secretKeyRefs: {TFE_LICENSE: {valueFrom: {}}}}"),
        ("1.6.3", "tlsSecondary: {certData: x}"),
        ("1.6.5", "tlsRedis: {certData: x}"),
        ("1.6.5", "deployment:"),
        ("1.6.7", "preupgradeCheck: {enabled: true, jobName: A_B}"),
    ] {
        let rules: Vec<_> = found(chart, text).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, ["key-newer-than-chart"], "{chart}: {text}");
    }
}

#[test]
fn the_probe_of_the_chart_has_to_fit_the_release() {
    let (old, new) = ("image: {tag: v202507-1}\n", "image: {tag: 2.0.4}\n");
    for (chart, too_new, gone) in [
        ("1.3.3", None, Some(Severity::Error)),
        ("1.3.4", None, Some(Severity::Error)),
        ("1.6.5", None, Some(Severity::Error)),
        // Package and tag of 1.6.6 differ.
        ("1.6.6", Some(Severity::Info), Some(Severity::Warning)),
        ("1.6.7", Some(Severity::Warning), None),
        ("1.6.8", Some(Severity::Warning), None),
        ("2.0.8", Some(Severity::Warning), None),
    ] {
        assert_eq!(severity(chart, old, "health-path-too-new"), too_new, "{chart}");
        assert_eq!(severity(chart, new, "health-path-gone"), gone, "{chart}");
        assert_eq!(severity(chart, new, "health-path-too-new"), None, "{chart}");
        assert_eq!(severity(chart, old, "health-path-gone"), None, "{chart}");
    }
    // The newest chart known also stands for one that nobody named.
    let document = Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("o.yaml", old) };
    let report = check(&[document], &Options::default()).documents.remove(0);
    let found = |rule: &str| report.findings.iter().find(|f| f.rule == rule).map(|f| f.severity);
    assert_eq!(found("health-path-too-new"), Some(Severity::Info));
    assert_eq!(found("chart-for-another-release"), None);
    let own = "image: {tag: 2.0.4}\ntfe: {readinessProbePath: /api/v1/health/readiness}\n";
    assert_eq!(severity("1.3.4", own, "health-path-gone"), None);
    assert_eq!(severity("1.6.6", own, "health-path-gone"), None);
}

#[test]
fn requests_are_compared_with_those_of_the_chart() {
    let text = "resources: {limits: {memory: 4Gi}}\n";
    assert_eq!(severity("1.6.3", text, "limit-below-request"), None);
    assert_eq!(severity("1.6.4", text, "limit-below-request"), Some(Severity::Error));
    let text = "resources: {requests: {memory: 4Gi}}\n";
    assert_eq!(severity("1.6.3", text, "resources-below-default"), None);
    assert_eq!(severity("1.6.4", text, "resources-below-default"), Some(Severity::Info));
}

#[test]
fn what_the_chart_sets_itself_follows_the_chart() {
    let port = "env: {variables: {TFE_ADMIN_HTTPS_PORT: '9443'}}\n";
    assert_eq!(severity("1.6.4", port, "chart-sets-this"), None);
    assert_eq!(severity("1.6.5", port, "chart-sets-this"), Some(Severity::Warning));
    let switch = "openshift: {enabled: true}\nenv: {variables: {TFE_RUN_PIPELINE_KUBERNETES_OPEN_SHIFT_ENABLED: true}}\n";
    assert_eq!(severity("1.6.5", switch, "chart-sets-this"), Some(Severity::Info));
    assert_eq!(severity("1.6.6", switch, "chart-sets-this"), None);
    let account = "serviceAccount: {name: tfe}\n";
    assert_eq!(severity("1.3.4", account, "agents-without-permissions"), Some(Severity::Info));
    assert_eq!(severity("1.4.0", account, "agents-without-permissions"), None);
}

#[test]
fn annotations_of_the_pod_break_charts_before_1_2_0() {
    let text = "pod:\n  annotations:\n    a: x\n    b: z\n";
    assert!(found("1.1.1", text).iter().any(|(_, severity)| *severity == Severity::Error));
    assert!(found("1.2.0", text).is_empty());
}

#[test]
fn a_chart_and_a_release_that_are_no_pair_are_reported() {
    let (info, warning) = (Some(Severity::Info), Some(Severity::Warning));
    for (chart, tag, expected) in [
        ("1.6.10", "1.2.4", None),
        ("1.6.10", "2.0.4", info),
        ("1.6.10", "1.1.2", info),
        ("1.6.10", "v202503-1", warning),
        ("1.6.7", "1.2.3", None),
        ("1.6.8", "1.2.3", None),
        ("1.6.8", "1.1.2", info),
        ("1.6.8", "v202503-1", warning),
        ("2.0.4", "2.0.4", None),
        ("2.0.8", "2.0.6", None),
        ("2.0.8", "1.2.4", info),
        ("2.0.8", "1.1.4", info),
        ("2.0.8", "1.0.1", warning),
        ("2.0.8", "v202503-1", warning),
        ("1.6.6", "2.0.4", warning),
        ("main", "v202503-1", warning),
    ] {
        let text = format!("image: {{tag: {tag:?}}}");
        let found = severity(chart, &text, "chart-for-another-release");
        assert_eq!(found, expected, "{chart} with {tag}");
    }
}

#[test]
fn the_chart_writes_where_the_admin_console_is() {
    let twice = "tfe: {adminConsole: {accessMode: both}}\n\
                 env: {variables: {TFE_ADMIN_CONSOLE_ACCESS_MODE: port}}";
    assert!(severity("2.0.4", twice, "chart-sets-this").is_some());
    let blank = "tfe: {adminConsole: {accessMode: ''}}\n\
                 env: {variables: {TFE_ADMIN_CONSOLE_ACCESS_MODE: port}}";
    assert_eq!(severity("2.0.4", blank, "chart-sets-this"), None);
    assert_eq!(severity("main", blank, "unknown-chart-key"), None);
    let wrong = "env: {variables: {TFE_ADMIN_CONSOLE_ACCESS_MODE: all}}";
    assert_eq!(severity("main", wrong, "value-not-allowed"), Some(Severity::Error));
}
