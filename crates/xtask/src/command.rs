//! Starting other programs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Result;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where tools go that the machine does not have.
pub(crate) fn tools_root() -> PathBuf {
    root().join(".tools")
}

/// A program started in the root, with the project's own tools found first.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let own = [tools_root().join("bin"), root().join("node_modules/.bin")];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(std::env::split_paths(&path));
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    if let Ok(joined) = std::env::join_paths(all) {
        command.env("PATH", joined);
    }
    command
}

/// `cargo` of the toolchain that runs this.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Says the command, runs it with its output shown, and fails as it fails.
pub(crate) fn run(command: &mut Command) -> Result {
    let said = said(command);
    println!("$ {said}");
    let status = command.status().map_err(|e| format!("`{said}` does not start: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{said}` failed ({status})").into()) }
}

/// What a command prints on standard output; `None` where it is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn said(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
