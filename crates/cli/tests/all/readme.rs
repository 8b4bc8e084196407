//! The example in the README gives the report that the README shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;

#[test]
fn the_example_gives_the_report_it_shows() {
    let readme = include_str!("../../../../README.md");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("tfe.hcl"), block(readme, "```hcl\n")).unwrap();
    let mut command = Command::cargo_bin("tfe-check").unwrap();
    let output = command.current_dir(&folder).args(["check", "tfe.hcl"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), block(readme, "```text\n"));
    assert_eq!(output.status.code(), Some(1));
}

const SETTINGS: &str =
    "{\"hostname\": {\"value\": \"tfe.example.com\"}, \"pg_user\": {\"value\": \"tfe\"}}";
const OVERRIDES: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";

#[test]
fn the_commands_it_shows_work() {
    let readme = include_str!("../../../../README.md");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme-commands");
    let policy = block(readme, "```hcl\n");
    let terraform =
        format!("resource \"vault_policy\" \"tfe\" {{\n  policy = <<EOT\n{policy}EOT\n}}\n");
    let mut shown = 0;
    for line in block(readme, "```sh\n").lines() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in [
            ("tfe.hcl", policy),
            ("overrides.yaml", OVERRIDES),
            ("main.tf", &terraform),
            ("ptfe-settings.json", SETTINGS),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        let command = line.split(" # ").next().unwrap().trim();
        let words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let args: Vec<&str> = words.iter().take_while(|w| **w != "<").copied().collect();
        let mut program = Command::cargo_bin("tfe-check").unwrap();
        let output = program.current_dir(&folder).args(&args).write_stdin(policy).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        let refused = args.contains(&"can") && message.contains("Vault rejects this policy");
        assert!(output.status.code() != Some(2) || refused, "{line}: {message}");
        shown += 1;
    }
    assert!(shown >= 10);
}

#[test]
fn it_names_every_option_and_no_other() {
    let readme = include_str!("../../../../README.md");
    let (_, section) = readme.split_once("## On the command line").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let options = |text: &str| -> BTreeSet<String> {
        let word = |rest: &str| {
            let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '-'));
            rest[..end.unwrap_or(rest.len())].trim_end_matches('-').to_owned()
        };
        text.split("--").skip(1).map(word).filter(|w| !w.is_empty()).collect()
    };
    let mut known = BTreeSet::new();
    let commands = [
        &["check"][..],
        &["explain"],
        &["can"],
        &["export"],
        &["new"],
        &["rules", "list"],
        &["rules", "show"],
        &["schema"],
        &["upgrade"],
    ];
    for command in commands {
        let mut program = Command::cargo_bin("tfe-check").unwrap();
        let help = program.args(command).arg("--help").output().unwrap().stdout;
        known.extend(options(&String::from_utf8(help).unwrap()));
    }
    known.remove("help");
    assert_eq!(options(section), known);
}

fn block<'t>(text: &'t str, fence: &str) -> &'t str {
    let (_, rest) = text.split_once(fence).unwrap();
    rest.split_once("```").unwrap().0
}
