use helm_values::{Clash, ClashKind};

use super::super::chart::NAMESPACE;
use super::scope::print;

/// What Helm logs where maps and other values meet, and an operator seldom sees.
pub(super) fn warnings(clashes: &[Clash]) -> Vec<String> {
    clashes.iter().filter_map(said).collect()
}

/// Helm's words; none where it says nothing although a whole block is replaced.
fn said(clash: &Clash) -> Option<String> {
    let name = format!("{NAMESPACE}.{}", clash.path.join("."));
    let default = print(&clash.default);
    match (clash.kind, clash.path.len()) {
        (ClashKind::NotAMap, 1) => None,
        (ClashKind::NotAMap, _) => {
            Some(format!("warning: cannot overwrite table with non table for {name} ({default})"))
        }
        (ClashKind::NotATable, 1) => {
            Some(format!("warning: skipped value for {name}: Not a table."))
        }
        (ClashKind::NotATable, _) => Some(format!(
            "warning: destination for {name} is a table. Ignoring non-table value ({default})"
        )),
    }
}
