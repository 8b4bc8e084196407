//! The settings in a cluster's ConfigMap or Secret, each checked as it would be in the values that the chart makes it of.

use text::Span;

use crate::base::finding::{Excerpt, Finding};
use crate::base::kind::Kind;
use crate::base::versions::Versions;
use crate::carry::part::{Embedded, Escape, Form};
use crate::contract::ClusterSetting;
use crate::kinds::kubernetes_manifest::{self, settings, settings_of_commands};
use crate::kinds::{helm_overrides, terraform};

/// What is wrong with single settings of the ConfigMaps and Secrets in a text that may have such.
pub(crate) fn find(kind: Kind, text: &str, versions: &Versions) -> Vec<Finding> {
    if kind == kubernetes_manifest::KIND {
        check(text, &settings(text), versions)
    } else if kind == terraform::KIND {
        check(text, &terraform::cluster_settings(text), versions)
    } else {
        Vec::new()
    }
}

/// The same of the commands in a text that create them.
pub(crate) fn in_commands(text: &str, versions: &Versions) -> Vec<Finding> {
    check(text, &settings_of_commands(text), versions)
}

fn check(manifest: &str, all: &[ClusterSetting], versions: &Versions) -> Vec<Finding> {
    let Some(first) = all.first() else { return Vec::new() };
    let mut values = Embedded::new("text", Form::Wrapped(None, Escape::Nothing));
    values.frame("env:\n", Span::at(first.key.start));
    for (block, secret) in [("  variables:\n", false), ("  secrets:\n", true)] {
        values.frame(block, Span::at(first.key.start));
        for setting in all.iter().filter(|setting| setting.value.is_none() == secret) {
            values.frame("    ", Span::at(setting.key.start));
            values.same(manifest, setting.key);
            values.frame(": ", Span::at(setting.key.end));
            match setting.value {
                Some(value) => values.same(manifest, value),
                None => values.unknown_text(Span::at(setting.key.end)),
            }
            values.frame("\n", Span::at(setting.value.unwrap_or(setting.key).end));
        }
    }
    let found = helm_overrides::judge_part(&values.text, versions).findings.into_iter();
    let own = found
        .filter(|f| f.rule.holds_in(Excerpt::ConfigMap) && values.known_place(f.primary).is_some());
    let there = own.filter_map(|f| values.unwrapped_finding(f, manifest));
    // The chart writes the ConfigMap, so a change of it would be lost.
    there.map(|f| Finding { fixes: Vec::new(), ..f }).collect()
}
