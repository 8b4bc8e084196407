//! House rules that formatter and compiler do not look at.

use std::fs;
use std::path::Path;

use crate::command::{output, program, root};
use crate::failure::Result;

/// Which crates of this workspace a crate may use: arrows run one way, from the page, the command
/// line and the JavaScript face to the shared crate, from there to the two languages, to `text`.
const ARROWS: [(&str, &[&str]); 13] = [
    ("text", &[]),
    ("vault-policy", &["text"]),
    ("helm-values", &["text"]),
    ("tfe-check", &["helm-values", "text", "vault-policy"]),
    ("formats", &["text", "tfe-check"]),
    ("answers", &["text", "tfe-check", "vault-policy"]),
    ("lsp", &["answers", "formats", "text", "tfe-check"]),
    ("cli", &["answers", "formats", "helm-values", "lsp", "text", "tfe-check", "vault-policy"]),
    ("wasm", &["answers", "formats", "lsp", "text", "tfe-check", "vault-policy"]),
    (
        "promises",
        &["answers", "formats", "helm-values", "lsp", "text", "tfe-check", "vault-policy"],
    ),
    ("protocol", &["text", "tfe-check", "vault-policy"]),
    ("app", &["formats", "protocol", "text", "tfe-check"]),
    // Tables are read as Helm reads YAML.
    ("xtask", &["helm-values"]),
];

/// Checks every file that git knows or would take.
pub(crate) fn tidy() -> Result {
    let listed = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let files = output(program("git").args(listed)).ok_or("`git ls-files` fails")?;
    let mut wrong: Vec<String> = files.lines().flat_map(untidy).collect();
    wrong.extend(files.lines().flat_map(crate::words::untidy));
    wrong.extend(crossed_arrows()?);
    wrong.extend(crate::types::stale()?);
    wrong.extend(crate::reasons::missing()?);
    wrong.extend(crate::rooms::crossed()?);
    wrong.extend(crate::circles::circles()?);
    wrong.extend(crate::docs::broken_links()?);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn untidy(file: &str) -> Option<String> {
    let source = ["rs", "js", "mjs", "css", "html", "toml"];
    let kind = Path::new(file).extension()?.to_str()?;
    // What is quoted from elsewhere stays as it is.
    if !source.contains(&kind) || file.starts_with("tests/vectors/") {
        return None;
    }
    let text = fs::read_to_string(root().join(file)).ok()?;
    let trailing = text.lines().position(|line| line.ends_with([' ', '\t', '\r']));
    if let Some(line) = trailing {
        return Some(format!("{file}:{}: white space at the end of the line", line + 1));
    }
    let ended = text.is_empty() || (text.ends_with('\n') && !text.ends_with("\n\n"));
    (!ended).then(|| format!("{file}: ends without a line end, or with an empty line"))
}

fn crossed_arrows() -> Result<Vec<String>> {
    let mut crossed = Vec::new();
    for (name, allowed) in ARROWS {
        let manifest = format!("crates/{name}/Cargo.toml");
        let text =
            fs::read_to_string(root().join(&manifest)).map_err(|e| format!("{manifest}: {e}"))?;
        let dependencies = text.split_once("[dependencies]").map_or("", |(_, rest)| rest);
        let dependencies = dependencies.split_once("\n[").map_or(dependencies, |(own, _)| own);
        let used = dependencies.lines().filter_map(|l| l.split(['.', ' ', '=']).next());
        let is_ours = |n: &&str| ARROWS.iter().any(|(ours, _)| ours == n);
        let bad = used.filter(is_ours).filter(|n| !allowed.contains(n));
        crossed.extend(bad.map(|n| format!("{manifest}: {name} may not use {n}")));
        if !text.contains("[lints]\nworkspace = true") {
            crossed.push(format!("{manifest}: takes no part in the workspace's lints"));
        }
    }
    Ok(crossed)
}
