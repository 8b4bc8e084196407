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

/// Commands that wait for somebody to end them.
const ENDLESS: [&str; 2] = ["lsp", "--watch"];

#[test]
fn the_commands_of_the_documentation_work() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("docs-commands");
    let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let policy = block(include_str!("../../../../README.md"), "```hcl\n");
    let mut shown = 0;
    for page in [docs.clone(), docs.join("book")].iter().flat_map(|f| fs::read_dir(f).unwrap()) {
        let page = page.unwrap().path();
        let is_page = page.extension().is_some_and(|e| e == "md");
        let text = if is_page { fs::read_to_string(&page).unwrap() } else { String::new() };
        for command in commands(&text) {
            fs::create_dir_all(folder.join("envs/prod")).unwrap();
            fs::write(folder.join("tfe.hcl"), policy).unwrap();
            fs::write(folder.join("overrides.yaml"), OVERRIDES).unwrap();
            fs::write(folder.join("envs/prod/overrides.yaml"), OVERRIDES).unwrap();
            let args: Vec<&str> =
                command.split_whitespace().map(|w| w.trim_matches('\'')).collect();
            if !args.iter().any(|arg| ENDLESS.contains(arg)) {
                let mut program = Command::cargo_bin("tfe-check").unwrap();
                let output = program.current_dir(&folder).args(&args).output().unwrap();
                let message = String::from_utf8_lossy(&output.stderr);
                let refused = args.contains(&"can") && message.contains("Vault rejects");
                let is_right = output.status.code() != Some(2) || refused;
                assert!(is_right, "{}: {command}: {message}", page.display());
                shown += 1;
            }
        }
    }
    assert!(shown >= 20, "{shown}");
}

/// What follows `tfe-check` in the blocks of a page that are commands.
fn commands(page: &str) -> Vec<&str> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    let lines =
        blocks.filter_map(|b| b.strip_prefix("sh\n").or_else(|| b.strip_prefix("console\n")));
    let rows = lines.flat_map(str::lines).filter(|line| !line.trim_start().starts_with('#'));
    let command =
        |row: &'_ str| -> Option<usize> { Some(row.find("tfe-check ")? + "tfe-check ".len()) };
    rows.filter_map(|row| row.get(command(row)?..)?.split(" # ").next()).map(str::trim).collect()
}

#[test]
fn the_newest_versions_are_those_of_the_documentation() {
    let page = include_str!("../../../../docs/versions.md");
    let row = |name: &str| page.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(row("| Terraform Enterprise").contains(&format!("to {} |", tfe_check::NEWEST_TFE)));
    assert!(row("| Helm chart").contains(&format!("to {},", tfe_check::NEWEST_CHART)));
    for line in tfe_check::VAULT_LINES {
        assert!(row("| Vault").contains(line), "{line}");
    }
    assert!(page.contains(&format!("for Vault, {} is assumed", tfe_check::DEFAULT_VAULT)));
}

#[test]
fn it_names_every_option_and_no_other() {
    let readme = include_str!("../../../../README.md");
    let (_, section) = readme.split_once("## On the command line").unwrap();
    let commands = section.split("\n## ").next().unwrap();
    let (_, details) = include_str!("../../../../docs/use.md").split_once("## In detail").unwrap();
    let section = [commands, details].concat();
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
    assert_eq!(options(&section), known);
}

fn block<'t>(text: &'t str, fence: &str) -> &'t str {
    let (_, rest) = text.split_once(fence).unwrap();
    rest.split_once("```").unwrap().0
}
