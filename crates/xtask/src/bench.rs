//! How long checks take: natively, and in WebAssembly next to what others need to read the same text.

use std::fs;
use std::path::Path;

use crate::command::{cargo, output, program, root, run, tools_root};
use crate::failure::Result;
use crate::tools;

/// What makes the page's module small and quick, as `index.html` has it.
const PAGE: &str = "index.html";

/// Writes docs/performance.md. The other readers are installed once, into a folder of their own.
pub(crate) fn bench() -> Result {
    let table = root().join("docs/performance.md");
    run(cargo().args(["bench", "-p", "tfe-check", "--bench", "speed", "--"]).arg(&table))?;
    let engine = engine()?;
    let peers = root().join("tests/speed");
    if !peers.join("node_modules").exists() {
        let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        run(program("npm").args(install).current_dir(&peers))?;
    }
    let said = output(program("node").arg(peers.join("peers.mjs")).arg(&engine));
    let said = said.ok_or("tests/speed/peers.mjs failed: run it by hand to see why")?;
    let before = fs::read_to_string(&table).map_err(|e| format!("{}: {e}", table.display()))?;
    let whole = format!("{}\n\n{said}\n", before.trim_end());
    fs::write(&table, whole).map_err(|e| format!("{}: {e}", table.display()).into())
}

/// The engine for Node, built as the page's is.
fn engine() -> Result<std::path::PathBuf> {
    tools::for_page()?;
    let target = ["--target", "wasm32-unknown-unknown"];
    run(cargo().args(["build", "--locked", "--profile", "web", "-p", "wasm"]).args(target))?;
    let built = target_folder().join("wasm32-unknown-unknown/web/wasm.wasm");
    let folder = target_folder().join("speed");
    let bindgen = tools_root().join("bin/wasm-bindgen");
    let bindgen = if bindgen.exists() { bindgen } else { "wasm-bindgen".into() };
    run(program(bindgen).args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(built))?;
    let module = folder.join("wasm_bg.wasm");
    let params = params(&root().join(PAGE))?;
    run(program("wasm-opt").arg("-O2").args(params).arg(&module).arg("-o").arg(&module))?;
    // The repository's own package.json says that scripts are modules; this one is none.
    fs::write(folder.join("package.json"), "{ \"type\": \"commonjs\" }\n")
        .map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder)
}

/// The parameters of wasm-opt that the page names.
fn params(page: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(page).map_err(|e| format!("{}: {e}", page.display()))?;
    let params =
        text.split_once("data-wasm-opt-params=\"").and_then(|(_, rest)| rest.split_once('"'));
    let (params, _) = params.ok_or("the page names no parameters of wasm-opt")?;
    Ok(params.split_whitespace().map(str::to_owned).collect())
}

fn target_folder() -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}
