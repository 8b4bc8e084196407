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

/// `own_page` gives the page of one of the team's own rules.
pub(crate) fn run(args: &RulesArgs, own_page: impl Fn(&str) -> Option<String>) -> Outcome {
    let mut out = anstream::stdout().lock();
    match &args.command {
        None => list::write(&mut out, &RulesListArgs::default())?,
        Some(RulesCommand::List(args)) => list::write(&mut out, args)?,
        Some(RulesCommand::Show { name, format }) => {
            let own = own_page(name);
            let text = page(name).or(own.as_deref());
            let text = text.ok_or_else(|| Failure::new(unknown_rule(name)))?;
            match format {
                PageFormat::Text => page::write(&mut out, name, text)?,
                PageFormat::Markdown => out.write_all(text.as_bytes())?,
            }
        }
    }
    Ok(true)
}
