//! The settings of Terraform Enterprise in a cluster's ConfigMaps.

use helm_values::Entry;
use text::Span;

use super::facts::Facts;
use super::object::Object;
use super::template;
use crate::knowledge;

/// A setting and its value, by their places.
pub(crate) struct ConfigMapSetting {
    pub key: Span,
    pub value: Span,
}

/// The settings of all ConfigMaps of a manifest, but for those that something fills in or that take several lines.
pub(crate) fn settings(text: &str) -> Vec<ConfigMapSetting> {
    if !text.contains("ConfigMap") || !text.contains("TFE_") {
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
    let place = |entry: &Entry| ConfigMapSetting {
        key: facts.tree.key(entry),
        value: facts.tree.span(entry.value),
    };
    one_line.map(place).collect()
}

/// The entries of TFE's ConfigMap that are called as settings are, misspelled ones too; none of another object. Other
/// programs have one or two of the settings.
pub(super) fn of_tfe<'d>(facts: &Facts<'d>, object: &Object<'d>) -> Vec<&'d Entry> {
    let data = if object.kind == "ConfigMap" { object.entries(facts.tree, "data") } else { &[] };
    let is = |entry: &&Entry| entry.name.as_deref().is_some_and(|name| name.starts_with("TFE_"));
    let is_known = |entry: &&&Entry| entry.name.as_deref().is_some_and(is_setting);
    let all: Vec<&Entry> = data.iter().filter(is).collect();
    let own = object.name(facts.tree).starts_with("terraform-enterprise");
    let known = all.iter().filter(is_known).count();
    if known >= 3 || own && known > 0 { all } else { Vec::new() }
}

fn is_setting(name: &str) -> bool {
    knowledge::setting(name).is_some()
}
