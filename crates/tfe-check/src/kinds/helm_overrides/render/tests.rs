use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::*;

/// Inputs with what Helm 4.1.4 and kubectl 1.35.2 made of them.
const VECTORS: &str = include_str!("../../../../../../tests/vectors/helm-overrides.jsonl");

fn rows() -> Vec<Json> {
    VECTORS.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn rendered(text: &str) -> Rendering {
    render(&helm_values::parse(text), &[], &Versions::default(), Helm::V4)
}

#[test]
fn every_vector_is_rendered_as_helm_renders_it() {
    let mut wrong = Vec::new();
    for row in rows() {
        let (id, text) = (row["id"].as_str().unwrap(), row["overrides"].as_str().unwrap());
        let rendering = rendered(text);
        let ours = serde_json::to_value(rendering.explain()).unwrap();
        for field in [
            "renders",
            "rendered_env",
            "secret_env",
            "pod_security_context",
            "container_security_context",
            "image",
            "replicas",
            "service_account",
            "explicit_env",
            "kinds",
        ] {
            // kubectl leaves out what it cannot decode.
            let undecoded = field == "kinds"
                && row["install_errors"].to_string().contains("ObjectMeta.metadata");
            if ours[field] != row[field] && !undecoded {
                wrong.push(format!("{id} {field}: {} != {}", ours[field], row[field]));
            }
        }
        let set = |value: &Json| -> BTreeSet<String> {
            value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
        };
        if set(&ours["duplicate_env_keys"]) != set(&row["duplicate_env_keys"]) {
            wrong.push(format!("{id} duplicates: {}", ours["duplicate_env_keys"]));
        }
        let refused = |value: &Json| !value.as_array().unwrap().is_empty();
        if refused(&ours["install_errors"]) != refused(&row["install_errors"]) {
            wrong.push(format!(
                "{id} install: {} != {}",
                ours["install_errors"], row["install_errors"]
            ));
        }
        check_warnings(id, &row, &rendering, &mut wrong);
        check_secrets(id, &row, &rendering, &mut wrong);
        check_words(id, &row, &rendering, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// With the values of every vector, and with long lists and maps next to them.
#[test]
fn what_is_held_is_what_would_be_read() {
    let more = "initContainers: [{name: a, n: 1, w: [null, true, -0.0, 1e30]}, \" a\\n\", {\"<<\": {b: c}}, b]\n";
    let odd = "env:\n  variables: {A_B: c, TFE_X_Y: d, A_C: \"<no value>\", A_D: \"\\u0001held 0\", 1_0: e}\n";
    let more =
        [more.to_owned(), odd.to_owned(), format!("{more}tolerations: [\"\\u0001held 0\"]\n")];
    let all = rows().into_iter().map(|row| row["overrides"].as_str().unwrap().to_owned());
    let versions = Versions::default();
    for text in all.chain(more) {
        let document = helm_values::parse(&text);
        let Data::Map(own) = document.values(Helm::V4).data else { continue };
        let chart = Chart::new(&versions);
        let (values, _) = merged(Arc::unwrap_or_clone(own), &chart.values());
        let scope = Scope { values: &values, chart, template: "" };
        let shown = |long| objects(scope, long).map(|all| format!("{all:?}"));
        let (held, read) = (shown(1), shown(usize::MAX));
        assert_eq!(format!("{held:?}"), format!("{read:?}"), "{text}");
    }
}

fn check_warnings(id: &str, row: &Json, rendering: &Rendering, wrong: &mut Vec<String>) {
    let theirs: BTreeSet<&str> = row["helm_warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|w| w.as_str()?.split_once("msg=\"")?.1.strip_suffix('"'))
        .collect();
    let ours: BTreeSet<&str> = rendering.warnings.iter().map(String::as_str).collect();
    if rendering.outcome.is_ok() && ours != theirs {
        wrong.push(format!("{id} warnings: {ours:?} != {theirs:?}"));
    }
}

fn check_secrets(id: &str, row: &Json, rendering: &Rendering, wrong: &mut Vec<String>) {
    let Ok(release) = &rendering.outcome else { return };
    for secret in &release.secrets {
        let theirs = row["secret_decoded"].get(&secret.name).and_then(Json::as_str);
        if secret.value.as_deref() != theirs {
            wrong.push(format!("{id} secret {}: {:?} != {theirs:?}", secret.name, secret.value));
        }
    }
}

/// The cause in our words is the one that Helm gives.
fn check_words(id: &str, row: &Json, rendering: &Rendering, wrong: &mut Vec<String>) {
    let Err(fault) = &rendering.outcome else { return };
    let ours = fault.to_string();
    let theirs = row["error"].as_str().unwrap();
    let cause = ours.rsplit([':', '>']).next().unwrap().trim();
    // Long messages are cut off in the vectors.
    let cut = theirs.len() > 280;
    if !cut && !theirs.contains(cause) {
        wrong.push(format!("{id} words: {ours} != {theirs}"));
    }
}

#[test]
fn the_guilty_key_is_found() {
    for (text, path, guilty) in [
        ("env:\n", "env", "env"),
        ("env:\n  variables:\n", "env.variables", "variables"),
        ("env:\n  variables: text\n", "env.variables", "variables"),
        ("env:\n  secrets:\n    TFE_A: ok\n    TFE_B: 5\n", "env.secrets.TFE_B", "TFE_B"),
        ("image:\n  name: x\n  tag: \"\"\n", "image.tag", "\"\""),
        ("service:\n  annotations:\n    a: b\n    c: [1]\n", "service.annotations.c", "c"),
        ("tls:\n  caCertData: |\n    QUJD\n    REVG\n", "tls.caCertData", "|\n    QUJD\n    REVG"),
        ("env:\n  secretRefs:\n    - plain\n", "env.secretRefs.0", "plain"),
        (
            "preupgradeCheck: {enabled: true, jobName: Bad_Name}\n",
            "preupgradeCheck.jobName",
            "jobName",
        ),
    ] {
        let fault = rendered(text).outcome.unwrap_err();
        let span = fault.span.map(|span| span.of(text));
        if path == "service.annotations.c" {
            // Both the item and its list would do.
            assert_eq!(fault.path.get(..3).unwrap().join("."), path);
            continue;
        }
        assert_eq!((fault.path.join(".").as_str(), span), (path, Some(guilty)), "{text}");
    }
}

#[test]
fn install_errors_point_into_the_file() {
    let text = "securityContext:\n  runAsUser: 1000\n  capabilities: {drop: [ALL]}\nresources:\n  limits:\n    memory: 4GB\n";
    let release = rendered(text).outcome.unwrap();
    let told: Vec<_> = release
        .install
        .iter()
        .map(|e| (e.path.join("."), e.span.unwrap().of(text), e.mismatch.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("resources.limits.memory".to_owned(), "4GB", Mismatch::NoQuantity("4GB".to_owned())),
            ("securityContext.capabilities".to_owned(), "capabilities", Mismatch::UnknownField),
        ]
    );
}

#[test]
fn settings_know_where_they_come_from() {
    let text = "tfe:\n  privateHttpPort: 8081\nenv:\n  variables:\n    TFE_HTTP_PORT: 80\n    TFE_X: yes\n  secrets:\n    TFE_LICENSE: ' x '\n";
    let release = rendered(text).outcome.unwrap();
    let env = release.env.as_ref().unwrap();
    let entry = |name: &str| env.iter().find(|e| e.name == name).unwrap();
    let port = entry("TFE_HTTP_PORT");
    assert_eq!(port.value.as_str(), Some("8081"));
    assert_eq!(port.source, EnvSource::Chart(Some("tfe.privateHttpPort")));
    assert_eq!(port.span.unwrap().of(text), "8081");
    assert_eq!(port.overwritten.as_ref().and_then(Value::as_number), Some(80.0));
    let own = entry("TFE_X");
    assert_eq!((own.value.as_str(), &own.source), (Some("true"), &EnvSource::Variables));
    assert_eq!(own.span.unwrap().of(text), "yes");
    assert_eq!(entry("TFE_HTTPS_PORT").span, None, "a default");
    assert_eq!(release.secrets.first().unwrap().value.as_deref(), Some("x"));
}

#[test]
fn agents_get_the_security_context_at_the_top() {
    let text = "openshift: {enabled: true}\nagentWorkerPodTemplate: {spec: {securityContext: {runAsUser: 1}}}\n";
    let template = rendered(text).outcome.unwrap().agent_template().unwrap();
    assert_eq!(
        template.at(&["securityContext", "runAsNonRoot"]).and_then(Value::as_bool),
        Some(true)
    );
    assert_eq!(
        template.at(&["spec", "securityContext", "runAsUser"]).and_then(Value::as_number),
        Some(1.0)
    );
}

#[test]
fn an_older_chart_ignores_what_it_does_not_know() {
    let old = Versions { chart: "1.6.3".to_owned(), ..Versions::default() };
    let text = "env: {variables: {A: b}}\ntlsSecondary: {certificateSecret: x}\n";
    let release = render(&helm_values::parse(text), &[], &old, Helm::V4).outcome.unwrap();
    let names: Vec<_> = release.env.as_ref().unwrap().iter().map(|e| e.name.as_str()).collect();
    assert!(!names.contains(&"TFE_TLS_CERT_FILE_SECONDARY"), "{names:?}");
    let resources = release.container().unwrap().at(&["resources", "requests", "memory"]);
    assert_eq!(resources.and_then(Value::as_str), Some("2500Mi"));
}

#[test]
fn helm_takes_out_what_go_prints_for_nothing() {
    let text = "env: {variables: {A: 'x<no value>y', B: <no value>}}\n";
    let release = rendered(text).outcome.unwrap();
    let env = release.env.as_ref().unwrap();
    let value = |name: &str| env.iter().find(|e| e.name == name).unwrap().value.as_str();
    assert_eq!((value("A"), value("B")), (Some("xy"), Some("")));
}

/// As helm 4.1.4 with the chart.
#[test]
fn odd_letters_are_rendered_as_helm_renders_them() {
    let security = |text: &str| rendered(text).outcome.ok().map(|r| r.pod_security().cloned());
    let nothing = Some(None);
    assert_eq!(security("securityContext: {a: 1, b: \"\\x84\"}\n"), nothing);
    assert_eq!(security("securityContext: {a: {b: [\"\\uffff\"]}}\n"), nothing);
    assert_eq!(security("securityContext: {a: 1, \"\\x7f\": 2}\n"), nothing);
    assert_eq!(security("securityContext: {x: \"a\\nb\\Lc\"}\n"), None);
    assert_eq!(security("agents: {namespace: {name: '-\u{a0}'}}\n"), None);
    let text = |text: &str| {
        let value = security(text).flatten();
        let value = value.as_ref().and_then(|v| v.get("x").or(Some(v))).and_then(Value::as_str);
        value.map(str::to_owned)
    };
    for (written, read) in [
        ("{x: \"a\\Nb\"}", "a b"),
        ("{x: \"a\\N\\Nb\"}", "a\nb"),
        ("\" a\\nb\"", "   a\n  b"),
        ("{x: \" a\\nb\"}", " a\nb"),
        ("{x: \"a\\nb\\Lc \"}", "a\nb\u{2028}c "),
        ("{x: \"\\ufeffa\"}", "\u{feff}a"),
    ] {
        let found = text(&format!("securityContext: {written}\n"));
        assert_eq!(found.as_deref(), Some(read), "{written}");
    }
    let release = rendered("env: {variables: {A: \"\\ufffe\", B: 911692752964523.29}}\n");
    let env = release.outcome.unwrap().env.unwrap();
    let value = |name: &str| env.iter().find(|e| e.name == name).unwrap().value.as_str();
    assert_eq!((value("A"), value("B")), (Some("\u{fffe}"), Some("9.116927529645232e+14")));
}

#[test]
fn values_of_a_parent_chart_are_an_unknown_key_for_helm() {
    let explained = |text: &str| {
        let explained = crate::kinds::helm_overrides::explain(text, &Versions::default());
        serde_json::to_value(explained).unwrap()["replicas"].clone()
    };
    for text in [
        "terraform-enterprise: {replicaCount: 3}\n",
        "terraform-enterprise:\n  replicaCount: 3\nglobal: {}\n",
    ] {
        assert_eq!(explained(text), 1, "{text}");
    }
    assert_eq!(explained("replicaCount: 3\n"), 3);
}
