//! The settings of Terraform Enterprise in the ConfigMaps and Secrets that resources make.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Block, Body};
use text::Span;

use super::parse;
use crate::carry::template::{key, key_span, span};
use crate::contract::{ClusterSetting, Holder};

/// The settings of all of them, but for values that something fills in or that take several lines.
pub(crate) fn cluster_settings(text: &str) -> Vec<ClusterSetting> {
    if !text.contains("TFE_") || !text.contains("\"kubernetes_") {
        return Vec::new();
    }
    parse::body(text).map(|body| settings(text, &body)).unwrap_or_default()
}

pub(super) fn settings(text: &str, body: &Body) -> Vec<ClusterSetting> {
    body.blocks().flat_map(|block| of_block(text, block)).collect()
}

fn of_block(text: &str, block: &Block) -> Vec<ClusterSetting> {
    let Some(holder) = holder(block) else { return Vec::new() };
    let metadata = block.body.get_blocks("metadata").next();
    let name = metadata.and_then(|metadata| metadata.body.get_attribute("name"));
    let name = name.and_then(|name| name.value.as_str()).unwrap_or("");
    let fields = ["data", "string_data", "data_wo"].into_iter();
    let maps = fields.filter_map(|field| block.body.get_attribute(field)?.value.as_object());
    let all: Vec<(String, ClusterSetting)> =
        maps.flat_map(|map| of_map(text, map, holder)).collect();
    let names = all.iter().map(|(name, _)| name.as_str());
    if !holder.is_of_tfe(name, names) {
        return Vec::new();
    }
    let known = |setting: &ClusterSetting| holder == Holder::Secret || setting.value.is_some();
    all.into_iter().map(|(_, setting)| setting).filter(known).collect()
}

fn holder(block: &Block) -> Option<Holder> {
    let label = block.labels.first().filter(|_| block.ident.as_str() == "resource")?;
    match label.as_str() {
        "kubernetes_config_map" | "kubernetes_config_map_v1" => Some(Holder::ConfigMap),
        "kubernetes_secret" | "kubernetes_secret_v1" => Some(Holder::Secret),
        _ => None,
    }
}

/// The entries of a map that are called as settings are.
fn of_map(text: &str, map: &Object, holder: Holder) -> Vec<(String, ClusterSetting)> {
    let entry = |(name, value): (&hcl_edit::expr::ObjectKey, &hcl_edit::expr::ObjectValue)| {
        let at = key_span(name)?;
        let quoted = usize::from(at.of(text).starts_with('"'));
        let bare = Span::new(at.start + quoted, at.end.checked_sub(quoted)?);
        let name = key(text, name).filter(|name| bare.of(text) == name)?;
        let plain = holder == Holder::ConfigMap && is_plain(text, value.expr());
        let value = span(value.expr().span()).filter(|_| plain);
        Some((name, ClusterSetting { key: bare, value }))
    };
    map.iter().filter_map(entry).filter(|(name, _)| Holder::is_setting(name)).collect()
}

/// Whether YAML reads a text in quotes as Terraform does.
fn is_plain(text: &str, value: &Expression) -> bool {
    let written = span(value.span()).unwrap_or_default().of(text);
    matches!(value, Expression::String(_)) && !written.contains(['\\', '$', '%', '\n'])
}
