//! Options for Helm that a variable holds, and commands in the blocks of a pipeline's file.

use tfe_check::{Document, Options, Safety, fixed};

use crate::script_sets::found;

const INSTALL: &str = "helm upgrade --install tfe hashicorp/terraform-enterprise";

fn assert_type_is_found(name: &str, text: &str) {
    let all = found(name, text);
    let hits = all.iter().filter(|f| *f == "value-not-allowed: gcs").count();
    assert_eq!(hits, 1, "{all:?}\n{text}");
}

#[test]
fn options_are_found_in_lists_and_in_texts() {
    let set = "env.variables.TFE_OBJECT_STORAGE_TYPE=gcs";
    for held in [
        format!("ARGS=(--set {set})\n{INSTALL} \"${{ARGS[@]}}\"\n"),
        format!(
            "ARGS=(\n  --wait # till it is there\n  --set \"{set}\"\n)\n{INSTALL} ${{ARGS[@]}}\n"
        ),
        format!("ARGS=()\nARGS+=(\"--set={set}\")\n{INSTALL} \"${{ARGS[@]}}\" -f a.yaml\n"),
        format!("local -a ARGS=(\"--set\" '{set}')\n{INSTALL} \"${{ARGS[*]}}\"\n"),
        format!("OPTS=\"--set {set}\"\n{INSTALL} $OPTS\n"),
        format!("OPTS='--wait'\nOPTS=\"$OPTS --set {set}\"\n{INSTALL} ${{OPTS}}\n"),
        format!("A=(--set {set})\nB=(\"${{A[@]}}\" --wait)\n{INSTALL} \"${{B[@]}}\"\n"),
        format!(
            "A=(--set {set})\nif x; then\n  {INSTALL} \"${{A[@]}}\"\nelse\n  {INSTALL} \"${{A[@]}}\" --wait\nfi\n"
        ),
        format!("f() {{\n  case $1 in\n    a) {INSTALL} --set {set} ;;\n  esac\n}}\n"),
    ] {
        assert_type_is_found("deploy.sh", &held);
        assert_type_is_found("deploy", &format!("#!/usr/bin/env bash\n{held}"));
    }
}

#[test]
fn the_last_value_of_a_variable_counts() {
    let text = format!(
        "A=(--set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs)\nA=(--set env.variables.TFE_OBJECT_STORAGE_TYPE=google)\n{INSTALL} \"${{A[@]}}\"\n"
    );
    let all = found("deploy.sh", &text);
    assert!(!all.iter().any(|f| f.starts_with("value-not-allowed")), "{all:?}");
}

/// Which quotes a fix needs depends on those around the whole text.
#[test]
fn names_in_a_text_in_quotes_are_not_changed() {
    let name = "service.annotations.service.beta.kubernetes.io/x=y";
    let text = format!("OPTS='--set {name}'\n{INSTALL} $OPTS\n");
    let all = found("deploy.sh", &text);
    assert!(all.iter().any(|f| f.starts_with("set-dots-not-escaped")), "{all:?}");
    assert_eq!(
        fixed(&Document::new("deploy.sh", &text), &Options::default(), Safety::Review),
        None
    );
}

#[test]
fn lines_of_a_folded_block_are_one_command() {
    let lines =
        format!("{INSTALL}\nINDENT--wait\nINDENT--set env.variables.TFE_OBJECT_STORAGE_TYPE=gcs\n");
    for (name, head, indent) in [
        (".gitlab-ci.yml", "deploy:\n  script:\n    - >\n      ", "      "),
        ("ci.yml", "jobs:\n  d:\n    steps:\n      - run: >-\n          ", "          "),
        ("play.yml", "- hosts: all\n  tasks:\n    - command: >\n        ", "        "),
    ] {
        assert_type_is_found(name, &format!("{head}{}", lines.replace("INDENT", indent)));
    }
}

/// The shell never sees `${{ … }}`: a pipeline fills it in, whatever quotes are around it.
#[test]
fn expressions_of_a_pipeline_are_filled_in() {
    let text = format!(
        "on: push\njobs:\n  d:\n    steps:\n      - run: |\n          {INSTALL} -f a.yaml \\\n            --set-string env.secrets.TFE_LICENSE='${{{{ secrets.LICENSE }}}}' \\\n            --set-string env.variables.TFE_HOSTNAME=${{{{ vars.HOST }}}}\n"
    );
    assert_eq!(found("ci.yml", &text), Vec::<String>::new());
}
