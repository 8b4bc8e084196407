//! The keys of a values file, as the chart in use reads them.

use helm_values::Value;

use super::facts::{Facts, Known, filled, is_placeholder, scalar_text};
use crate::knowledge::{self, ChartEnv, KeyForm, Trait, When};

impl<'a> Facts<'a> {
    /// The value that the chart gets of the file at a dotted key; `a.b[c]` for keys that hold dots.
    pub(crate) fn key(&self, path: &str) -> Option<&'a Value> {
        self.written(path).filter(|_| self.chart.reads_path(split(path).0))
    }

    /// Whether the file has a key that came after the chart in use.
    pub(crate) fn ignores(&self, path: &str) -> bool {
        !self.chart.reads_path(split(path).0) && self.written(path).is_some()
    }

    /// What the chart assumes for a key that the file does not set.
    pub(crate) fn default(&self, path: &str) -> Option<&'static str> {
        self.chart.default(path)
    }

    /// What stands in the file at a key, whether the chart reads it or not.
    pub(crate) fn written(&self, path: &str) -> Option<&'a Value> {
        let (dotted, last) = split(path);
        let value = dotted.split('.').try_fold(self.values, |v, key| v.get(key))?;
        match last {
            Some(key) => value.get(key),
            None => Some(value),
        }
    }

    /// Whether the chart takes the value at a key for true: a quoted `"false"` too.
    pub(crate) fn is_on(&self, path: &str) -> bool {
        match self.key(path) {
            Some(value) if !value.is_null() => value.truthy(),
            _ => knowledge::chart_key(path).is_some_and(|k| k.default == Some("true")),
        }
    }

    /// Whether the templates of the chart in use do something.
    pub(crate) fn chart_does(&self, wanted: Trait) -> bool {
        self.chart.does(wanted)
    }

    /// Whether the chart writes a setting itself.
    pub(crate) fn chart_sets(&self, env: &ChartEnv) -> bool {
        self.versions.chart_within(env.charts) && self.chart_writes(env.when)
    }

    /// Whether the chart writes the settings of a group itself.
    pub(crate) fn chart_writes(&self, when: When) -> bool {
        let all = |block: &str| {
            ["certData", "keyData", "caCertData"]
                .iter()
                .all(|k| self.is_on(&format!("{block}.{k}")))
        };
        match when {
            When::Always => true,
            When::AgentTemplate => {
                self.is_on("agentWorkerPodTemplate") || self.is_on("openshift.enabled")
            }
            When::TlsSecondary => {
                self.is_on("tlsSecondary.certificateSecret")
                    || self.is_on("tlsSecondary.certData") && self.is_on("tlsSecondary.keyData")
            }
            When::CaBundle => self.is_on("tls.caCertData"),
            When::TlsRedis => all("tlsRedis"),
            When::TlsRedisSidekiq => all("tlsRedisSidekiq"),
            When::Metrics => self.is_on("tfe.metrics.enable"),
            When::Openshift => self.is_on("openshift.enabled"),
            When::AdminConsole => self.is_on("tfe.adminConsole.accessMode"),
        }
    }

    /// What is known of a chart key by its dotted path.
    pub(super) fn known_key(&self, path: &str) -> Known<'a> {
        let row = knowledge::chart_key(path);
        match self.key(path) {
            Some(value) if row.is_some_and(|r| r.form == KeyForm::Bool) && !value.is_null() => {
                Known::Text(if value.truthy() { "true" } else { "false" }.into())
            }
            Some(value) if !value.is_null() => match scalar_text(value) {
                Some(text) if is_placeholder(&text) => Known::Hidden,
                Some(text) => Known::Text(text),
                None if filled(value) => Known::Hidden,
                None => Known::Absent,
            },
            // That it does not count is reported at the key; more is not said of it.
            _ if self.lost || self.ignores(path) => Known::Perhaps,
            _ => Known::Absent,
        }
    }
}

/// A dotted path and the key in brackets after it.
fn split(path: &str) -> (&str, Option<&str>) {
    match path.split_once('[') {
        Some((dotted, last)) => (dotted, Some(last.trim_end_matches(']'))),
        None => (path, None),
    }
}
