//! What the rules are told of a values file.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use helm_values::{Data, Document, Duplicate, Helm, Value};
use text::{Places, Span};

use super::aliases::Aliases;
use super::chart::Chart;
use super::effort;
pub(crate) use super::given::{
    Given, Unknown, has_template, is_placeholder, is_sealed, scalar_text, template_mark,
};
use super::given::{given, one};
use super::nested;
use super::render::{Fault, InstallError, Release};
use super::secrets;
use crate::base::versions::{NEWEST_TFE, TfeVersion, Versions};
use crate::knowledge::{self, Secrecy};

/// A values file, read and ready to be asked.
pub(crate) struct Facts<'a> {
    pub text: &'a str,
    pub document: &'a Document,
    /// Its own values, as the chart gets them.
    pub values: &'a Value,
    /// The keys that lead to `values`, where the file is for a parent chart.
    pub prefix: Vec<&'a str>,
    /// Values of other charts are next to them.
    pub with_others: bool,
    /// Keys that this chart has too are next to them.
    pub split: bool,
    pub versions: &'a Versions,
    pub(super) chart: Chart<'a>,
    /// The release that the file or the user names; none where neither does.
    pub release: Option<TfeVersion>,
    /// The same, or the last patch where only a line of releases is named.
    pub release_last: Option<TfeVersion>,
    /// The file brings in objects that may hold any setting.
    pub refs: bool,
    /// The rest of the file was cut off: nothing is known to be absent.
    pub lost: bool,
    /// What Helm makes of the file, where that is asked for.
    pub outcome: Option<&'a Result<Release, Fault>>,
    given: Vec<Given<'a>>,
    /// Names that single references set.
    named_refs: Vec<&'a str>,
    /// How many bytes may still be read to try changes.
    pub(super) budget: Cell<usize>,
    /// How many changes may still be made that need no reading.
    pub(super) sure: Cell<usize>,
    pub(super) quotes: OnceCell<char>,
    pub(super) aliases: OnceCell<Aliases>,
    duplicates: OnceCell<Vec<Duplicate>>,
    unread: OnceCell<Places>,
    secret: OnceCell<Places>,
    /// The settings whose names TFE does not know, variables of runs not counted.
    pub unknown: Vec<Unknown<'a>>,
}

/// What is known of a setting or a chart key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known<'a> {
    /// The file does not set it, and nothing else can.
    Absent,
    /// It is set, to something that the file does not show.
    Hidden,
    /// It may be set elsewhere.
    Perhaps,
    /// TFE or the chart gets this.
    Text(Cow<'a, str>),
}

impl<'a> Facts<'a> {
    pub(crate) fn new(document: &'a Document, values: &'a Value, versions: &'a Versions) -> Self {
        let prefix: Vec<&str> = nested::dependency(values).into_iter().collect();
        let keys = values.as_map().map_or(0, |map| map.len());
        let with_others = !prefix.is_empty() && keys > 1;
        let split = prefix.first().is_some_and(|name| nested::is_split(values, name));
        let values = values.at(&prefix).unwrap_or(values);
        let env = values.get("env");
        let list = |key| env.and_then(|e| e.get(key));
        let refs = ["secretRefs", "configMapRefs"].into_iter().any(|k| list(k).is_some_and(filled));
        let named = ["secretKeyRefs", "configMapKeyRefs"].into_iter().filter_map(list);
        let release =
            if versions.tfe == NEWEST_TFE { tag(values) } else { Some(versions.tfe.as_str()) };
        let mut facts = Self {
            text: document.text(),
            document,
            values,
            prefix,
            with_others,
            split,
            versions,
            chart: Chart::new(versions),
            release: release.and_then(TfeVersion::read),
            release_last: release.and_then(TfeVersion::read_last),
            refs,
            lost: false,
            outcome: None,
            given: given(values, "variables", false)
                .chain(given(values, "secrets", true))
                .collect(),
            named_refs: named.flat_map(names).collect(),
            budget: Cell::new(effort::BUDGET),
            sure: Cell::new(effort::SURE),
            quotes: OnceCell::new(),
            aliases: OnceCell::new(),
            duplicates: OnceCell::new(),
            unread: OnceCell::new(),
            secret: OnceCell::new(),
            unknown: Vec::new(),
        };
        facts.unknown = facts.find_unknown();
        facts
    }

    /// Why Helm cannot render the chart with the file.
    pub(crate) fn fault(&self) -> Option<&'a Fault> {
        self.outcome?.as_ref().err()
    }

    /// What the cluster rejects of what Helm makes of the file.
    pub(crate) fn refused(&self) -> &'a [InstallError] {
        self.outcome.and_then(|outcome| outcome.as_ref().ok()).map_or(&[], |r| &r.install)
    }

    /// Whether a place could be read at all; what stops the reader is reported by another rule.
    pub(crate) fn is_read(&self, place: Span) -> bool {
        let fatal = || self.document.problems().iter().filter(|problem| problem.fatal);
        !self.unread.get_or_init(|| fatal().map(|problem| problem.span).collect()).overlap(place)
    }

    /// Whether a part of a secret is at a place, and dots will be shown there.
    pub(crate) fn is_secret(&self, place: Span) -> bool {
        let known = || secrets::of(self.document).places().collect::<Places>();
        self.secret.get_or_init(known).overlap(place)
    }

    /// Keys that stand more than once in the same map.
    pub(crate) fn duplicates(&self) -> &[Duplicate] {
        self.duplicates.get_or_init(|| self.document.duplicates())
    }

    /// The settings under `env.variables`.
    pub(crate) fn variables(&self) -> impl Iterator<Item = Given<'a>> {
        self.given.iter().filter(|given| !given.secret).cloned()
    }

    /// The settings under `env.secrets`.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = Given<'a>> {
        self.given.iter().filter(|given| given.secret).cloned()
    }

    /// All settings of the file, `env.variables` first.
    pub(crate) fn settings(&self) -> impl Iterator<Item = Given<'a>> {
        self.given.iter().cloned()
    }

    /// The setting of that name; of two copies the one that TFE gets.
    pub(crate) fn setting(&self, name: &str) -> Option<Given<'a>> {
        self.secret(name).or_else(|| self.entry("variables", name))
    }

    /// The setting of that name under `env.secrets`.
    pub(crate) fn secret(&self, name: &str) -> Option<Given<'a>> {
        self.entry("secrets", name)
    }

    fn entry(&self, block: &str, name: &str) -> Option<Given<'a>> {
        let map = self.values.at(&["env", block])?.as_map()?;
        let (name, value) = map.get_key_value(name)?;
        Some(one(name, value, block == "secrets"))
    }

    /// Whether TFE gets a setting from an object that the file only names.
    pub(crate) fn is_referenced(&self, name: &str) -> bool {
        self.named_refs.contains(&name)
    }

    /// What is known of a setting, or of a chart key by its dotted path.
    pub(crate) fn known(&self, name: &str) -> Known<'a> {
        if name.contains('.') || knowledge::chart_key(name).is_some() {
            return self.known_key(name);
        }
        if self.is_referenced(name) {
            return Known::Hidden;
        }
        if let Some(env) = knowledge::chart_env().iter().find(|e| e.name == name)
            && self.chart_sets(env)
        {
            return env.value.map_or(Known::Hidden, |v| Known::Text(v.into()));
        }
        match self.setting(name) {
            Some(given) if is_placeholder(&given.text) => Known::Hidden,
            Some(given) if given.text.is_empty() && self.elsewhere() => Known::Perhaps,
            Some(given) => Known::Text(given.text),
            None if self.elsewhere() => Known::Perhaps,
            None => Known::Absent,
        }
    }

    /// Whether settings come from places that the file does not show: objects that it names, or the
    /// other file of a release where this one holds its secrets alone.
    fn elsewhere(&self) -> bool {
        self.lost
            || self.refs
            || self.variables().next().is_none() && self.secrets().next().is_some()
    }

    /// Whether the file is a part of a configuration, whose rest comes from elsewhere: a whole one
    /// has a host name, a database and a storage, and lacks one of them at most.
    pub(crate) fn is_fragment(&self) -> bool {
        let core = [
            ["TFE_HOSTNAME", "TFE_HOSTNAME"],
            ["TFE_DATABASE_HOST", "TFE_DATABASE_NAME"],
            ["TFE_OBJECT_STORAGE_TYPE", "TFE_OBJECT_STORAGE_S3_BUCKET"],
        ];
        let has = |names: &&[&str; 2]| names.iter().any(|n| self.setting(n).is_some());
        core.iter().filter(has).count() < 2
    }

    /// Whether any secret is in the file, under its name or a misspelt one.
    pub(crate) fn has_secrets(&self) -> bool {
        let meant = |name: &str| {
            let unknown = name.starts_with("TFE_") && knowledge::setting(name).is_none();
            unknown && knowledge::nearest_setting(name).is_some_and(|s| s.secret == Secrecy::Yes)
        };
        self.secrets().any(|g| !g.text.is_empty())
            || self.variables().any(|g| knowledge::is_secret(g.name) && !g.text.is_empty())
            || self.variables().take(200).any(|g| meant(g.name) && !g.text.is_empty())
    }

    /// The key of the innermost block that the file has on the way to a dotted path, else its start.
    pub(crate) fn nearest_key(&self, path: &str) -> Span {
        let mut value = self.values;
        let mut span = None;
        for key in path.split('.') {
            let Some(next) = value.get(key) else { break };
            span = next.origin.and_then(|o| o.key).or(span);
            value = next;
        }
        span.unwrap_or_else(|| self.first_key())
    }

    /// The first key of the file.
    pub(crate) fn first_key(&self) -> Span {
        let keys = self.values.as_map().into_iter().flatten();
        keys.filter_map(|(_, v)| v.origin?.key).min().unwrap_or_default()
    }
}

fn tag(values: &Value) -> Option<&str> {
    values.at(&["image", "tag"])?.as_str()
}

pub(super) fn filled(value: &Value) -> bool {
    match &value.data {
        Data::List(items) => !items.is_empty(),
        Data::Map(map) => !map.is_empty(),
        _ => value.truthy(),
    }
}

fn names(refs: &Value) -> Vec<&str> {
    let entries: Vec<&Value> = match &refs.data {
        Data::List(items) => items.iter().collect(),
        Data::Map(map) => map.values().collect(),
        _ => Vec::new(),
    };
    entries.into_iter().filter_map(|e| e.get("name")?.as_str()).collect()
}

/// The values of a text as Helm 4 takes them.
pub(crate) fn values(document: &Document) -> Value {
    document.values(Helm::V4)
}
