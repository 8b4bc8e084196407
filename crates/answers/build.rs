//! Puts the rule pages into the program.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../rules");
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
    fs::write(out.join("pages.rs"), code)
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
