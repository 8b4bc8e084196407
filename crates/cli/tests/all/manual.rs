//! Rules listed and shown, completions, manual pages.

use crate::support;

use serde_json::Value;
use support::run;

#[test]
fn rules_are_listed_with_kind_and_title() {
    let (code, all, _) = run(&["rules", "list"], "");
    assert_eq!((code, run(&["rules"], "").1), (0, all.clone()));
    let row = all.lines().find(|line| line.starts_with("transit-key-read-missing ")).unwrap();
    for word in [" vault-policy ", " error ", "TFE cannot read a transit key", "(fix: safe)"] {
        assert!(row.contains(word), "{row}");
    }
    let count = |args: &[&str]| run(&[&["rules", "list"], args].concat(), "").1.lines().count();
    let whole = all.lines().count();
    assert!(whole > 300, "{whole}");
    for args in [&["--kind", "log"][..], &["--severity", "info"], &["--fixable"], &["transit"]] {
        assert!((2..whole).contains(&count(args)), "{args:?}");
    }
    let (code, _, messages) = run(&["rules", "list", "--kind", "poem"], "");
    assert!(code == 2 && messages.contains("vault-policy"), "{messages}");
    let (_, rows, _) = run(&["rules", "list", "--format", "json", "transit-key-read"], "");
    let rows: Value = serde_json::from_str(&rows).unwrap();
    assert_eq!((&rows[0]["data_loss"], &rows[0]["fix"]), (&true.into(), &"safe".into()));
}

#[test]
fn a_rule_is_shown_for_people_and_as_it_is_written() {
    let (code, page, _) = run(&["rules", "show", "transit-key-read-missing"], "");
    assert_eq!(code, 0);
    let head = "TFE cannot read a transit key, so backups leave it out\nerror[transit-key-read-missing], fix: safe, cannot be ignored";
    assert!(page.starts_with(head), "{page}");
    assert!(
        !page.contains("```") && !page.contains("## ") && page.contains("\nSources\n"),
        "{page}"
    );
    let (_, page, _) =
        run(&["rules", "show", "--format", "markdown", "transit-key-read-missing"], "");
    assert!(page.starts_with("---\nrule: ") && page.contains("## When to ignore"), "{page}");
}

#[test]
fn a_name_that_is_not_whole_gets_those_that_have_it() {
    let (code, _, messages) = run(&["rules", "show", "transit-key"], "");
    assert!(code == 2 && messages.contains("did you mean one of transit-key-"), "{messages}");
    assert!(messages.contains("transit-key-read-missing, transit-key-"), "{messages}");
    let (_, _, messages) = run(&["rules", "show", "poem"], "");
    assert_eq!(messages, "tfe-check: there is no rule poem\n");
}

#[test]
fn shells_and_man_get_what_they_read() {
    for (shell, word) in
        [("bash", "complete "), ("zsh", "#compdef tfe-check"), ("fish", "complete -c tfe-check")]
    {
        let (code, script, _) = run(&["completions", shell], "");
        assert!(code == 0 && script.contains(word) && script.contains("fail-on"), "{script}");
    }
    let (code, page, _) = run(&["man"], "");
    assert!(code == 0 && page.contains(".TH tfe-check") && page.contains("Exit codes"), "{page}");
    let (_, page, _) = run(&["man", "check"], "");
    assert!(page.contains("baseline"), "{page}");
    assert_eq!(run(&["man", "poem"], "").0, 2);
    // As the page of `rules` refers to it, and as people type it.
    for words in [&["rules-list"][..], &["rules", "list"], &["rules list"]] {
        let (code, page, _) = run(&[&["man"], words].concat(), "");
        assert!(code == 0 && page.contains("fixable"), "{words:?}: {page}");
    }
    assert_eq!(run(&["man", "rules", "poem"], "").0, 2);
}

#[test]
fn shells_complete_names_of_rules_and_the_help_stays_short() {
    // Fish has no words for what is not an option.
    for (shell, places) in [("bash", 3), ("zsh", 3), ("fish", 2)] {
        let (_, script, _) = run(&["completions", shell], "");
        assert!(script.matches("transit-key-read-missing").count() >= places, "{shell}");
    }
    for args in [&["check", "--help"][..], &["rules", "show", "--help"], &["man", "check"]] {
        let (_, out, _) = run(args, "");
        assert!(!out.contains("transit-key-read-missing"), "{out}");
    }
    assert_eq!(run(&["check", "--select", "transit-*", "-"], support::WHOLE).0, 0);
}
