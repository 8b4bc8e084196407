//! Every dependency has its reason in ARCHITECTURE.md.

use std::fs;

use crate::command::root;
use crate::failure::Result;

/// The dependencies of our crates that the table does not name.
pub(crate) fn missing() -> Result<Vec<String>> {
    let unread = |error: std::io::Error| error.to_string();
    let table = fs::read_to_string(root().join("ARCHITECTURE.md")).map_err(unread)?;
    let reasons = named(&table);
    let mut wrong = Vec::new();
    for folder in fs::read_dir(root().join("crates")).map_err(unread)? {
        let manifest = folder.map_err(unread)?.path().join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&manifest) else { continue };
        let used = dependencies(&text);
        let unnamed = used.filter(|name| !is_ours(name) && !reasons.contains(name));
        wrong.extend(unnamed.map(|name| {
            format!("{}: ARCHITECTURE.md has no reason for {name}", manifest.display())
        }));
    }
    Ok(wrong)
}

/// The packages in the first column of the table of dependencies.
fn named(table: &str) -> Vec<&str> {
    let rows = table.split_once("## Dependencies").map_or("", |(_, rows)| rows).lines();
    let cells = rows.filter_map(|row| row.strip_prefix("| ")?.split(" |").next());
    cells
        .flat_map(|cell| cell.split([',', ' ', '(', ')']))
        .filter(|name| !name.is_empty())
        .collect()
}

/// The names under every `[… dependencies]` of a manifest.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    manifest.lines().filter_map(move |line| {
        if let Some(head) = line.strip_prefix('[') {
            inside = head.trim_end_matches(']').ends_with("dependencies");
            return head.trim_end_matches(']').split_once("dependencies.").map(|(_, name)| name);
        }
        let name = line.split(['.', ' ', '=']).next()?;
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
        (inside && begins).then_some(name)
    })
}

fn is_ours(name: &str) -> bool {
    root().join("crates").join(name).is_dir()
}

#[cfg(test)]
mod tests {
    use super::{dependencies, named};

    #[test]
    fn names_are_found_in_table_and_manifest() {
        let table = "## Dependencies\n\n| package | where |\n|---|---|\n| a, b-c (d) | x |\n";
        assert_eq!(named(table), ["package", "a", "b-c", "d"]);
        let manifest = "[package]\nname = \"x\"\n[dependencies]\na.workspace = true\nb-c = \"1\"\n[dependencies.d]\nfeatures = [\n  \"e\",\n]\n[features]\nf = []\n[dev-dependencies]\ng = \"1\"\n";
        assert_eq!(dependencies(manifest).collect::<Vec<_>>(), ["a", "b-c", "d", "g"]);
    }
}
