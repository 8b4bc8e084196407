//! The settings of Terraform Enterprise in a cluster's ConfigMaps and Secrets.

use helm_values::Entry;
use text::Span;

use super::facts::Facts;
use super::object::Object;
use super::template;
use crate::knowledge;

/// A setting and its value, by their places.
pub(crate) struct ClusterSetting {
    pub key: Span,
    /// None in a Secret, where only names are looked at.
    pub value: Option<Span>,
}

/// The settings of all ConfigMaps of a manifest, but for those that something fills in or that take several lines, and the
/// names of those in its Secrets.
pub(crate) fn settings(text: &str) -> Vec<ClusterSetting> {
    let kinds = ["ConfigMap", "Secret"];
    if !kinds.iter().any(|kind| text.contains(kind)) || !text.contains("TFE_") {
        return Vec::new();
    }
    let masked = template::mask(text);
    let document = helm_values::parse(&masked.text);
    let facts = Facts::new(text, &masked, &document);
    let entries = facts.objects.iter().flat_map(|object| of_tfe(&facts, object));
    let one_line = entries.filter(|entry| {
        facts.literal(entry.value).is_some()
            && !facts.tree.span(entry.value).of(text).contains('\n')
    });
    let place = |entry: &Entry| ClusterSetting {
        key: facts.tree.key(entry),
        value: Some(facts.tree.span(entry.value)),
    };
    let names = facts.objects.iter().flat_map(|object| of_secret(&facts, object));
    let name = |entry: &Entry| ClusterSetting { key: facts.tree.key(entry), value: None };
    one_line.map(place).chain(names.map(name)).collect()
}

/// The same of a Secret that is TFE's by its name.
fn of_secret<'d>(facts: &Facts<'d>, object: &Object<'d>) -> Vec<&'d Entry> {
    if object.kind != "Secret" {
        return Vec::new();
    }
    let name = object.name(facts.tree);
    let own = name.starts_with("tfe") || name.starts_with("terraform-enterprise");
    let data = ["data", "stringData"].into_iter().flat_map(|key| object.entries(facts.tree, key));
    let all = named(data);
    if own && known(&all) > 0 { all } else { Vec::new() }
}

/// Those that are called as settings are.
fn named<'d>(entries: impl Iterator<Item = &'d Entry>) -> Vec<&'d Entry> {
    entries.filter(|e| e.name.as_deref().is_some_and(|name| name.starts_with("TFE_"))).collect()
}

fn known(entries: &[&Entry]) -> usize {
    entries.iter().filter(|entry| entry.name.as_deref().is_some_and(is_setting)).count()
}

/// The entries of TFE's ConfigMap that are called as settings are, misspelled ones too; none of another object. Other
/// programs have one or two of the settings.
pub(super) fn of_tfe<'d>(facts: &Facts<'d>, object: &Object<'d>) -> Vec<&'d Entry> {
    let data = if object.kind == "ConfigMap" { object.entries(facts.tree, "data") } else { &[] };
    let all = named(data.iter());
    let own = object.name(facts.tree).starts_with("terraform-enterprise");
    let known = known(&all);
    if known >= 3 || own && known > 0 { all } else { Vec::new() }
}

fn is_setting(name: &str) -> bool {
    knowledge::setting(name).is_some()
}
