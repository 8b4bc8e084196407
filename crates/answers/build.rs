//! Puts the rule pages and the schemas into the program.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = shared("rules", "rules");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut pages = Vec::new();
    walk(&root, &mut pages)?;
    pages.sort();
    let mut code = String::from(
        "/// Every rule's folder, name and page.\nstatic PAGES: &[(&str, &str, &str)] = &[\n",
    );
    for page in pages {
        println!("cargo::rerun-if-changed={}", page.display());
        let name = page.file_stem().unwrap_or_default().to_string_lossy();
        let folder = page.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        let path = fs::canonicalize(&page)?;
        writeln!(code, "    ({folder:?}, {name:?}, include_str!({path:?})),")
            .map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for name in ["tfe-check.schema.json", "report.schema.json"] {
        let schema = shared(&format!("schemas/{name}"), &format!("docs/{name}"));
        println!("cargo::rerun-if-changed={}", schema.display());
        fs::copy(schema, out.join(name))?;
    }
    fs::write(out.join("pages.rs"), code)
}

/// A file or folder of the repository. The published crate has its own copy; in the repository that is a
/// link, which git for Windows may write as a file with the target's path in it.
fn shared(own: &str, of_root: &str) -> PathBuf {
    let crate_root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let own = crate_root.join(own);
    let is_path = fs::read_to_string(&own).is_ok_and(|text| text.starts_with(".."));
    if is_path { crate_root.join("../..").join(of_root) } else { own }
}

fn walk(folder: &Path, pages: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, pages)?;
        } else if path.extension().is_some_and(|e| e == "md") {
            pages.push(path);
        }
    }
    Ok(())
}
