//! Several files at once: the policies of one token are asked together, versions of one are not.

use crate::support;

use std::fs;

use serde_json::json;
use support::{WHOLE, files, report_in, run_in, told, with, without};

#[test]
fn a_policy_cut_in_two_lacks_nothing() {
    let (transit, system) = (with(&["transit"]), without(&["transit"]));
    let (atlas, archivist) = (with(&["atlas_"]), with(&["archivist_"]));
    let parts = [
        ("transit.hcl", transit.as_str()),
        ("system.hcl", &system),
        ("atlas.hcl", &atlas),
        ("archivist.hcl", &archivist),
    ];
    let folder = files("cut", &parts);
    let none: [String; 0] = [];
    assert_eq!(told(&report_in(&folder, &["transit.hcl", "system.hcl"])), none);
    assert_eq!(told(&report_in(&folder, &["system.hcl", "transit.hcl"])), none);
    let three = ["system.hcl", "archivist.hcl", "atlas.hcl"];
    assert_eq!(told(&report_in(&folder, &three)), none);
    assert!(!told(&report_in(&folder, &["transit.hcl"])).is_empty(), "alone it lacks sys/mounts");
}

#[test]
fn halves_that_share_the_common_rules_lack_nothing() {
    let atlas = with(&["atlas_", "auth/", "sys/"]);
    let archivist = with(&["archivist_", "auth/", "sys/"]);
    let folder = files("halves", &[("a.hcl", &atlas), ("b.hcl", &archivist)]);
    assert!(told(&report_in(&folder, &["a.hcl", "b.hcl"])).is_empty());
}

#[test]
fn what_is_missing_is_reported_once_where_its_neighbours_stand() {
    let (atlas, archivist) = (with(&["atlas_"]), with(&["archivist_"]));
    let archivist = archivist.replace("path \"transit/backup", "#");
    let system = without(&["transit"]);
    let parts =
        [("atlas.hcl", atlas.as_str()), ("archivist.hcl", &archivist), ("sys.hcl", &system)];
    let folder = files("once", &parts);
    let names = ["sys.hcl", "atlas.hcl", "archivist.hcl"];
    assert_eq!(told(&report_in(&folder, &names)), ["archivist.hcl: transit-backup-missing"]);
    let args: Vec<&str> = ["check", "--fix"].iter().chain(&names).copied().collect();
    assert_eq!(run_in(&folder, &args, "").0, 0);
    assert!(
        fs::read_to_string(folder.join("archivist.hcl")).unwrap().contains("backup/archivist_*")
    );
    assert_eq!(fs::read_to_string(folder.join("atlas.hcl")).unwrap(), atlas, "not touched");
    assert_eq!(fs::read_to_string(folder.join("sys.hcl")).unwrap(), system, "not touched");
}

#[test]
fn versions_of_one_policy_are_checked_each_by_itself() {
    let old = without(&["backup", "restore"]).replace("[\"read\", \"create\"", "[\"create\"");
    let folder = files("versions", &[("old.hcl", &old), ("new.hcl", WHOLE)]);
    let report = report_in(&folder, &["old.hcl", "new.hcl"]);
    let missing = told(&report);
    assert_eq!(missing, told(&report_in(&folder, &["old.hcl"])));
    assert_eq!(missing.len(), 6, "{missing:?}");
    assert!(missing.iter().all(|m| m.starts_with("old.hcl: ")), "{missing:?}");
}

#[test]
fn a_deny_in_another_file_counts() {
    let deny = "path \"transit/keys/archivist_kdf\" {\n  capabilities = [\"deny\"]\n}\n";
    let sys = "path \"sys/mounts\" {\n  capabilities = [\"deny\"]\n}\n";
    let parts = [("tfe.hcl", WHOLE), ("deny.hcl", deny), ("sys.hcl", sys)];
    let folder = files("deny", &parts);
    let report = report_in(&folder, &["tfe.hcl", "deny.hcl"]);
    // A deny does not make a policy TFE's: it is reported where it is missed.
    assert_eq!(told(&report), ["tfe.hcl: transit-key-read-missing"]);
    let finding = &report["documents"][0]["findings"][0];
    assert_eq!(finding["span"]["line"], 17);
    assert_eq!(
        (&finding["related"][0]["document"], &finding["related"][0]["span"]["line"]),
        (&json!("deny.hcl"), &json!(1))
    );
    assert_eq!(finding["fixes"], json!([]), "no change of this file helps");
    // A file that names nothing of TFE is not asked for anything, but what it denies is denied.
    let report = report_in(&folder, &["tfe.hcl", "sys.hcl"]);
    assert_eq!(told(&report), ["tfe.hcl: mounts-read-missing"]);
    let finding = &report["documents"][0]["findings"][0];
    assert_eq!(finding["related"][0]["document"], "sys.hcl");
    assert_eq!(finding["fixes"], json!([]), "no change of this file helps");
    assert!(finding["message"]["action"].as_str().unwrap().contains("sys.hcl"), "{finding}");
}

#[test]
fn a_rule_of_another_file_that_fits_better_is_corrected_there() {
    let broad = "path \"transit/*\" { capabilities = [\"create\", \"read\", \"update\"] }\n";
    let narrow = "path \"transit/keys/archivist_*\" { capabilities = [\"create\", \"update\"] }\n";
    let system = without(&["transit"]);
    let folder =
        files("narrow", &[("broad.hcl", broad), ("narrow.hcl", narrow), ("sys.hcl", &system)]);
    let names = ["broad.hcl", "narrow.hcl", "sys.hcl"];
    let report = report_in(&folder, &names);
    assert_eq!(
        told(&report),
        ["broad.hcl: profile-unclear", "narrow.hcl: transit-key-read-missing"]
    );
    let fixed = report["documents"][1]["fixed"].as_str().unwrap();
    assert!(fixed.contains("[\"create\", \"update\", \"read\"]"), "{fixed}");
}

#[test]
fn a_typo_in_another_file_is_reported_there_alone() {
    let transit = with(&["transit"]);
    let system = without(&["transit"]).replace("[\"read\"]", "[\"raed\"]");
    let folder = files("typo", &[("transit.hcl", &transit), ("system.hcl", &system)]);
    let told = told(&report_in(&folder, &["transit.hcl", "system.hcl"]));
    assert_eq!(told, ["system.hcl: unknown-capability"]);
}

#[test]
fn files_of_other_kinds_and_profiles_stay_by_themselves() {
    let snapshot = "path \"sys/storage/raft/snapshot\" { capabilities = [\"read\"] }\n";
    let values = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";
    let half = with(&["atlas_", "sys/", "auth/"]);
    let parts = [("tfe.hcl", half.as_str()), ("raft.hcl", snapshot), ("values.yaml", values)];
    let folder = files("others", &parts);
    let alone: Vec<String> = ["tfe.hcl", "raft.hcl", "values.yaml"]
        .iter()
        .flat_map(|name| told(&report_in(&folder, &[name])))
        .collect();
    let mut alone = alone;
    alone.sort();
    assert_eq!(told(&report_in(&folder, &["tfe.hcl", "raft.hcl", "values.yaml"])), alone);
}

#[test]
fn a_profile_of_none_keeps_a_policy_out() {
    let (transit, system) = (with(&["transit"]), without(&["transit"]));
    let folder = files("none", &[("transit.hcl", &transit), ("system.hcl", &system)]);
    let args = ["check", "--profile", "none", "transit.hcl", "system.hcl"];
    assert_eq!(run_in(&folder, &args, "").1, "No findings.\n");
}
