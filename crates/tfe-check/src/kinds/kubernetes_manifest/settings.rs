//! The settings of Terraform Enterprise in a cluster's ConfigMaps and Secrets.

use helm_values::Entry;

use super::facts::Facts;
use super::object::Object;
use super::template;
use crate::contract::{ClusterSetting, Holder};

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
    let data = ["data", "stringData"].into_iter().flat_map(|key| object.entries(facts.tree, key));
    if object.kind == "Secret" { own(Holder::Secret, facts, object, data) } else { Vec::new() }
}

/// The entries of TFE's ConfigMap that are called as settings are, misspelled ones too; none of another object.
pub(super) fn of_tfe<'d>(facts: &Facts<'d>, object: &Object<'d>) -> Vec<&'d Entry> {
    let data = object.entries(facts.tree, "data").iter();
    if object.kind == "ConfigMap" {
        own(Holder::ConfigMap, facts, object, data)
    } else {
        Vec::new()
    }
}

fn own<'d>(
    holder: Holder,
    facts: &Facts<'d>,
    object: &Object<'d>,
    data: impl Iterator<Item = &'d Entry>,
) -> Vec<&'d Entry> {
    let named = |entry: &&Entry| entry.name.as_deref().is_some_and(Holder::is_setting);
    let all: Vec<&Entry> = data.filter(named).collect();
    let names = all.iter().filter_map(|entry| entry.name.as_deref());
    if holder.is_of_tfe(object.name(facts.tree), names) { all } else { Vec::new() }
}
