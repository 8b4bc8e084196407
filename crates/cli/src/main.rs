//! tfe-check on the command line.
//!
//! Exit codes: 0 clean, 1 findings at or above `--fail-on` (or an answer that is no), 2 usage, I/O, or a
//! file that was not checked.

mod args;
mod batch;
mod can;
mod check;
mod checked;
mod config;
mod explain;
mod export;
mod files;
mod given;
mod lsp;
mod manual;
mod new;
mod outcome;
mod output;
mod plan;
mod rules;
mod schema;
mod search;
mod upgrade;

use std::io::Write;
use std::panic;
use std::process::ExitCode;

use args::{Cli, Command};
use clap::{ColorChoice, Parser};
use outcome::Failure;
use output::Screen;
use tfe_check::secrets_in;

/// Ends with what is wrong with the arguments, or with the help that they ask for. A token among them
/// is not repeated.
fn misread(error: &clap::Error) -> ! {
    let words = std::env::args_os().skip(1);
    let said = error.render().to_string();
    let masked = words.fold(said.clone(), |said, word| {
        let word = word.to_string_lossy();
        secrets_in(&word).mask(&said)
    });
    if masked == said {
        error.exit();
    }
    anstream::eprint!("{masked}");
    std::process::exit(error.exit_code());
}

fn main() -> ExitCode {
    panic::set_hook(Box::new(|broken| {
        // The place in the source, never the message: it may quote the user's text.
        let place = broken.location().map(ToString::to_string).unwrap_or_default();
        anstream::eprintln!("tfe-check: this is a bug in tfe-check, at {place}");
    }));
    let cli = Cli::try_parse().unwrap_or_else(|error| misread(&error));
    match cli.color {
        ColorChoice::Auto => {}
        ColorChoice::Always => anstream::ColorChoice::Always.write_global(),
        ColorChoice::Never => anstream::ColorChoice::Never.write_global(),
    }
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Can(args) => can::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Rules(args) => rules::run(&args, config::own_page),
        Command::New(args) => new::run(&args),
        Command::Upgrade(args) => upgrade::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { command } => manual::page(&command),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // It is not a failure of ours.
        Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(Failure::Said(why)) => {
            let mut out = Screen(anstream::stderr().lock());
            for line in why.lines() {
                // Nobody is left to hear that it cannot be said.
                let _ = writeln!(out, "tfe-check: {line}");
            }
            ExitCode::from(2)
        }
    }
}
