//! Each row of `knowledge/chart-history.yaml`, at the two charts between which something changed.

use serde_json::Value as Json;

use super::*;
use crate::kinds::helm_overrides::render::{Release, render};

fn versions(chart: &str) -> Versions {
    Versions { chart: chart.to_owned(), ..Versions::default() }
}

fn release(chart: &str, text: &str) -> Release {
    render(&parse(text), &[], &versions(chart), Helm::V4).outcome.unwrap()
}

fn explained(chart: &str, text: &str) -> Json {
    serde_json::to_value(crate::kinds::helm_overrides::explain(text, &versions(chart))).unwrap()
}

/// An object of the release as JSON.
fn object(chart: &str, text: &str, kind: &str) -> Json {
    let release = release(chart, text);
    let object = release.objects.iter().find(|o| o.kind == kind).unwrap();
    serde_json::to_value(crate::kinds::helm_overrides::render::Json(object.value.clone())).unwrap()
}

fn ports(chart: &str) -> Vec<Json> {
    object(chart, "", "Service")["spec"]["ports"].as_array().unwrap().clone()
}

#[test]
fn the_admin_port_came_with_1_6_5() {
    let text = "env: {variables: {TFE_ADMIN_HTTPS_PORT: '9000'}}\n";
    for (chart, port, count) in [("1.6.4", "9000", 1), ("1.6.5", "8446", 2)] {
        let out = explained(chart, text);
        assert_eq!(out["rendered_env"]["TFE_ADMIN_HTTPS_PORT"], port, "{chart}");
        assert_eq!(out["duplicate_env_keys"].as_array().unwrap().len(), count - 1, "{chart}");
        assert_eq!(ports(chart).len(), count, "{chart}");
        let pod = release(chart, text);
        let open = pod.container().unwrap().get("ports").and_then(|p| p.as_list()).unwrap().len();
        assert_eq!(open, count + 1, "{chart}");
    }
}

#[test]
fn the_protocol_of_the_service_changed_twice() {
    let own = "service: {appProtocol: http2}\n";
    let protocol = |chart, text| {
        let service = object(chart, text, "Service");
        service["spec"]["ports"][0].get("appProtocol").cloned()
    };
    for (chart, default, set) in [
        ("1.3.0", None, None),
        ("1.3.1", Some("https"), Some("https")),
        ("1.3.3", Some("https"), Some("https")),
        ("1.3.4", Some("tcp"), Some("http2")),
        ("1.6.8", Some("tcp"), Some("http2")),
    ] {
        assert_eq!(protocol(chart, ""), default.map(Json::from), "{chart}");
        assert_eq!(protocol(chart, own), set.map(Json::from), "{chart}");
    }
}

#[test]
fn agents_are_bound_to_the_named_account_since_1_4_0() {
    let text = "serviceAccount: {name: tfe}\n";
    for (chart, runs_as, bound) in [
        ("1.3.2", NAMESPACE, NAMESPACE),
        ("1.3.3", "tfe", NAMESPACE),
        ("1.3.4", "tfe", NAMESPACE),
        ("1.4.0", "tfe", "tfe"),
    ] {
        assert_eq!(explained(chart, text)["service_account"], runs_as, "{chart}");
        let binding = object(chart, text, "RoleBinding");
        assert_eq!(binding["subjects"][0]["name"], bound, "{chart}");
    }
}

#[test]
fn account_and_agents_cannot_be_switched_off_before_1_3_0() {
    let text = "serviceAccount: {enabled: false}\nagents: {rbac: {enabled: false}, namespace: {enabled: false}}\n";
    let kinds = |chart| explained(chart, text)["kinds"].as_array().unwrap().len();
    assert_eq!((kinds("1.2.0"), kinds("1.3.0")), (8, 4));
    assert_eq!(explained("1.2.0", text)["service_account"], NAMESPACE);
    assert_eq!(explained("1.3.0", text)["service_account"], Json::Null);
}

#[test]
fn since_1_3_0_the_pod_carries_checksums() {
    let annotations = |chart| {
        let deployment = object(chart, "", "Deployment");
        deployment["spec"]["template"]["metadata"]["annotations"].clone()
    };
    assert_eq!(annotations("1.2.0"), Json::Null);
    assert_eq!(annotations("1.3.0").as_object().unwrap().len(), 2);
}

#[test]
fn the_container_has_a_security_context_since_1_1_1() {
    let text = "container: {securityContext: {runAsUser: 5}}\n";
    let context = |chart| explained(chart, text)["container_security_context"]["runAsUser"].clone();
    assert_eq!((context("1.1.0"), context("1.1.1")), (Json::Null, Json::from(5)));
    let has_one = |chart| release(chart, "").container().unwrap().get("securityContext").is_some();
    assert!(!has_one("1.1.0") && has_one("1.1.1"));
}

#[test]
fn only_the_main_branch_takes_encoded_secrets() {
    let secret = |chart| {
        let release = release(chart, "env: {secrets: {A: 'b64:eA=='}}\n");
        release.secrets.first().unwrap().value.clone().unwrap()
    };
    for chart in ["1.6.7", "1.6.10", "2.0.8"] {
        assert_eq!(secret(chart), "b64:eA==", "{chart}");
    }
    assert_eq!(secret("1.6.8"), "x");
}

#[test]
fn charts_from_1_3_0_to_1_6_5_set_the_openshift_switch() {
    let text = "openshift: {enabled: true}\nenv: {variables: {TFE_RUN_PIPELINE_KUBERNETES_OPEN_SHIFT_ENABLED: no}}\n";
    for (chart, value, twice) in
        [("1.2.0", "false", 0), ("1.3.0", "true", 1), ("1.6.5", "true", 1), ("1.6.6", "false", 0)]
    {
        let out = explained(chart, text);
        let switch = "TFE_RUN_PIPELINE_KUBERNETES_OPEN_SHIFT_ENABLED";
        assert_eq!(out["rendered_env"][switch], value, "{chart}");
        assert_eq!(out["duplicate_env_keys"].as_array().unwrap().len(), twice, "{chart}");
        assert!(explained(chart, "")["rendered_env"].get(switch).is_none(), "{chart}");
    }
}

#[test]
fn before_1_2_0_only_a_single_annotation_of_the_pod_works() {
    let render = |chart, text| explained(chart, text)["renders"].clone();
    let (one, two) = ("pod: {annotations: {a: x}}\n", "pod: {annotations: {a: x, b: y}}\n");
    let metrics = "pod: {annotations: {a: x}}\ntfe: {metrics: {enable: true}}\n";
    for (text, old) in [(one, true), (two, false), (metrics, false)] {
        assert_eq!(render("1.1.1", text), old, "{text}");
        assert_eq!(render("1.2.0", text), true, "{text}");
    }
}

#[test]
fn the_secondary_host_name_brings_a_service_since_1_6_4() {
    let text = "env: {variables: {TFE_HOSTNAME_SECONDARY: b.example.com}}\n";
    let services = |chart| {
        let release = release(chart, text);
        release.objects.iter().filter(|o| o.kind == "Service").count()
    };
    assert_eq!((services("1.6.3"), services("1.6.4")), (1, 2));
}

#[test]
fn defaults_follow_the_chart() {
    for (chart, memory, cpu, path) in [
        ("0.1.2", "5000Mi", "4", "/_health_check"),
        ("1.0.0", "2500Mi", "750m", "/_health_check"),
        ("1.6.3", "2500Mi", "750m", "/_health_check"),
        ("1.6.4", "8192Mi", "4000m", "/_health_check"),
        ("1.6.6", "8192Mi", "4000m", "/_health_check"),
        ("1.6.7", "8192Mi", "4000m", "/api/v1/health/readiness"),
        ("1.6.8", "8192Mi", "4000m", "/api/v1/health/readiness"),
        ("2.0.8", "8192Mi", "4000m", "/api/v1/health/readiness"),
    ] {
        let out = explained(chart, "");
        assert_eq!(out["resources"]["requests"]["memory"], memory, "{chart}");
        assert_eq!(out["resources"]["requests"]["cpu"], cpu, "{chart}");
        assert_eq!(out["readiness_probe"]["httpGet"]["path"], path, "{chart}");
    }
    let own = "tfe: {readinessProbePath: /x, readinessProbePeriodSeconds: 7}\n";
    let probe = |chart| explained(chart, own)["readiness_probe"].clone();
    assert_eq!(probe("1.3.3")["httpGet"]["path"], "/_health_check");
    assert_eq!(probe("1.3.4")["httpGet"]["path"], "/x");
    assert_eq!(probe("1.6.7").get("periodSeconds"), None);
    assert_eq!(probe("2.0.4")["periodSeconds"], 7);
}

#[test]
fn the_job_before_an_upgrade_names_its_chart() {
    let job = object("2.0.4", "preupgradeCheck: {enabled: true}\n", "Job");
    let label = &job["metadata"]["labels"]["helm.sh/chart"];
    assert_eq!(label, "terraform-enterprise-2.0.4");
}
