//! `tfe-check rules`

mod filter;
mod list;
mod page;
mod severity;

use std::io::Write;

use answers::{page, unknown_rule};

pub(crate) use self::filter::{Filter, ignored_rules};
use crate::args::{PageFormat, RulesArgs, RulesCommand, RulesListArgs};
use crate::outcome::{Failure, Outcome};

pub(crate) fn run(args: &RulesArgs) -> Outcome {
    let mut out = anstream::stdout().lock();
    match &args.command {
        None => list::write(&mut out, &RulesListArgs::default())?,
        Some(RulesCommand::List(args)) => list::write(&mut out, args)?,
        Some(RulesCommand::Show { name, format }) => {
            let text = page(name).ok_or_else(|| Failure::new(unknown_rule(name)))?;
            match format {
                PageFormat::Text => page::write(&mut out, name, text)?,
                PageFormat::Markdown => out.write_all(text.as_bytes())?,
            }
        }
    }
    Ok(true)
}
