//! `tfe-check rules`

mod filter;
mod list;
mod page;

use std::io::Write;

pub(crate) use self::filter::Filter;
use crate::args::{PageFormat, RulesArgs, RulesCommand, RulesListArgs};
use crate::{Failure, Outcome};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

pub(crate) fn run(args: &RulesArgs) -> Outcome {
    let mut out = anstream::stdout().lock();
    match &args.command {
        None => list::write(&mut out, &RulesListArgs::default())?,
        Some(RulesCommand::List(args)) => list::write(&mut out, args)?,
        Some(RulesCommand::Show { name, format }) => {
            let text = page(name).ok_or_else(|| Failure::new(unknown(name)))?;
            match format {
                PageFormat::Text => page::write(&mut out, name, text)?,
                PageFormat::Markdown => out.write_all(text.as_bytes())?,
            }
        }
    }
    Ok(true)
}

/// The page of the rule of that name.
pub(crate) fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(_, rule, _)| *rule == name).map(|(_, _, page)| *page)
}

/// The kind that a rule is for, or `any`.
fn kind(name: &str) -> &'static str {
    PAGES.iter().find(|(_, rule, _)| *rule == name).map_or("any", |(kind, ..)| *kind)
}

/// Says that there is no such rule, and which ones may be meant.
pub(crate) fn unknown(name: &str) -> String {
    let why = format!("there is no rule {name}");
    if let Some(near) = tfe_check::nearest(name) {
        return format!("{why}; did you mean {near}?");
    }
    let mut like: Vec<&str> = tfe_check::rules().map(|rule| rule.name).collect();
    like.retain(|rule| !name.is_empty() && rule.contains(name));
    like.sort_unstable();
    match like.as_slice() {
        [] => why,
        [one] => format!("{why}; did you mean {one}?"),
        _ => format!("{why}; did you mean one of {}?", like.join(", ")),
    }
}
