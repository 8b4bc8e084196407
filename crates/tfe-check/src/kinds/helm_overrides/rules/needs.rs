//! What has to be set and is not: the rows of `knowledge/needs.yaml`.

use std::collections::BTreeSet;

use helm_values::{SharedText, Value};
use text::Span;

use super::enumeration::join;
use super::{
    place, secret_not_text, secrets_not_here, setting_outside_variables, setting_unknown, table,
    value_lost,
};
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given, Known};
use crate::knowledge::{self, Row};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.lost {
        return Vec::new();
    }
    let mut search = Search::of(facts);
    let fragment = facts.is_fragment();
    let rows = knowledge::needs().iter().filter(|row| !(row.core && fragment));
    rows.filter(|row| table::applies(facts, row)).for_each(|row| search.look(row));
    // A reference in the wrong place is reported there.
    if !names_a_secret(facts) {
        search.found.extend(secrets_not_here::find(facts, &search.secrets));
    }
    search.found
}

/// A look at the rows of the table, one after the other: the special ones come before the general ones.
struct Search<'f, 'a> {
    facts: &'f Facts<'a>,
    /// The settings that the file has under another name or in another place.
    meant: BTreeSet<String>,
    /// No secret is in the file: all of them come from elsewhere, or none does.
    no_secrets: bool,
    /// What the rows before this one found.
    found: Vec<Finding>,
    /// The secrets that are missing where none is here.
    secrets: Vec<(&'static Row, Vec<&'static str>)>,
}

impl<'f, 'a> Search<'f, 'a> {
    fn of(facts: &'f Facts<'a>) -> Self {
        let meant = meant(facts);
        let no_secrets =
            !facts.has_secrets() && !meant.iter().any(|name| knowledge::is_secret(name));
        Self { facts, meant, no_secrets, found: Vec::new(), secrets: Vec::new() }
    }

    fn look(&mut self, row: &'static Row) {
        let missing = self.missing(row);
        if missing.is_empty() || row.one && missing.len() < row.needs.len() {
            return;
        }
        if row.secret && self.no_secrets {
            self.secrets.push((row, missing));
            return;
        }
        let blank = missing.iter().find_map(|name| self.facts.setting(name));
        let place = self.place(row, blank.as_ref());
        let repeats = |f: &Finding| {
            f.rule == row.rule && (row.when.is_empty() || f.primary == place && !row.core)
        };
        if self.found.iter().any(repeats) {
            return;
        }
        let mut found = table::finding(self.facts, row, place, &join(&missing));
        if let Some(given) = blank.filter(|_| missing.len() == 1 || row.one) {
            found.message.action = format!("Write the value of `{}` here.", given.name).into();
        }
        self.found.push(found);
    }

    /// Where the needs of a row are reported: at a blank one, else where the row says, else at their block.
    fn place(&self, row: &Row, blank: Option<&Given<'_>>) -> Span {
        let secrets = row.secret && self.facts.key("env.secrets").is_some();
        let block = if secrets { "env.secrets" } else { "env.variables" };
        let at = || row.at.and_then(|name| table::place(self.facts, name));
        let place = blank.map(|given| place::key(given.value)).or_else(at);
        place.unwrap_or_else(|| self.facts.nearest_key(block))
    }

    /// The needs of a row that the file does not meet. A blank value does not count; a broken one does.
    fn missing(&self, row: &Row) -> Vec<&'static str> {
        let lacks = |name: &&&str| match self.facts.known(name) {
            _ if self.meant.contains(**name) => false,
            Known::Absent => !is_on_a_broken_line(self.facts, name),
            Known::Text(text) => text.trim().is_empty() && !self.is_reported(name),
            Known::Hidden | Known::Perhaps => false,
        };
        row.needs.iter().filter(lacks).copied().collect()
    }

    /// Whether the blank value of a setting is reported as unreadable, as lost, as not text, or by a row before this
    /// one.
    fn is_reported(&self, name: &str) -> bool {
        let Some(given) = self.facts.setting(name) else { return false };
        let entry = given.value.origin.map(|origin| origin.entry);
        let is_in_it = |place: Span| entry.is_some_and(|entry| entry.contains(place));
        let is_error = |f: &&Finding| f.severity == Severity::Error;
        secret_not_text::is_not_text(self.facts, &given)
            || value_lost::is_lost(self.facts, &given)
            || self.facts.document.problems().iter().any(|p| p.fatal && is_in_it(p.span))
            || self.found.iter().filter(is_error).any(|f| is_in_it(f.primary))
    }
}

/// Whether the file names a Secret as other charts and Kubernetes do, which this chart does not read.
fn names_a_secret(facts: &Facts<'_>) -> bool {
    let env = facts.values.get("env").and_then(Value::as_map).into_iter().flatten();
    let top = facts.values.as_map().into_iter().flatten();
    let names = |(name, value): (&SharedText, &Value)| {
        let name = name.to_ascii_lowercase();
        value.truthy() && ["secretref", "envfrom"].iter().any(|word| name.contains(word))
    };
    env.chain(top).any(names)
}

/// The settings that the file has under a wrong name or in a wrong place; another rule reports that.
fn meant(facts: &Facts<'_>) -> BTreeSet<String> {
    let unknown = facts.unknown.iter().filter(|unknown| !unknown.typo);
    let misspelt = unknown.filter_map(|unknown| unknown.meant).map(|setting| setting.name);
    let old = facts.settings().filter_map(|g| knowledge::replicated(g.name)?.instead);
    let old = old.chain(setting_unknown::meant(facts));
    let misplaced = setting_outside_variables::misplaced(facts);
    let unread = unread(facts);
    let known = misspelt.chain(old).map(str::to_owned);
    known.chain(misplaced.chain(unread).map(str::to_owned)).collect()
}

/// The settings in blocks that the chart never reads.
fn unread<'a>(facts: &Facts<'a>) -> Vec<&'a str> {
    let mut names = Vec::new();
    settings_in(facts.values, "", &mut names);
    names
}

fn settings_in<'a>(value: &'a Value, path: &str, names: &mut Vec<&'a str>) {
    for (name, below) in value.as_map().into_iter().flatten() {
        let setting = name.starts_with("TFE_") && !matches!(path, "env.variables" | "env.secrets");
        names.extend(setting.then_some(name.as_str()));
        let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        if path.matches('.').count() < 3 {
            settings_in(below, &path, names);
        }
    }
}

/// Whether a line of a file that is not read as a whole begins with the name.
fn is_on_a_broken_line(facts: &Facts<'_>, name: &str) -> bool {
    let begins = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '\'', '-', ' ']);
        line.strip_prefix(name).is_some_and(|rest| !rest.starts_with('_'))
    };
    !facts.document.problems().is_empty() && facts.text.lines().any(begins)
}
