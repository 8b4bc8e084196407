//! What "fix all safe" does to overrides: the file renders, only what the edits name differs in what TFE
//! gets, and nothing else of the text moves.

use crate::operators;
use crate::page;

use std::collections::{BTreeMap, BTreeSet};

use operators::{broken, working};
use serde_json::Value;
use tfe_check::knowledge::{When, chart_env};
use tfe_check::report::DocumentReport;
use tfe_check::{
    Document, Options, Safety, Severity, Stage, Versions, check, explain_overrides, fixed, kind,
};

const VECTORS: &str = include_str!("../../../../tests/vectors/helm-overrides.jsonl");

fn document(text: &str) -> Document {
    Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) }
}

fn judge(text: &str) -> DocumentReport {
    check(&[document(text)], &Options::default()).documents.remove(0)
}

fn repaired(text: &str) -> Option<String> {
    fixed(&document(text), &Options::default(), Safety::Safe)
}

fn explain(text: &str) -> Value {
    serde_json::to_value(explain_overrides(text, &Versions::default())).unwrap()
}

/// The bad examples of every page, every broken file, every file that works, every vector.
fn texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for page in page::pages().iter().filter(|p| p.front.kind == "helm-overrides") {
        for (n, block) in page.blocks("Bad").iter().enumerate() {
            all.push((format!("{} {}", page.front.rule, n + 1), page::unmark(block).0));
        }
    }
    all.extend(broken().into_iter().map(|case| (case.name, case.text)));
    all.extend(working());
    for line in VECTORS.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        all.push((text("id"), text("overrides")));
    }
    all
}

#[test]
fn after_all_safe_fixes_the_file_renders() {
    for (name, text) in texts() {
        let Some(after) = repaired(&text) else { continue };
        let report = judge(&after);
        let left = |f: &&tfe_check::report::FindingReport| {
            f.severity == Severity::Error && matches!(f.stage, Stage::Parse | Stage::Render)
        };
        // What no safe fix can know (a value that is not there, a repair to look at) stays told.
        let open: Vec<_> = report.findings.iter().filter(left).collect();
        assert_eq!(report.accepted, Some(open.is_empty()), "{name}\n{after}");
        for finding in open {
            let safe = finding.fixes.iter().any(|fix| fix.safety == Safety::Safe);
            assert!(!safe, "{name}: {} is left\n{after}", finding.rule);
        }
    }
}

#[test]
fn only_what_the_edits_name_differs_in_what_tfe_gets() {
    let mut compared = 0;
    for (name, text) in texts() {
        let Some(after) = repaired(&text) else { continue };
        let (old, new) = (explain(&text), explain(&after));
        if old["renders"] != true {
            continue;
        }
        compared += 1;
        let named = named(&text, &after);
        let (was, is) = (environment(&old), environment(&new));
        for key in was.keys().chain(is.keys()) {
            if was.get(key) != is.get(key) {
                assert!(named.contains(key), "{name}: {key} changed, {named:?}\n{after}");
            }
        }
        for field in ["image", "replicas", "service_account", "pod_security_context"] {
            let word = ["image", "replicaCount", "serviceAccount", "securityContext"];
            let part = ["tag", "repository", "name"].iter().any(|w| named.contains(*w));
            let meant = word.iter().any(|w| named.contains(*w)) || field == "image" && part;
            assert!(old[field] == new[field] || meant, "{name}: {field}\n{after}");
        }
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn comments_anchors_quotes_and_order_stay() {
    for (name, text) in texts() {
        let Some(after) = repaired(&text) else { continue };
        let (old, new) = (helm_values::parse(&text), helm_values::parse(&after));
        for comment in old.comments() {
            // `#secret` right after the colon was meant as a value.
            let words = comment.span.of(&text).trim_start_matches('#').trim();
            assert!(after.contains(words), "{name}: {words} is lost\n{after}");
        }
        // An anchor that nothing refers to was meant as a value.
        for (_, node) in old.nodes() {
            let Some(anchor) =
                node.anchor.as_ref().filter(|a| text.contains(&format!("*{}", a.name)))
            else {
                continue;
            };
            let there =
                new.nodes().any(|(_, n)| n.anchor.as_ref().is_some_and(|a| a.name == anchor.name));
            assert!(there, "{name}: {} is lost\n{after}", anchor.name);
        }
        // Lines that no edit touches stand where they stood, in the same order.
        let (kept, lines) = (kept(&text, &after), text.lines().count());
        assert!(kept.len() + 12 >= lines, "{name}: {} of {lines} lines stay\n{after}", kept.len());
    }
}

#[test]
fn line_ends_make_no_difference() {
    for (name, text) in texts().into_iter().step_by(3) {
        if text.contains('\r') || text.contains("|\n") || text.contains(">-\n") {
            continue;
        }
        let windows = text.replace('\n', "\r\n");
        let expected = repaired(&text).map(|after| after.replace('\n', "\r\n"));
        assert_eq!(repaired(&windows), expected, "{name}");
    }
}

/// Each setting with what TFE gets; secrets by name.
fn environment(explained: &Value) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (name, value) in explained["rendered_env"].as_object().into_iter().flatten() {
        all.insert(name.clone(), value.to_string());
    }
    for list in ["secret_env", "explicit_env"] {
        for name in explained[list].as_array().into_iter().flatten() {
            all.insert(name.as_str().unwrap_or("").to_owned(), list.to_owned());
        }
    }
    all
}

/// The longest common run of lines, as pairs of line numbers.
fn kept(old: &str, new: &str) -> Vec<(usize, usize)> {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut length = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i][j] = if a[i] == b[j] {
                length[i + 1][j + 1] + 1
            } else {
                length[i + 1][j].max(length[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Every word on a line that the edits touch, every key below such a line, and what the chart sets from
/// these keys.
fn named(old: &str, new: &str) -> BTreeSet<String> {
    let pairs = kept(old, new);
    let mut words = BTreeSet::new();
    let mut gather = |text: &str, kept: BTreeSet<usize>| {
        let lines: Vec<&str> = text.lines().collect();
        for at in (0..lines.len()).filter(|at| !kept.contains(at)) {
            let depth = indent(lines[at]);
            let below =
                lines[at + 1..].iter().take_while(|l| indent(l) > depth || l.trim().is_empty());
            for line in below.chain([&lines[at]]) {
                let parts = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
                words.extend(parts.filter(|w| !w.is_empty()).map(str::to_owned));
                let key = line.split(':').next().unwrap_or("");
                words.insert(key.trim_matches([' ', '-', '"', '\'']).to_owned());
            }
        }
    };
    gather(old, pairs.iter().map(|p| p.0).collect());
    gather(new, pairs.iter().map(|p| p.1).collect());
    for env in chart_env() {
        let by_key =
            env.key.is_some_and(|k| k.split('.').next_back().is_some_and(|k| words.contains(k)));
        let by_switch = match env.when {
            When::AgentTemplate => words.contains("openshift") || words.contains("enabled"),
            When::Metrics => words.contains("enable"),
            _ => false,
        };
        if by_key || by_switch {
            words.insert(env.name.to_owned());
        }
    }
    words
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A character that nobody can see may be all that keeps a text readable.
#[test]
fn a_safe_fix_never_takes_away_what_helm_reads() {
    for text in [
        "image:\u{200b} : nu",
        "image:\u{200b} : nu\nreplicaCount: 1\n",
        "env:\n  variables:\n    TFE_HOSTNAME: a\u{2060}: b\n",
        "replicaCount: 1\n\u{feff}replicaCount:\u{ad} : 2\n",
    ] {
        let read = helm_values::parse(text).refusal(helm_values::Helm::V4).is_none();
        let after = repaired(text).unwrap_or_else(|| text.to_owned());
        let still = helm_values::parse(&after).refusal(helm_values::Helm::V4).is_none();
        assert!(still || !read, "{text:?} -> {after:?}");
    }
}

/// A value that Helm drops is kept where the one that counts is blank.
#[test]
fn a_value_is_not_lost_to_a_blank_copy() {
    for blank in ["\"\"", "''", "", "~", "null", "<password>", "\"<password>\""] {
        let text = format!(
            "env:\n  secrets:\n    TFE_DATABASE_PASSWORD: correct-horse\n    TFE_DATABASE_PASSWORD: {blank}\n"
        );
        let after = repaired(&text).unwrap_or_else(|| text.clone());
        assert!(after.contains("correct-horse"), "{text} -> {after}");
    }
}

/// Every way to write nothing, with lines below: one finding at the key, and its fix reads.
#[test]
fn an_empty_value_above_lines_is_taken_away() {
    let empty =
        ["{}", "[]", "\"\"", "''", "null", "~", "{ }", "[ ]", "Null", "{} # none", "\"\"  # none"];
    let blocks = [
        ("service:\n  annotations: EMPTY\n    a.b/c: d\n  port: 443\n", "  annotations"),
        ("env: EMPTY\n  variables:\n    TFE_LOG_LEVEL: debug\n", "env"),
        (
            "tolerations: EMPTY\n\n  # one\n  - key: a\n    operator: Exists\nreplicaCount: 1\n",
            "tolerations",
        ),
        ("imagePullSecrets: EMPTY\n- name: a\n- name: b\nreplicaCount: 1\n", "imagePullSecrets"),
        (
            "agentWorkerPodTemplate:\n  spec:\n    containers:\n    - name: a\n      resources: EMPTY\n        limits:\n          memory: 1Gi\n",
            "      resources",
        ),
    ];
    for empty in empty {
        for (block, key) in &blocks {
            let text = block.replace("EMPTY", empty);
            let report = judge(&text);
            let told: Vec<_> =
                report.findings.iter().filter(|f| f.severity == Severity::Error).collect();
            let line = text.lines().position(|l| l.starts_with(key)).unwrap() + 1;
            assert_eq!(told.len(), 1, "{text}\n{told:?}");
            assert_eq!(
                (told[0].rule.as_str(), told[0].span.line),
                ("lines-below-empty-value", line),
                "{text}"
            );
            let after = repaired(&text).unwrap_or_default();
            let want = text.replacen(
                &format!(" {}", empty.split("  #").next().unwrap().split(" #").next().unwrap()),
                "",
                1,
            );
            assert_eq!(after, want, "{text}");
        }
    }
}

#[test]
fn a_block_is_moved_with_what_is_wrong_in_it() {
    let settings = "TFE_HOSTNAME: tfe.example.com\n  TFE_OBJECT_STORAGE_TYPE: S3\n";
    let text = format!("env:\n  secretRefs: [{{name: s}}]\nvariables:\n  {settings}");
    let moved = fixed(&document(&text), &Options::default(), Safety::Review).unwrap();
    assert!(moved.contains("\n    TFE_OBJECT_STORAGE_TYPE: s3\n"), "{moved}");
    for block in
        ["env:\n  secretes:\n    1\n    2\n", "secrets:\n  1\n  2\nenv:\n  variables: {}\n"]
    {
        // The settings come last: their digits are not places.
        let text = block.replace('2', "TFE_LICENSE: abc");
        let text = text.replace('1', "TFE_DATABASE_PASSWORD: 0123 # a");
        let moved = fixed(&document(&text), &Options::default(), Safety::Review).unwrap();
        assert!(moved.contains("\n    TFE_DATABASE_PASSWORD: \"0123\" # a\n"), "{moved}");
    }
}

#[test]
fn json_stays_json() {
    let account =
        r#""serviceAccount": {"annotations": {"azure.workload.identity/client-id": "a"}}"#;
    let setting = r#""TFE_HOSTNAME": "a.example.com""#;
    let env = format!(r#""env": {{"secretRefs": ["s"], "variables": {{{setting}}}}}"#);
    let text = format!("{{\"tls\": null, {account}, {env}}}\n");
    let json = fixed(&document(&text), &Options::default(), Safety::Review).unwrap();
    let read: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["env"]["secretRefs"][0]["name"], "s", "{json}");
    assert_eq!(read["pod"]["labels"]["azure.workload.identity/use"], "true", "{json}");
}

/// An entry in a condition of a template stays in it, and none is put into one.
#[test]
fn nothing_is_moved_in_a_template_with_conditions() {
    let values = "replicaCount: 1\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\nIF\n    TFE_REDIS_PASSWORD: battery-staple\nEND\n    TFE_REDIS_USER: tfe\n";
    let plain = values.replace("IF\n", "").replace("END\n", "");
    let moved = |text: &str| fixed(&document(text), &Options::default(), Safety::Review);
    assert!(moved(&plain).is_some_and(|after| after.contains("  secrets:")), "{plain}");
    for (first, last) in [
        ("%{ if redis ~}", "%{ endif ~}"),
        ("    %{ for a in b }", "    %{ endfor }"),
        ("{% if redis %}", "{% endif %}"),
        ("{{- if .Values.redis }}", "{{- end }}"),
        ("{{ range .Values.all }}", "{{ end }}"),
    ] {
        let text = values.replace("IF", first).replace("END", last);
        let rules: Vec<String> = judge(&text).findings.into_iter().map(|f| f.rule).collect();
        assert!(rules.contains(&"secret-in-variables".to_owned()), "{first} {rules:?}");
        assert_eq!(moved(&text), None, "{first}");
    }
}
