//! `cargo xtask docs`: the documentation and the pages of rules as a book, in `dist-docs/`.

pub(crate) mod links;
mod lists;
mod rule;
mod stage;

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{output, program, root, run};
use crate::failure::Result;
use crate::tools;

/// Where the book is made.
const FOLDER: &str = "dist-docs";
/// Where the checker is for the book, unless somebody says otherwise: next to it.
const PAGE: &str = "../tfe-check/";

/// Makes the book. `--page ADDRESS` says where the checker is.
pub(crate) fn docs(args: &[String]) -> Result {
    let page = match args {
        [] => PAGE,
        [flag, address] if flag == "--page" && address.ends_with('/') => address,
        _ => return Err("cargo xtask docs [--page ADDRESS], with a / at its end".into()),
    };
    tools::mdbook()?;
    let place = root().join("target/book");
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|e| format!("{}: {e}", place.display()))?;
    }
    stage::stage(&root(), &place.join("src"), page)?;
    fs::copy(root().join("docs/book/book.toml"), place.join("book.toml"))
        .map_err(|e| format!("docs/book/book.toml: {e}"))?;
    run(program("mdbook").arg("build").arg(&place).arg("--dest-dir").arg(root().join(FOLDER)))
}

/// The links of the repository's pages that lead nowhere.
pub(crate) fn broken_links() -> Result<Vec<String>> {
    let listed = ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"];
    let files = output(program("git").args(listed)).ok_or("`git ls-files` fails")?;
    let pages = files.lines().map(PathBuf::from).filter(|page| !is_of_the_book(page));
    Ok(pages.flat_map(|page| links::broken(&root(), &page)).collect())
}

/// Those link to lists that are made with the book; their links are looked at there.
fn is_of_the_book(page: &Path) -> bool {
    page.starts_with("docs/book")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_link_of_the_repository_leads_somewhere() {
        assert_eq!(super::broken_links().unwrap(), Vec::<String>::new());
    }
}
