//! `tfe-check new`: a file to start from, made of a few answers.

use std::io::Write;

use tfe_check::TfeVersion;
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
    if let Some(newest) = newer(&answers.release) {
        let release = &answers.release;
        anstream::eprintln!(
            "tfe-check: release {release} is not known here; the newest known one of its line is {newest}"
        );
    }
    match args.output.as_ref().filter(|name| *name != "-") {
        Some(name) => files::create_new(name, text.as_bytes())?,
        None => anstream::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(true)
}

/// The newest release known of the line of one that is newer.
fn newer(release: &str) -> Option<&'static str> {
    let newest = compose::newest_of_line(release)?;
    (TfeVersion::read(release) > TfeVersion::read(newest)).then_some(newest)
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
