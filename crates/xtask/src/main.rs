//! Chores: serve, test, build, size, tidy.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to people")]

mod bench;
mod browser;
mod circles;
mod code;
mod command;
mod docs;
mod edges;
mod failure;
mod fuzz;
mod hosts;
mod imports;
mod kubernetes;
mod new_rule;
mod npm;
mod page;
mod parts;
mod reasons;
mod refresh;
mod rooms;
mod serve;
mod supply;
mod tidy;
mod tools;
mod twice;
mod types;
mod words;

use std::process::ExitCode;

use failure::{Failure, Result};

const USAGE: &str = "\
cargo xtask serve [--release] [--port N]   build the page, serve it, rebuild after each edit
cargo xtask test [lint|unit|wasm|browser|supply]  the usual tests, or some parts of them; by name only:
                                           hard, twice (minutes), firefox, npm, vscode, pipelines,
                                           schema (packages of npm; schema takes Helm too), hosts (of
                                           npm and PyPI)
cargo xtask build [--docs ADDRESS]         the page as it ships, in dist/, and as one HTML file, in
                                           dist-single/; with a link to the documentation
cargo xtask docs [--page ADDRESS]          the documentation as a book, in dist-docs/
cargo xtask npm                            the npm package, in dist-npm/
cargo xtask size                           what the page weighs, against its limits
cargo xtask bench                          how long checks take, written to docs/performance.md
cargo xtask fuzz [TARGET] [--minutes N]    what is promised for every text, over texts made at random
cargo xtask tidy                           what the formatter and the compiler do not check
cargo xtask new-rule KIND NAME             the page and the code of a new rule, and its lines in the lists
cargo xtask types                          the TypeScript types of the report, from its schema
cargo xtask refresh --chart DIR --docs DIR where copies of the chart and the documentation differ
                                           from knowledge/
cargo xtask kubernetes-schema FILE RELEASE the fields of manifests, from a release's OpenAPI file

Missing tools (wasm target, trunk, wasm-bindgen, npm packages) are installed on the first run.
You need rustup and Node 20.10, and for the browser tests Chromium (on Debian, apt-get installs it).";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(words)) => {
            eprintln!("xtask: {words}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result {
    let (chore, rest) = args.split_first().ok_or(USAGE)?;
    match chore.as_str() {
        "serve" => serve::serve(&serve::Options::read(rest)?),
        "test" => parts::test(rest),
        "build" => page::build_with(rest),
        "docs" => docs::docs(rest),
        "npm" => none(rest).and_then(|()| npm::build()),
        "size" => none(rest).and_then(|()| page::build()).and_then(|()| browser::size()),
        "fuzz" => fuzz::fuzz(rest),
        "bench" => none(rest).and_then(|()| bench::bench()),
        "tidy" => none(rest).and_then(|()| tidy::tidy()),
        "types" => none(rest).and_then(|()| types::write()),
        "new-rule" => new_rule::new_rule(rest),
        "refresh" => refresh::refresh(rest),
        "kubernetes-schema" => kubernetes::schema(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(format!("no chore `{other}`\n{USAGE}").into()),
    }
}

fn none(rest: &[String]) -> Result {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("`{extra}` means nothing here\n{USAGE}").into()),
    }
}
