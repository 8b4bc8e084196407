use super::*;

/// A piece of the chart's key tree.
struct Chart;

impl KeyTree for Chart {
    fn shape(&self, path: &[&str]) -> Option<Shape> {
        Some(match path {
            ["env" | "openshift" | "container" | "image" | "serviceAccount" | "tls"] => Shape::Keys,
            ["env", "variables" | "secrets"] | ["securityContext"] => Shape::Free,
            ["container", "securityContext"] | ["serviceAccount", "annotations"] => Shape::Free,
            ["securityContext", "runAsUser" | "fsGroup" | "runAsNonRoot"] => Shape::Leaf,
            ["env", "variables" | "secrets", name] if name.starts_with("TFE_") => Shape::Leaf,
            ["openshift" | "serviceAccount", "enabled"] | ["replicaCount"] => Shape::Leaf,
            ["image", "repository" | "name" | "tag"] | ["serviceAccount", "name"] => Shape::Leaf,
            ["imagePullSecrets"] | ["env", "secretRefs"] | ["tolerations"] => Shape::List,
            _ => return None,
        })
    }
}

fn rebuilt(text: &str) -> String {
    rebuild_indentation(text, &Chart).unwrap().text
}

/// As the support article on non-root pods with OIDC shows it once its indentation is lost.
const PROBLEM: &str = "securityContext:\nrunAsUser: 1000\nfsGroup: 1012\nrunAsNonRoot: true\nenv:\nvariables:\nTFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: true";
const PROBLEM_REBUILT: &str = "securityContext:\n  runAsUser: 1000\n  fsGroup: 1012\n  runAsNonRoot: true\nenv:\n  variables:\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: true";

#[test]
fn the_article_gets_its_indentation_back() {
    let result = rebuild_indentation(PROBLEM, &Chart).unwrap();
    assert_eq!(result.text, PROBLEM_REBUILT);
    assert_eq!(result.ambiguities, []);
    let last = result.lines.last().unwrap();
    assert_eq!(last.path.join("."), "env.variables.TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE");
    assert_eq!(last.reason, Reason::Known);
}

#[test]
fn the_solution_keeps_its_order() {
    let solution = PROBLEM.replace("env:\n", "openshift:\nenabled: true\nenv:\n");
    let expected = PROBLEM_REBUILT.replace("env:\n", "openshift:\n  enabled: true\nenv:\n");
    assert_eq!(rebuilt(&solution), expected);
}

#[test]
fn lost_line_breaks_come_back_too() {
    assert_eq!(rebuilt(&PROBLEM.replace('\n', " ")), PROBLEM_REBUILT);
    let half = PROBLEM.replace("runAsUser: 1000\nfsGroup", "runAsUser: 1000 fsGroup");
    assert_eq!(rebuilt(&half), PROBLEM_REBUILT);
}

#[test]
fn comments_lists_blanks_and_line_ends_stay() {
    assert_eq!(
        rebuilt(
            "# head\r\nimage:\r\n# which\r\ntag: \"1.0\" # old\r\n\r\nimagePullSecrets:\r\n- name: reg\r\nenv:\r\nsecretRefs:\r\n- name: a\r\n- name: b\r\nsecrets:\r\nTFE_LICENSE: x\r\n"
        ),
        "# head\r\nimage:\r\n  # which\r\n  tag: \"1.0\" # old\r\n\r\nimagePullSecrets:\r\n  - name: reg\r\nenv:\r\n  secretRefs:\r\n    - name: a\r\n    - name: b\r\n  secrets:\r\n    TFE_LICENSE: x\r\n"
    );
    assert_eq!(
        rebuilt("tolerations:\n- key: a\noperator: Exists\nimage:\ntag: x\n"),
        "tolerations:\n  - key: a\n    operator: Exists\nimage:\n  tag: x\n"
    );
}

#[test]
fn look_alikes_become_what_they_look_like() {
    assert_eq!(
        rebuilt("openshift:\n\u{a0}enabled: true\n".replace("\n\u{a0}", "\n").as_str()),
        "openshift:\n  enabled: true\n"
    );
    assert_eq!(rebuilt("image:\ntag:\u{a0}\u{201c}1.0\u{201d}\n"), "image:\n  tag: \"1.0\"\n");
}

#[test]
fn the_innermost_place_wins_and_a_key_is_used_once() {
    assert_eq!(
        rebuilt("container:\nsecurityContext:\nrunAsUser: 1\nsecurityContext:\nfsGroup: 2\n"),
        "container:\n  securityContext:\n    runAsUser: 1\nsecurityContext:\n  fsGroup: 2\n"
    );
    let result =
        rebuild_indentation("serviceAccount:\nannotations:\na.b/c: x\nname: y\n", &Chart).unwrap();
    assert_eq!(result.text, "serviceAccount:\n  annotations:\n    a.b/c: x\n  name: y\n");
    assert_eq!(result.ambiguities.len(), 1, "`name` could be an annotation");
}

#[test]
fn healthy_and_hopeless_texts_are_left_alone() {
    for text in [
        "",
        "replicaCount: 2\n",
        "openshift:\n  enabled: true\n",
        "replicaCount: 2\ntls:\nenv:\n",
        "env:\nvariables:\nTFE_A: |\n-----BEGIN\n",
        "just some words\n",
        "image: # which tag: x\n",
    ] {
        assert_eq!(rebuild_indentation(text, &Chart), None, "{text}");
    }
}
