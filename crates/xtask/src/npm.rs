//! The npm package: the WebAssembly, its JavaScript and its types in `dist-npm/`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{cargo, output, program, root, run};
use crate::failure::Result;
use crate::tools;
use crate::twice::same_everywhere;

/// Where the package is made.
const FOLDER: &str = "dist-npm";

/// What wasm-opt may use, because the compiler does too, and how it makes the module small.
const OPTIMIZED: [&str; 10] = [
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes the package and its tarball.
pub(crate) fn build() -> Result {
    tools::wasm_target()?;
    tools::node_packages()?;
    tools::wasm_bindgen()?;
    let target = ["--profile", "web", "--target", "wasm32-unknown-unknown"];
    let mut compile = cargo();
    compile.args(["build", "--locked", "--package=wasm"]).args(target);
    run(same_everywhere(&mut compile))?;
    let (folder, package) = (root().join(FOLDER), package());
    fresh(&folder)?;
    let glue = folder.join("glue");
    let module = target_folder()?.join("wasm32-unknown-unknown/web/wasm.wasm");
    let mut bind = program("wasm-bindgen");
    bind.args(["--target", "web", "--out-name", "init", "--out-dir"]).arg(&glue).arg(module);
    run(&mut bind)?;
    fresh(&package)?;
    let mut small = program("wasm-opt");
    small.args(OPTIMIZED).arg(glue.join("init_bg.wasm")).arg("-o");
    run(small.arg(package.join("tfe-check.wasm")))?;
    write(&glue, &package)?;
    pack()
}

/// The folder of the package, as it is packed.
pub(crate) fn package() -> PathBuf {
    root().join(FOLDER).join("package")
}

/// The tarball.
pub(crate) fn tarball() -> PathBuf {
    root().join(FOLDER).join(format!("tfe-check-{}.tgz", env!("CARGO_PKG_VERSION")))
}

/// Packs the package; npm gives all files one time, so that the same content gives the same bytes.
fn pack() -> Result {
    let mut pack = program("npm");
    pack.args(["pack", "--ignore-scripts", "--silent", "--pack-destination"]);
    run(pack.arg(root().join(FOLDER)).current_dir(package()))
}

/// Everything but the module.
fn write(glue: &Path, package: &Path) -> Result {
    for name in ["README.md", "node.js", "browser.js", "index.d.ts"] {
        copy(&root().join("npm").join(name), &package.join(name))?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root().join(name), &package.join(name))?;
    }
    // Only the newest libraries of TypeScript know that symbol; without it `free` is there still.
    let types = (glue.join("init.d.ts"), package.join("init.d.ts"));
    edit(&types.0, &types.1, "    [Symbol.dispose](): void;\n", "")?;
    // The module has its own name in the package.
    edit(&glue.join("init.js"), &package.join("init.js"), "init_bg.wasm", "tfe-check.wasm")?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let manifest = root().join("npm/package.json");
    edit(&manifest, &package.join("package.json"), "\"version\": \"0.0.0\"", &version)
}

fn copy(from: &Path, to: &Path) -> Result {
    fs::copy(from, to).map(drop).map_err(|e| format!("{}: {e}", from.display()).into())
}

fn edit(from: &Path, to: &Path, old: &str, new: &str) -> Result {
    let text = fs::read_to_string(from).map_err(|e| format!("{}: {e}", from.display()))?;
    if !text.contains(old) {
        return Err(format!("{}: {old} is not in it", from.display()).into());
    }
    fs::write(to, text.replace(old, new)).map_err(|e| format!("{}: {e}", to.display()).into())
}

fn fresh(folder: &Path) -> Result {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()).into())
}

/// Where cargo builds.
pub(crate) fn target_folder() -> Result<PathBuf> {
    let mut metadata = cargo();
    metadata.args(["metadata", "--format-version=1", "--no-deps", "--offline"]);
    let text = output(&mut metadata).ok_or("`cargo metadata` fails")?;
    let said: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    let folder = said.get("target_directory").and_then(serde_json::Value::as_str);
    Ok(PathBuf::from(folder.ok_or("`cargo metadata` names no target folder")?))
}
