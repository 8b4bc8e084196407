//! `tfe-check new`: a file to start from, made of a few answers.

use std::io::Write;

use tfe_check::compose::{self, Question, Refused};

use crate::args::{NewArgs, NewFile};
use crate::files;
use crate::outcome::{Failure, Outcome};

pub(crate) fn run(args: &NewArgs) -> Outcome {
    let answers = args.answers().map_err(Failure::new)?;
    let made = match args.what {
        NewFile::Overrides => compose::overrides(&answers),
        NewFile::Policy => compose::policy(&answers),
    };
    let text = made.map_err(|refused| Failure::new(words(&refused)))?;
    match &args.output {
        Some(name) => files::create_new(name, text.as_bytes())?,
        None => anstream::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(true)
}

/// Which flag is to be changed, and how.
fn words(refused: &Refused) -> String {
    let flag = match refused.question {
        Question::Host => "--host",
        Question::Release => "--tfe",
        Question::Namespace => "--vault-namespace",
        Question::Mount => "--vault-mount",
    };
    format!("{flag}: {}", refused.why)
}
