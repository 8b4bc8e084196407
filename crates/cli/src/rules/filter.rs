//! `--select` and `--ignore`: which rules count.

use answers::{kind_of_rule as kind, page, unknown_rule as unknown};
use globset::GlobMatcher;
use tfe_check::report::Summary;
use tfe_check::{Ignored, Report, Rule};

use crate::outcome::Failure;
use crate::search::matcher;

/// The reason by which a finding is known that is left out of the report.
const LEFT_OUT: &str = "not selected";

/// The rules that are left out.
#[derive(Default)]
pub(crate) struct Filter {
    names: Vec<&'static str>,
    /// Own rules that are left out: names that only the configuration knows.
    own: Vec<String>,
}

impl Filter {
    /// Reads the words of both options. `own` are the names of the configuration's own rules.
    ///
    /// # Errors
    /// A word that means no rule, and a rule about data loss that is to be ignored.
    pub(crate) fn of(select: &[String], ignore: &[String], own: &[&str]) -> Result<Self, Failure> {
        let select = words(select, own).map_err(Failure::new)?;
        let ignore = ignorable(ignore, own).map_err(Failure::new)?;
        let counts = |name: &str, data_loss: bool| {
            let selected = select.is_empty() || select.iter().any(|w| w.matches(name));
            selected && (data_loss || !ignore.iter().any(|w| w.matches(name)))
        };
        let out = |rule: &&'static Rule| !counts(rule.name, rule.data_loss);
        Ok(Self {
            names: tfe_check::rules().filter(out).map(|rule| rule.name).collect(),
            own: own.iter().filter(|name| !counts(name, false)).map(|n| (*n).to_owned()).collect(),
        })
    }

    /// As a document takes it: no fix is for a finding that is left out either.
    pub(crate) fn ignored(&self) -> impl Iterator<Item = Ignored> {
        let entry =
            |rule: &&'static str| Ignored { rule: (*rule).to_owned(), reason: LEFT_OUT.to_owned() };
        self.names.iter().map(entry)
    }

    /// Whether a rule of the configuration counts.
    pub(crate) fn has_own(&self, name: &str) -> bool {
        !self.own.iter().any(|own| own == name)
    }

    /// Takes what is left out from a report, and counts anew.
    pub(crate) fn apply(&self, report: &mut Report) {
        for document in &mut report.documents {
            document.findings.retain(|f| f.suppressed.as_deref() != Some(LEFT_OUT));
        }
        let mut summary = Summary::default();
        report.documents.iter().flat_map(|d| &d.findings).for_each(|f| summary.count(f));
        report.summary = summary;
    }
}

/// The names of the rules that words mean which are to be ignored. Kinds and patterns do not mean rules about data loss.
///
/// # Errors
/// As for [`Filter::of`].
pub(crate) fn ignored_rules(given: &[String], own: &[&str]) -> Result<Vec<String>, String> {
    let words = ignorable(given, own)?;
    let rules = tfe_check::rules().filter(|rule| !rule.data_loss).map(|rule| rule.name);
    let meant =
        rules.chain(own.iter().copied()).filter(|name| words.iter().any(|w| w.matches(name)));
    Ok(meant.map(str::to_owned).collect())
}

/// Words for what is to be ignored: no rule about data loss.
fn ignorable(given: &[String], own: &[&str]) -> Result<Vec<Word>, String> {
    let words = words(given, own)?;
    let lost =
        tfe_check::rules().find(|rule| rule.data_loss && words.iter().any(|w| w.is(rule.name)));
    match lost {
        Some(rule) => Err(format!("{} is about data loss and cannot be ignored", rule.name)),
        None => Ok(words),
    }
}

/// A rule, the rules for a kind, or those that a pattern matches.
struct Word {
    text: String,
    pattern: Option<GlobMatcher>,
}

impl Word {
    /// Whether it is the name of exactly this rule.
    fn is(&self, name: &str) -> bool {
        self.text == name
    }

    fn matches(&self, name: &str) -> bool {
        self.is(name)
            || self.text == kind(name) && page(name).is_some()
            || self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(name))
    }
}

fn words(given: &[String], own: &[&str]) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    for text in given {
        let pattern = text.contains('*').then(|| matcher(text)).transpose()?;
        let word = Word { text: text.clone(), pattern };
        let known = tfe_check::rules().map(|rule| rule.name).chain(own.iter().copied());
        if !known.into_iter().any(|name| word.matches(name)) {
            return Err(unknown(text));
        }
        words.push(word);
    }
    Ok(words)
}
