//! `tfe-check completions` and `tfe-check man`: made from the definition of the arguments, so they
//! cannot differ from it.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::args::Cli;
use crate::outcome::{Failure, Outcome};

/// The name of the program.
const NAME: &str = "tfe-check";

/// What a shell reads to complete commands and options.
pub(crate) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(true)
}

/// The manual page of the program, or of one of its commands: `rules list`, or `rules-list` as pages refer to it.
pub(crate) fn page(command: &[String]) -> Outcome {
    let mut program = Cli::command();
    program.build();
    let mut shown = program;
    let name = command.join(" ");
    for word in name.split([' ', '-']) {
        if word.is_empty() {
            continue;
        }
        let found = shown.find_subcommand(word).cloned();
        let found = found.ok_or_else(|| Failure::new(format!("there is no command {name}")))?;
        // The program's version is the command's; only the program has `--version`.
        shown = found.version(env!("CARGO_PKG_VERSION")).disable_version_flag(true);
    }
    let mut page = Vec::new();
    Man::new(shown).render(&mut page)?;
    io::stdout().lock().write_all(&page)?;
    Ok(true)
}
