//! Words that stand for something of the product.

use clap::builder::{PossibleValuesParser, TypedValueParser};
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
