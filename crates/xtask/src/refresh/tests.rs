use std::fs;
use std::path::PathBuf;

use super::*;

const KEYS: &str = "keys:\n\
    - path: replicaCount\n  default: '1'\n\
    - path: image\n  type: block\n\
    - path: image.tag\n  default: '<vYYYYMM-#>'\n\
    - path: pod\n  type: block\n\
    - path: pod.labels\n  type: string-map\n  default: '{}'\n\
    - path: agents.timeout\n\
    - path: old.key\n";
const SETTINGS: &str = "- name: TFE_HOSTNAME\n\
    - name: TFE_CAPACITY_CPU\n  default: '0'\n\
    - name: TFE_LEFT\n\
    - name: TFE_REMOVED\n  status: removed\n";

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let place = std::env::temp_dir().join(format!("tfe-check-{name}-{}", std::process::id()));
        for (file, text) in files {
            let path = place.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(place)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn knowledge(name: &str) -> Folder {
    let values = "replicaCount: 1\nimage: {tag: <vYYYYMM-#>}\npod: {labels: {}}\n";
    let files = [
        ("chart-keys.yaml", KEYS),
        ("chart-values.yaml", values),
        ("settings.yaml", SETTINGS),
        ("wrong-names.yaml", "- name: TFE_SLIP\n"),
    ];
    Folder::new(name, &files)
}

const TEMPLATE: &str =
    "{{ .Values.replicaCount }}{{ with .Values.agents }}{{ .timeout }}{{ end }}\n";

#[test]
fn a_copy_that_says_the_same_gives_nothing() {
    let known = knowledge("same");
    let values = "replicaCount: 1\nimage:\n  tag: <vYYYYMM-#>\npod:\n  labels: {a: {blank: \"\"}}\nold: {key: null}\n";
    let chart = Folder::new(
        "same-chart",
        &[
            ("values.yaml", &values.replace("old: {key: null}\n", "")),
            ("templates/a.yaml", &format!("{TEMPLATE}{{{{ .Values.old.key }}}}")),
        ],
    );
    let page = "### `TFE_HOSTNAME`\n\n- `TFE_CAPACITY_CPU`: cores. Defaults to `0`.\n| `TFE_LEFT` | x |\nTFE_SLIP, TFE_*\n";
    let docs = Folder::new("same-docs", &[("a/b.mdx", page)]);
    let found = differences(&known.0, Some(&chart.0), Some(&docs.0)).unwrap();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn each_difference_is_a_line() {
    let known = knowledge("other");
    let values =
        "replicaCount: 2\nimage: {tag: <vYYYYMM-#>, digest: sha}\npod: {labels: {app: tfe}}\n";
    let template =
        format!("{TEMPLATE}{{{{ .Values.pod.labels.app }}}}{{{{ .Values.fresh.one }}}} TFE_NEW");
    let chart = Folder::new(
        "other-chart",
        &[("values.yaml", values), ("templates/deep/a.yaml", &template)],
    );
    let page = "| `TFE_HOSTNAME` | the name |\n| `TFE_CAPACITY_CPU` | cores. Defaults to `4`. |\n\nTFE_NEWER and TFE_REMOVED\n";
    let docs = Folder::new("other-docs", &[("a.md", page), ("b.png", "TFE_NO")]);
    let found = differences(&known.0, Some(&chart.0), Some(&docs.0)).unwrap();
    let expected = [
        "new key: fresh.one",
        "new key: image.digest, default sha",
        "gone key: old.key",
        "changed key: replicaCount, default 2 instead of 1",
        "changed values: image.digest is sha instead of nothing",
        "changed values: pod.labels.app is tfe instead of nothing",
        "changed values: replicaCount is 2 instead of 1",
        "new setting: TFE_NEW",
        "new setting: TFE_NEWER",
        "changed setting: TFE_CAPACITY_CPU, default 4 instead of 0",
        "gone setting: TFE_LEFT",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_tables_agree_with_the_chart_that_they_were_made_from() {
    let knowledge = root().join("knowledge");
    let values = fs::read_to_string(knowledge.join("chart-values.yaml")).unwrap();
    let chart = Folder::new("own-chart", &[("values.yaml", &values), ("templates/a.yaml", "")]);
    let found = differences(&knowledge, Some(&chart.0), None).unwrap();
    let other = |line: &&String| !line.starts_with("gone key: ");
    assert_eq!(found.iter().filter(other).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn one_of_the_copies_is_needed() {
    let words = |args: &[&str]| args.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>();
    assert!(refresh(&[]).is_err());
    assert!(refresh(&words(&["--chart"])).is_err());
    assert!(refresh(&words(&["--docs", "/nowhere/at/all"])).is_err());
}
