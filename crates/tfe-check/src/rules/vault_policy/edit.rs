//! stub
use text::EditSet;
use vault_policy::{Capability, Document, Rule};
pub(crate) fn add_capabilities(_: &str, _: &Rule, _: &[Capability]) -> Option<EditSet> {
    None
}
pub(crate) fn remove_capability(_: &str, _: &Rule, _: Capability) -> Option<EditSet> {
    None
}
pub(crate) struct Style;
impl Style {
    pub(crate) fn of(_: &Document, _: &str) -> Self {
        Self
    }
    pub(crate) fn rule(&self, path: &str, caps: &[Capability]) -> String {
        let w = caps.iter().map(|c| format!("\"{}\"", c.word())).collect::<Vec<_>>().join(", ");
        format!("path \"{path}\" {{\n  capabilities = [{w}]\n}}")
    }
}
