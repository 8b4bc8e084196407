//! Words that stand for something of the product.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Command};
use tfe_check::{Kind, Profile, Severity};

/// `--kind`
pub(crate) fn kinds() -> impl TypedValueParser<Value = Kind> {
    let names: Vec<&str> = Kind::all().map(Kind::name).collect();
    PossibleValuesParser::new(names).try_map(|word| Kind::named(&word).ok_or("is not a kind"))
}

/// `--profile`
pub(crate) fn profiles() -> impl TypedValueParser<Value = Profile> {
    let names = Profile::ALL.map(Profile::name);
    PossibleValuesParser::new(names).try_map(|word| Profile::named(&word).ok_or("is not a profile"))
}

/// Names of rules, which shells complete; kinds, patterns and the team's own rules are words for rules too.
#[derive(Clone)]
pub(crate) struct RuleWords;

impl TypedValueParser for RuleWords {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(tfe_check::rules().map(|rule| PossibleValue::new(rule.name))))
    }
}

/// `--fail-on`
pub(crate) fn severities() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(["error", "warning", "info"])
        .try_map(|word| severity(&word).ok_or("is not a severity"))
}

/// The severity of that name.
pub(crate) fn severity(word: &str) -> Option<Severity> {
    match word {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        _ => None,
    }
}
