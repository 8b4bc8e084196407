//! `tfe-check.toml`: versions, groups, what is ignored, the team's own rules.

use crate::support;

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use support::{files, folder, run_in, told, with, without};

const VALUES: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.elsewhere.org\n    TFE_LOG_LEVEL: debug\n    TFE_CAPACITY_MEMORY: 1048576\nimage:\n  repository: images.example.net\n  name: hashicorp/terraform-enterprise\n  tag: 1.2.1\n";

fn repository(name: &str, config: &str, all: &[(&str, &str)]) -> PathBuf {
    let root = folder(name);
    fs::write(root.join("tfe-check.toml"), config).unwrap();
    for (name, text) in all {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn report(root: &std::path::Path, args: &[&str]) -> Value {
    let args: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
    let (_, out, messages) = run_in(root, &args, "");
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{messages}"))
}

/// The TOML in the documentation.
fn example() -> &'static str {
    let page = include_str!("../../../../docs/configuration.md");
    let (_, rest) = page.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../../docs/tfe-check.schema.json")).unwrap()
}

#[test]
fn the_documented_file_fits_its_schema_and_does_what_it_says() {
    let example = example();
    let value: Value = toml::from_str(example).unwrap();
    let validator = jsonschema::validator_for(&schema()).unwrap();
    assert!(
        validator.is_valid(&value),
        "{:?}",
        validator.iter_errors(&value).map(|e| e.to_string()).collect::<Vec<_>>()
    );
    let root = repository(
        "config-example",
        example,
        &[("dev/values.yaml", VALUES), ("examples/values.yaml", VALUES)],
    );
    let said = told(&report(&root, &["."]));
    for rule in ["no-debug-log", "host-in-our-domain", "our-registry", "overrides-by-stage"] {
        assert!(said.contains(&format!("dev/values.yaml: {rule}")), "{rule}: {said:?}");
    }
    assert!(!said.iter().any(|s| s.starts_with("examples/")), "{said:?}");
    let (_, out, _) = run_in(&root, &["check", "dev/values.yaml"], "");
    assert!(out.contains("warning[no-debug-log]: tfe-check.toml forbids this value of `TFE_LOG_LEVEL`.\n  --> dev/values.yaml:4:"), "{out}");
    assert!(out.contains("= why: Debug logs fill the log store.\n"), "{out}");
}

#[test]
fn what_the_schema_refuses_the_program_refuses_too() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let wrong = [
        "colour = 1",
        "fail-on = \"fatal\"",
        "[versions]\nnomad = \"1\"",
        "[[group]]\nname = \"a\"",
        "[[ignore]]\nrules = [\"too-broad\"]",
        "[[rule]]\nname = \"a\"\nreason = \"b\"",
        "[[rule]]\nname = \"a\"\nreason = \"b\"\nforbid = \"A\"\nrequire = \"B\"",
        "[[rule]]\nname = \"a\"\nreason = \"b\"\nfile-names = [\"a\"]",
        "[[rule]]\nname = \"a b\"\nreason = \"b\"\nforbid = \"A\"",
    ];
    for text in wrong {
        let value: Value = toml::from_str(text).unwrap();
        assert!(!validator.is_valid(&value), "{text}");
        let root = repository("config-wrong", text, &[("values.yaml", VALUES)]);
        let (code, out, messages) = run_in(&root, &["check", "values.yaml"], "");
        assert!(
            code == 2 && out.is_empty() && messages.contains("tfe-check.toml"),
            "{text}: {messages}"
        );
    }
    // What only the program can know.
    for (text, why) in [
        ("[versions]\ntfe = \"9.9\"", "newest release"),
        (
            "[[ignore]]\nrules = [\"transit-key-raed-missing\"]\nreason = \"a\"",
            "did you mean transit-key-read-missing",
        ),
        ("[[ignore]]\nrules = [\"transit-key-read-missing\"]\nreason = \"a\"", "data loss"),
        (
            "[[rule]]\nname = \"a\"\nreason = \"b\"\nforbid = \"TFE_LOGLEVEL\"",
            "did you mean TFE_LOG_LEVEL?",
        ),
        (
            "[[rule]]\nname = \"a\"\nreason = \"b\"\nrequire = \"TFE_HOSTNAM\"",
            "did you mean TFE_HOSTNAME?",
        ),
        (
            "[[rule]]\nname = \"a\"\nreason = \"b\"\nfile-names = [\"c\"]\nkind = \"helm-overides\"",
            "helm-overides is not a kind; did you mean helm-overrides?",
        ),
        ("[[rule]]\nname = \"text-empty\"\nreason = \"b\"\nforbid = \"A\"", "has that name"),
    ] {
        let root = repository("config-unknown", text, &[("values.yaml", VALUES)]);
        let (code, _, messages) = run_in(&root, &["check", "values.yaml"], "");
        assert!(code == 2 && messages.contains(why), "{text}: {messages}");
    }
}

#[test]
fn patterns_that_match_no_file_are_named() {
    let config = "[[group]]\nfiles = [\"prodd/**\"]\n[[ignore]]\nrules = [\"path-too-broad\"]\nfiles = [\"prod/*.yaml\"]\nreason = \"a\"\n";
    let root = repository("config-patterns", config, &[("prod/values.yaml", VALUES)]);
    for format in ["text", "sarif"] {
        let (_, _, said) = run_in(&root, &["check", "-q", "--format", format, "."], "");
        let warning =
            "tfe-check: warning: tfe-check.toml: no file that is searched matches prodd/**.\n";
        assert_eq!(said, warning, "{format}");
    }
    let (_, _, said) = run_in(&root, &["check", "prod"], "");
    assert_eq!(said, "");
}

#[test]
fn it_is_found_upwards_and_flags_go_first() {
    let config = "[versions]\ntfe = \"1.1.0\"\nvault = \"1.19\"\n";
    let root = repository(
        "config-upwards",
        config,
        &[("a/b/values.yaml", "env:\n  variables:\n    TFE_HOSTNAME: a.example.com\n")],
    );
    let versions = |args: &[&str]| report(&root.join("a/b"), args)["versions"].clone();
    assert_eq!(
        versions(&["values.yaml"]),
        json!({ "tfe": "1.1.0", "chart": "1.6.8", "vault": "1.19" })
    );
    assert_eq!(versions(&["--tfe", "1.2.0", "values.yaml"])["tfe"], "1.2.0");
    assert_eq!(versions(&["--no-config", "values.yaml"])["vault"], "1.21");
    fs::write(root.join("other.toml"), "[versions]\nvault = \"1.20\"\n").unwrap();
    assert_eq!(versions(&["--config", "../../other.toml", "values.yaml"])["vault"], "1.20");
    let (_, out, _) = run_in(&root, &["explain", "--format", "json", "a/b/values.yaml"], "");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["versions"]["tfe"], "1.1.0");
    assert_eq!(run_in(&root, &["check", "--config", "gone.toml", "a"], "").0, 2);
}

#[test]
fn files_of_a_group_are_checked_together() {
    let (one, two) = (without(&["transit/keys"]), with(&["transit/keys"]));
    let all = [("vault/one.hcl", one.as_str()), ("more/two.hcl", &two)];
    let root = repository("config-group", "", &all);
    let missing = "vault/one.hcl: transit-key-read-missing".to_owned();
    assert!(told(&report(&root, &["."])).contains(&missing));
    let config =
        "[[group]]\nfiles = [\"vault/\", \"more/*.hcl\"]\nversions = { vault = \"1.19\" }\n";
    fs::write(root.join("tfe-check.toml"), config).unwrap();
    let together = report(&root, &["."]);
    assert!(!told(&together).contains(&missing));
    assert_eq!(together["versions"]["vault"], "1.19");
}

#[test]
fn what_is_ignored_has_its_reason_and_is_not_fixed() {
    let config = "[[ignore]]\nrules = [\"number-rewritten\"]\nfiles = [\"dev/**\"]\nreason = \"it is a test\"\n";
    let root = repository(
        "config-ignore",
        config,
        &[("dev/values.yaml", VALUES), ("prod/values.yaml", VALUES)],
    );
    let all = report(&root, &["."]);
    let reason = |at: usize| {
        let findings = all["documents"][at]["findings"].as_array().unwrap();
        findings.iter().find(|f| f["rule"] == "number-rewritten").unwrap()["suppressed"].clone()
    };
    assert_eq!(reason(0), "tfe-check.toml: it is a test");
    assert_eq!(reason(1), Value::Null);
    let (_, out, _) = run_in(&root, &["check", "--format", "sarif", "dev"], "");
    assert!(out.contains("\"kind\": \"external\""), "{out}");
    run_in(&root, &["check", "--fix", "."], "");
    assert!(fs::read_to_string(root.join("dev/values.yaml")).unwrap().contains(": 1048576\n"));
    assert!(fs::read_to_string(root.join("prod/values.yaml")).unwrap().contains(": \"1048576\"\n"));
}

#[test]
fn own_rules_have_no_false_alarm() {
    let rules = "[[rule]]\nname = \"a\"\nreason = \"b\"\nrequire = \"TFE_HOSTNAME\"\n[[rule]]\nname = \"c\"\nreason = \"d\"\nregistries = [\"images.example.net\"]\n[[rule]]\nname = \"e\"\nreason = \"f\"\nforbid = \"TFE_VAULT_*\"\n[[rule]]\nname = \"g\"\nreason = \"h\"\nrequire = \"TFE_REDIS_HOST\"\n";
    let policy = without(&[]);
    let root = repository("config-own", rules, &[("values.yaml", VALUES), ("tfe.hcl", &policy)]);
    let said = told(&report(&root, &["--select", "a,c,e,g", "values.yaml", "tfe.hcl"]));
    assert_eq!(said, ["values.yaml: g"]);
    let said = told(&report(&root, &["--ignore", "g", "values.yaml"]));
    assert!(!said.is_empty() && !said.contains(&"values.yaml: g".to_owned()), "{said:?}");
    let secrets = "[[rule]]\nname = \"a\"\nreason = \"b\"\nforbid = \"TFE_DATABASE_PASSWORD\"\nvalues = [\"*\"]\n";
    let text = "env:\n  secrets:\n    TFE_DATABASE_PASSWORD: hunter2hunter2\n";
    let root = repository("config-secret", secrets, &[("values.yaml", text)]);
    let (_, out, _) = run_in(&root, &["check", "--select", "a", "values.yaml"], "");
    assert_eq!(out, "No findings.\n", "nothing is said of a secret's value");
}

#[test]
fn rules_are_selected_and_left_out() {
    let folder = files("select", &[("values.yaml", VALUES)]);
    let said = |args: &[&str]| {
        let args: Vec<&str> = args.iter().chain(&["values.yaml"]).copied().collect();
        told(&report(&folder, &args))
    };
    let all = said(&[]);
    assert!(all.len() > 1, "{all:?}");
    assert_eq!(said(&["--select", "number-rewritten"]), ["values.yaml: number-rewritten"]);
    assert_eq!(said(&["--select", "number-*,text-empty"]), ["values.yaml: number-rewritten"]);
    assert_eq!(said(&["--select", "vault-policy"]), [""; 0]);
    assert_eq!(said(&["--ignore", "number-rewritten"]).len(), all.len() - 1);
    let one = report(&folder, &["--ignore", "number-rewritten", "values.yaml"]);
    assert_eq!(one["documents"][0]["fixed"], Value::Null, "what is left out is not fixed");
    for (args, why) in [
        (["--select", "number-rewriten"], "did you mean number-rewritten?"),
        (["--ignore", "transit-key-read-missing"], "data loss"),
    ] {
        let args: Vec<&str> =
            ["check"].iter().chain(&args).chain(&["values.yaml"]).copied().collect();
        let (code, _, messages) = run_in(&folder, &args, "");
        assert!(code == 2 && messages.contains(why), "{messages}");
    }
}

const NO_DEBUG: &str = "[[rule]]\nname = \"no-debug-log\"\nforbid = \"TFE_LOG_LEVEL\"\nvalues = [\"debug\"]\nreason = \"Debug logs fill the log store.\"\n";

#[test]
fn own_rules_count_in_a_batch() {
    let root = repository("config-batch", NO_DEBUG, &[]);
    let row = json!({ "id": 1, "text": VALUES, "kind": "helm-overrides" }).to_string();
    let (code, out, messages) = run_in(&root, &["check", "--batch"], &row);
    assert_eq!(code, 0, "{messages}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    let findings = answer["report"]["documents"][0]["findings"].as_array().unwrap();
    assert!(findings.iter().any(|f| f["rule"] == "no-debug-log"), "{out}");
    let errors = findings.iter().filter(|f| f["severity"] == "error").count();
    assert_eq!(answer["report"]["summary"]["error"], errors);
    let (_, left_out, _) = run_in(&root, &["check", "--batch", "--ignore", "no-debug-log"], &row);
    assert!(!left_out.contains("no-debug-log"), "{left_out}");
}

#[test]
fn the_worst_finding_of_an_own_rule_is_the_verdict() {
    let values = "env:\n  variables:\n    TFE_LOG_LEVEL: debug\n";
    let root = repository("config-verdict", NO_DEBUG, &[("overrides.yaml", values)]);
    let (code, out, messages) = run_in(&root, &["check", "overrides.yaml"], "");
    assert_eq!(code, 1, "{messages}");
    let expected = "overrides.yaml: tfe-check.toml forbids this value of `TFE_LOG_LEVEL`.\n";
    assert!(out.starts_with(expected), "{out}");
}

#[test]
fn the_files_of_this_repository_that_work_are_without_errors() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (code, out, messages) = run_in(&root, &["check", "."], "");
    assert_eq!(code, 0, "{out}{messages}");
    assert!(out.contains("\n0 errors"), "{out}");
}

#[test]
fn own_rules_are_ignored_like_others() {
    let rule = "[[rule]]\nname = \"no-debug\"\nreason = \"logs\"\nforbid = \"TFE_LOG_LEVEL\"\n[[rule]]\nname = \"needs-iact\"\nreason = \"a\"\nrequire = \"TFE_IACT_SUBNETS\"\n";
    let plain = "env:\n  variables:\n    TFE_LOG_LEVEL: debug\n";
    let rules = |config: &str, values: &str| {
        let root = repository(
            "config-own-ignored",
            &format!("{rule}{config}"),
            &[("values.yaml", values)],
        );
        let report = report(&root, &["values.yaml"]);
        let found = report["documents"][0]["findings"].as_array().unwrap().clone();
        let live = found.iter().filter(|f| f["suppressed"].is_null());
        let names: Vec<String> = live.map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
        (names.contains(&"no-debug".to_owned()), names.contains(&"needs-iact".to_owned()), names)
    };
    let (debug, iact, _) = rules("", plain);
    assert!(debug && iact);
    for values in [
        plain.replace("debug\n", "debug # tfe-check: ignore no-debug for a week\n"),
        plain.replace("    TFE", "    # tfe-check: ignore no-debug -- for a week\n    TFE"),
    ] {
        let (debug, iact, names) = rules("", &values);
        assert!(!debug && iact, "{names:?}");
        assert!(
            !names.iter().any(|name| name.starts_with("ignore") || name.contains("comment")),
            "{names:?}"
        );
    }
    let (debug, iact, _) = rules("", &format!("# tfe-check: ignore needs-iact a lab\n{plain}"));
    assert!(debug && !iact);
    let (debug, _, names) =
        rules("", &plain.replace("debug\n", "debug # tfe-check: ignore no-debug\n"));
    assert!(debug, "a reason is needed: {names:?}");
    for words in ["\"no-debug\", \"needs-iact\"", "\"n*\""] {
        let (debug, iact, _) =
            rules(&format!("[[ignore]]\nrules = [{words}]\nreason = \"a\"\n"), plain);
        assert!(!debug && !iact, "{words}");
    }
}

#[test]
fn kinds_and_patterns_are_ignored_as_on_the_command_line() {
    let values = "env:\n  variables:\n    TFE_CAPACITY_MEMORY: 1048576\n";
    for words in ["number-rewritten", "number-*", "helm-overrides"] {
        let config = format!("[[ignore]]\nrules = [\"{words}\"]\nreason = \"a\"\n");
        let root = repository("config-words", &config, &[("values.yaml", values)]);
        let (_, out, messages) = run_in(&root, &["check", "values.yaml"], "");
        assert!(!out.contains("[number-rewritten]"), "{words}: {out}{messages}");
        assert!(out.contains("ignored"), "{words}: {out}{messages}");
    }
    let config = "[[ignore]]\nrules = [\"transit-*\"]\nreason = \"a\"\n";
    let root = repository(
        "config-loss",
        config,
        &[("tfe.hcl", "path \"transit/encrypt/atlas_*\" {\n  capabilities = [\"update\"]\n}\n")],
    );
    let (_, out, _) = run_in(&root, &["check", "tfe.hcl"], "");
    assert!(
        out.contains("[transit-key-read-missing]") && !out.contains("[transit-decrypt-missing]"),
        "{out}"
    );
}

#[test]
fn own_rules_that_say_nothing_are_named() {
    let rule = |name: &str, forbid: &str| {
        format!("[[rule]]\nname = \"{name}\"\nreason = \"ours\"\nforbid = \"{forbid}\"\n")
    };
    let check = |config: &str| {
        let root = repository("config-idle", config, &[("a.yaml", VALUES)]);
        run_in(&root, &["check", "-q", "a.yaml"], "")
    };
    let twice = rule("one", "TFE_LOG_LEVEL") + &rule("one", "TFE_LOG_LEVEL");
    let (code, _, messages) = check(&twice);
    assert!(code == 2 && messages.contains("rule one: another rule has that name"), "{messages}");
    for (word, warned) in
        [("TFE_NOSUCH_*", true), ("TFE_LOG_*", false), ("MY_*", false), ("*_DEBUG", false)]
    {
        let (_, _, messages) = check(&rule("one", word));
        let said = format!("rule one: no setting that is known here matches {word}.");
        assert_eq!(messages.contains(&said), warned, "{messages}");
    }
    let root = repository("config-idle", &rule("one", "TFE_LOG_LEVEL"), &[]);
    let (code, page, _) = run_in(&root, &["rules", "show", "one"], "");
    assert!(code == 0 && page.contains("ours"), "{page}");
    assert_eq!(run_in(&root, &["rules", "show", "two"], "").0, 2);
}
