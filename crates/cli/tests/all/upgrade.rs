//! What changes with other versions: pairs of releases with what their release notes say.

use crate::support;

use std::path::Path;

use serde_json::Value;
use support::{files, run_in, without};

const VALUES: &str = "image:\n  repository: images.releases.hashicorp.com\n  name: hashicorp/terraform-enterprise\n  tag: \"1.0.1\"\ntfe:\n  readinessProbePath: /_health_check\nresources:\n  requests:\n    cpu: 4000m\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_EXTRA_SCHEMAS: audit\n";

fn upgrade(folder: &Path, args: &[&str]) -> (i32, Value) {
    let args: Vec<&str> = ["upgrade", "--format", "json"].iter().chain(args).copied().collect();
    let (code, out, messages) = run_in(folder, &args, "");
    (code, serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {messages}")))
}

/// The changes of one effect: the rule, or the sentence.
fn of(found: &Value, effect: &str) -> Vec<String> {
    let changes = found["changes"].as_array().unwrap().iter();
    let own = changes.filter(|c| c["effect"] == effect);
    own.map(|c| c["rule"].as_str().or(c["message"]["what"].as_str()).unwrap().to_owned()).collect()
}

fn has(found: &Value, effect: &str, word: &str) -> bool {
    of(found, effect).iter().any(|said| said.contains(word))
}

#[test]
fn the_health_path_that_2_0_removed_is_to_be_changed_before() {
    let folder = files("upgrade-health", &[("overrides.yaml", VALUES)]);
    let pair = ["--from", "1.0.1", "--to", "2.0", "overrides.yaml"];
    let (code, found) = upgrade(&folder, &pair);
    assert_eq!(code, 1);
    assert!(has(&found, "breaks", "health-path-gone"), "{found:#}");
    let changes = found["changes"].as_array().unwrap();
    let gone = changes.iter().find(|c| c["rule"] == "health-path-gone").unwrap();
    assert_eq!((&gone["span"]["line"], &gone["severity"]), (&6.into(), &"error".into()));
    assert!(gone["source"].as_str().unwrap().contains("release notes 2.0.0"));
    assert_eq!(gone["fixes"][0]["edits"][0]["insert"], "/api/v1/health/readiness");
    assert!(has(&found, "breaks", "`image.tag` is 1.0.1, which is not TFE 2.0."), "{found:#}");
    assert!(has(&found, "changes", "`TFE_DATABASE_EXTRA_SCHEMAS` takes effect from TFE 2.0.3 on."));
    assert!(has(&found, "breaks", "Each release line needs its own chart."), "{found:#}");
    assert!(has(&found, "comes", "TFE_STARTUP_CHECKS_IGNORE_FAILURES"), "{found:#}");
    assert!(changes.iter().all(|c| !c["source"].as_str().unwrap().is_empty()));
    let (_, found) = upgrade(&folder, &["--from", "1.0.1", "--to", "1.0.1", "overrides.yaml"]);
    assert_eq!(found["changes"], serde_json::json!([]));
    let (_, out, _) = run_in(&folder, &[&["upgrade"], &pair[..]].concat(), "");
    assert!(out.starts_with("TFE 1.0.1 to 2.0, chart 1.6.8, Vault 1.21\nTo do: 4. "), "{out}");
    assert!(out.contains("error[health-path-gone]: From 2.0.0 on, TFE answers 410 at this path.\n  --> overrides.yaml:6:"), "{out}");
}

#[test]
fn another_chart_has_other_defaults_and_reads_other_keys() {
    let folder = files("upgrade-chart", &[("overrides.yaml", VALUES)]);
    let pair = ["--from", "1.0.1", "--to", "1.0.1", "overrides.yaml"];
    let charts = |from: &'static str, to: &'static str| {
        upgrade(&folder, &[&["--chart-from", from, "--chart-to", to], &pair[..]].concat()).1
    };
    let found = charts("1.6.3", "1.6.7");
    let memory = "The default of `resources.requests.memory` changes from `2500Mi` to `8192Mi`.";
    assert!(has(&found, "changes", memory), "{found:#}");
    assert!(!has(&found, "changes", "requests.cpu"), "the file sets it");
    assert!(!has(&found, "changes", "readinessProbePath"), "the file sets it");
    assert!(
        has(&found, "changes", "New in chart 1.6.7: TFE_ADMIN_HTTPS_PORT and the admin port"),
        "{found:#}"
    );
    assert!(!has(&found, "goes", "OPEN_SHIFT_ENABLED"), "the file does not use OpenShift");
    let found = charts("1.3.0", "1.6.7");
    assert!(has(&found, "changes", "`tfe.readinessProbePath` takes effect from chart 1.3.4 on."));
    let found = charts("1.6.7", "1.3.0");
    assert!(
        has(&found, "goes", "Chart 1.3.0 does not read `tfe.readinessProbePath`."),
        "{found:#}"
    );
    let policy = without(&[]);
    let folder = files("upgrade-chart-policy", &[("tfe.hcl", &policy)]);
    let args = [
        "--from",
        "1.0.1",
        "--to",
        "1.0.1",
        "--chart-from",
        "1.3.0",
        "--chart-to",
        "1.6.7",
        "tfe.hcl",
    ];
    assert_eq!(upgrade(&folder, &args).1["changes"], serde_json::json!([]));
}

#[test]
fn a_policy_needs_what_the_newer_release_asks_for() {
    let whole = without(&[]);
    let old = without(&["transit/sign", "backup", "restore", "\"sys/renew\""]);
    let folder = files("upgrade-policy", &[("whole.hcl", &whole), ("old.hcl", &old)]);
    let pair = ["--from", "v202205-1", "--to", "2.0"];
    let (_, found) = upgrade(&folder, &[&pair[..], &["whole.hcl"]].concat());
    assert!(
        has(&found, "changes", "TFE 2.0 also asks Vault to update `transit/sign/atlas_example`."),
        "{found:#}"
    );
    let stops = |said: &String| said.ends_with("cannot be skipped.");
    assert!(of(&found, "breaks").iter().all(stops), "{found:#}");
    let (code, found) = upgrade(&folder, &[&pair[..], &["old.hcl"]].concat());
    assert_eq!(code, 1, "{found:#}");
    assert!(has(&found, "breaks", "transit-backup-missing"), "{found:#}");
    assert!(has(&found, "breaks", "transit-sign-missing"), "{found:#}");
    assert_eq!(
        upgrade(&folder, &["--from", "1.0.1", "--to", "2.0", "old.hcl"]).1["changes"],
        serde_json::json!([])
    );
}

#[test]
fn another_vault_may_read_a_policy_otherwise() {
    let text = "path \"kv/a\" {\n  capabilities = [\"read\"]\n  min_wrapping_ttl = 9999999999\n}\n";
    let folder = files("upgrade-vault", &[("a.hcl", text)]);
    let args =
        ["--from", "1.0.1", "--to", "1.0.1", "--vault-from", "1.19", "--vault-to", "1.20", "a.hcl"];
    let (code, found) = upgrade(&folder, &args);
    assert_eq!(code, 1, "{found:#}");
    assert_eq!(of(&found, "breaks").len(), 1, "{found:#}");
}

#[test]
fn nothing_comes_from_a_line_to_itself_and_nobody_goes_back() {
    let folder = files("upgrade-same", &[("overrides.yaml", VALUES)]);
    let (_, found) = upgrade(&folder, &["--from", "2.0", "--to", "2.0", "overrides.yaml"]);
    assert_eq!(of(&found, "comes"), [""; 0], "{found:#}");
    let back = ["upgrade", "--from", "2.0", "--to", "1.2", "overrides.yaml"];
    let (code, _, messages) = run_in(&folder, &back, "");
    assert!(code == 2 && messages.contains("cannot go back to an older release"), "{messages}");
    let within = ["upgrade", "--from", "2.0.6", "--to", "2.0", "overrides.yaml"];
    assert_ne!(run_in(&folder, &within, "").0, 2);
}

#[test]
fn versions_have_to_be_known() {
    let folder = files("upgrade-unknown", &[("overrides.yaml", VALUES)]);
    let (code, _, messages) =
        run_in(&folder, &["upgrade", "--from", "1.0.1", "--to", "7.0", "overrides.yaml"], "");
    assert!(code == 2 && messages.contains("newest release"), "{messages}");
    assert_eq!(run_in(&folder, &["upgrade", "--from", "1.0.1", "overrides.yaml"], "").0, 2);
    assert_eq!(run_in(&folder, &["upgrade", "--from", "1.0", "--to", "2.0", "gone.yaml"], "").0, 2);
}

#[test]
fn a_file_that_is_not_ours_is_said() {
    let all = [("overrides.yaml", VALUES), ("notes.txt", "Ask Bob on Monday.\n")];
    let folder = files("upgrade-other", &all);
    let args = ["upgrade", "--from", "1.0.1", "--to", "2.0", "notes.txt", "overrides.yaml"];
    let (code, out, messages) = run_in(&folder, &args, "");
    assert!(code == 2 && out.contains("health-path-gone"), "{out}");
    assert!(messages.starts_with("tfe-check: notes.txt: not checked: "), "{messages}");
}

#[test]
fn releases_that_cannot_be_skipped_are_named_in_their_order() {
    let folder = files(
        "upgrade-stops",
        &[
            ("overrides.yaml", VALUES),
            (
                "tfe.hcl",
                "path \"transit/encrypt/archivist_*\" {\n  capabilities = [\"update\"]\n}\n",
            ),
        ],
    );
    let stops = |from, to, file| {
        let (code, found) = upgrade(&folder, &["--from", from, "--to", to, file]);
        let stops =
            of(&found, "breaks").into_iter().filter(|said| said.contains("cannot be skipped"));
        (code, stops.collect::<Vec<String>>())
    };
    let (new, old) = ("TFE v202406-1 cannot be skipped.", "TFE v202304-1 cannot be skipped.");
    assert_eq!(stops("v202401-1", "v202507-1", "overrides.yaml"), (1, vec![new.to_owned()]));
    assert_eq!(stops("v202401-1", "2.0", "tfe.hcl"), (1, vec![new.to_owned()]));
    assert_eq!(stops("v202301-1", "1.0", "tfe.hcl").1, [old, new]);
    for (from, to) in [("v202401-1", "v202406-1"), ("v202406-1", "2.0"), ("v202401-1", "v202404-2")]
    {
        assert_eq!(stops(from, to, "overrides.yaml").1, [""; 0], "{from} {to}");
    }
}

#[test]
fn pods_of_two_lines_do_not_run_at_once_from_2_0_on() {
    let with = |strategy: &str| format!("{VALUES}{strategy}");
    let all = [
        ("none.yaml", with("")),
        ("rolling.yaml", with("strategy:\n  type: RollingUpdate\n")),
        ("recreate.yaml", with("strategy:\n  type: Recreate\n")),
    ];
    let named: Vec<(&str, &str)> = all.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = files("upgrade-strategy", &named);
    let said = |file, from, to| {
        let (_, found) = upgrade(&folder, &["--from", from, "--to", to, file]);
        let changes = found["changes"].as_array().unwrap().clone();
        let found = changes
            .into_iter()
            .find(|c| c["message"]["what"].as_str().unwrap().contains("rolling"));
        found.map(|change| change["span"]["line"].as_u64())
    };
    assert_eq!(said("none.yaml", "1.2.0", "2.0"), Some(None));
    assert_eq!(said("rolling.yaml", "v202507-1", "2.0.6"), Some(Some(15)));
    assert_eq!(said("recreate.yaml", "1.2.0", "2.0"), None);
    assert_eq!(said("rolling.yaml", "1.0.1", "1.2.0"), None);
    assert_eq!(said("rolling.yaml", "2.0.0", "2.0.6"), None);
}

#[test]
fn what_changes_has_the_line_of_the_file() {
    let text = "image:\n  tag: v202307-1\ntfe:\n  readinessProbePath: /x\nenv:\n  variables:\n    TFE_DATABASE_HOST: d\n    TFE_DATABASE_RECONNECT_ENABLED: \"true\"\n";
    let folder = files("upgrade-lines", &[("overrides.yaml", text)]);
    let pair = [
        "--from",
        "v202307-1",
        "--to",
        "v202507-1",
        "--chart-from",
        "1.0.0",
        "--chart-to",
        "1.6.8",
    ];
    let (_, found) = upgrade(&folder, &[&pair[..], &["overrides.yaml"]].concat());
    let line = |word: &str| {
        let changes = found["changes"].as_array().unwrap().iter();
        let mut named = changes.filter(|c| c["message"]["what"].as_str().unwrap().contains(word));
        named.next().unwrap_or_else(|| panic!("{word}: {found:#}"))["span"]["line"].as_u64()
    };
    assert_eq!(line("`TFE_DATABASE_HOST` takes effect from TFE v202309-1 on."), Some(7));
    assert_eq!(line("`tfe.readinessProbePath` takes effect"), Some(4));
    assert_eq!(line("TFE has ignored this setting since May 2025."), Some(8));
}
