use helm_values::{Clash, ClashKind};
use text::Span;

use super::super::chart::NAMESPACE;
use super::scope::print;

/// A line that Helm logs and an operator seldom sees.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Warning {
    /// The key it is about.
    pub path: Vec<String>,
    /// The key in the file.
    pub span: Option<Span>,
    /// Helm's words; none where Helm says nothing although a whole block is replaced.
    pub said: Option<String>,
}

/// What Helm says where maps and other values meet.
pub(super) fn warnings(clashes: &[Clash]) -> Vec<Warning> {
    clashes.iter().map(warning).collect()
}

fn warning(clash: &Clash) -> Warning {
    let name = format!("{NAMESPACE}.{}", clash.path.join("."));
    let default = print(&clash.default);
    let said = match (clash.kind, clash.path.len()) {
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
    };
    let origin = clash.value.origin;
    let span = origin.map(|origin| origin.key.unwrap_or(origin.value));
    Warning { path: clash.path.clone(), span, said }
}
