//! `cargo xtask test`: its parts, one after the other, each timed.

use std::time::{Duration, Instant};

use crate::command::{cargo, output, run};
use crate::failure::{Failure, Result};
use crate::{browser, edges, hosts, page, supply, tidy, tools, twice};

/// A part of the tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Lint,
    Unit,
    Wasm,
    Browser,
    Hard,
    Npm,
    Vscode,
    Pipelines,
    Schema,
    Supply,
    Hosts,
    Firefox,
    Twice,
}

/// The crates that only run in a browser; native builds leave them out.
const WEB_CRATES: [&str; 2] = ["app", "wasm"];

impl Part {
    const ALL: [Self; 13] = [
        Self::Lint,
        Self::Unit,
        Self::Wasm,
        Self::Browser,
        Self::Hard,
        Self::Npm,
        Self::Vscode,
        Self::Pipelines,
        Self::Schema,
        Self::Supply,
        Self::Hosts,
        Self::Firefox,
        Self::Twice,
    ];

    /// Whether it is run without its name. The others take minutes, or packages from a registry.
    const fn is_usual(self) -> bool {
        matches!(self, Self::Lint | Self::Unit | Self::Wasm | Self::Browser | Self::Supply)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Unit => "unit",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
            Self::Hard => "hard",
            Self::Npm => "npm",
            Self::Vscode => "vscode",
            Self::Pipelines => "pipelines",
            Self::Schema => "schema",
            Self::Supply => "supply",
            Self::Hosts => "hosts",
            Self::Firefox => "firefox",
            Self::Twice => "twice",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::Lint => "formatting, clippy for native and wasm, house rules",
            Self::Unit => "native tests",
            Self::Wasm => "the wasm in headless Chromium",
            Self::Browser => "the page as it ships, in headless Chromium",
            Self::Hard => "texts that nobody writes, hours of typing, poor browsers",
            Self::Npm => "the npm package from its tarball, in Node and with Vite",
            Self::Vscode => "the VS Code extension's bundles",
            Self::Pipelines => "SARIF, the action, the hooks and the examples for pipelines",
            Self::Schema => "the schema of overrides.yaml in real Helm and in yaml-language-server",
            Self::Supply => "licenses, advisories and sources of what is built on",
            Self::Hosts => "the checker in pages built by Docusaurus and MkDocs",
            Self::Firefox => "the way through the page in Firefox",
            Self::Twice => "two builds of the page, byte for byte",
        }
    }

    fn run(self) -> Result {
        match self {
            Self::Lint => lint(),
            Self::Unit => unit(),
            Self::Wasm => wasm(),
            Self::Browser => {
                browser::chromium()?;
                page::build()?;
                browser::page()
            }
            Self::Hard => {
                browser::chromium()?;
                page::build()?;
                browser::hard()
            }
            Self::Npm => edges::npm(),
            Self::Vscode => edges::vscode(),
            Self::Pipelines => edges::pipelines(),
            Self::Schema => edges::schema(),
            Self::Supply => supply::supply(),
            Self::Hosts => hosts::hosts(),
            Self::Firefox => hosts::firefox(),
            Self::Twice => twice::twice(),
        }
    }
}

/// Runs the named parts, or the usual ones. A part that fails does not keep the next from running.
pub(crate) fn test(names: &[String]) -> Result {
    let parts = named(names)?;
    let began = Instant::now();
    let done: Vec<_> = parts.into_iter().map(timed).collect();
    println!("\n== summary");
    for (part, took, result) in &done {
        let verdict = if result.is_ok() { "passed" } else { "FAILED" };
        println!("{:<9} {verdict}  {:>6.1} s", part.name(), took.as_secs_f64());
    }
    println!("{:<9}         {:>6.1} s", "all", began.elapsed().as_secs_f64());
    let failed: Vec<_> = done.iter().filter(|(_, _, result)| result.is_err()).collect();
    println!("parts: {} passed, {} failed", done.len() - failed.len(), failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    let why = |(part, _, result): &&(Part, Duration, Result)| {
        let words = result.as_ref().err().map_or("", |Failure(words)| words);
        format!("{}: {words}", part.name())
    };
    Err(failed.iter().map(why).collect::<Vec<_>>().join("\n       ").into())
}

fn timed(part: Part) -> (Part, Duration, Result) {
    println!("\n== {}: {}", part.name(), part.about());
    let began = Instant::now();
    let result = part.run();
    let took = began.elapsed();
    if let Err(Failure(words)) = &result {
        eprintln!("{} FAILED: {words}", part.name());
    }
    println!("== {}: {:.1} s", part.name(), took.as_secs_f64());
    (part, took, result)
}

fn named(names: &[String]) -> Result<Vec<Part>> {
    let one = |name: &String| Part::ALL.into_iter().find(|p| p.name() == name);
    if let Some(unknown) = names.iter().find(|n| one(n).is_none()) {
        let known = Part::ALL.map(Part::name).join(", ");
        return Err(format!("no part `{unknown}`; the parts are {known}").into());
    }
    let chosen = |part: &Part| match names {
        [] => part.is_usual(),
        names => names.iter().any(|name| name == part.name()),
    };
    Ok(Part::ALL.into_iter().filter(chosen).collect())
}

/// All of it, so that one run tells everything that is wrong.
fn lint() -> Result {
    tools::wasm_target()?;
    let deny = ["--", "-D", "warnings"];
    let mut native = cargo();
    native.args(["clippy", "--locked", "--all-targets"]).args(deny);
    let mut web = cargo();
    web.args(["clippy", "--locked", "--all-targets", "--target", "wasm32-unknown-unknown"]);
    web.args(WEB_CRATES.map(|name| format!("--package={name}"))).args(deny);
    let done = [
        run(cargo().args(["fmt", "--all", "--check"])),
        tidy::tidy(),
        run(&mut native),
        run(&mut web),
    ];
    let failed: Vec<_> = done.into_iter().filter_map(Result::err).map(|Failure(f)| f).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

fn unit() -> Result {
    if output(cargo().args(["nextest", "--version"])).is_some() {
        // The page's own tests need no browser.
        run(cargo().args(["nextest", "run", "--locked", "--no-fail-fast", "--workspace"]))?;
        // nextest leaves out the examples in the documentation.
        return run(cargo().args(["test", "--locked", "--doc"]));
    }
    run(cargo().args(["test", "--locked", "--no-fail-fast", "--workspace"]))
}

fn wasm() -> Result {
    tools::wasm_target()?;
    browser::chromium()?;
    tools::wasm_bindgen()?;
    let mut test = cargo();
    test.env("CHROMEDRIVER", browser::chromedriver()?);
    test.args(["test", "--locked", "--target", "wasm32-unknown-unknown", "--package=wasm"]);
    run(test.args(["--test", "wasm"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_run_in_their_own_order_and_unknown_ones_are_named() {
        let parts =
            |words: &[&str]| named(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(parts(&["wasm", "lint"]).unwrap(), [Part::Lint, Part::Wasm]);
        let usual = [Part::Lint, Part::Unit, Part::Wasm, Part::Browser, Part::Supply];
        assert_eq!(parts(&[]).unwrap(), usual);
        assert_eq!(parts(&["npm"]).unwrap(), [Part::Npm]);
        assert!(parts(&["units"]).unwrap_err().0.contains("browser"));
    }
}
