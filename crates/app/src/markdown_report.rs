//! The findings as Markdown, for a ticket. Secrets are masked: only the engine's messages are in it.

use tfe_check::Severity;

use crate::model::{Judged, Model};
use crate::words;

/// The report of one document.
pub(crate) fn of(model: &Model, judged: &Judged) -> String {
    let name = model.shown_name_of(&judged.name);
    let mut out = format!("# {name}\n\n{}\n\n", words::plain(&judged.view.verdict));
    if let Some(results) = &model.results {
        let v = &results.versions;
        out += &format!("Checked for TFE {}, chart {}, Vault {}.\n", v.tfe, v.chart, v.vault);
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for (_, f) in judged.counted().filter(|(_, f)| f.severity == severity) {
            out += &format!("\n## {}: {}\n\n", words::severity(severity), f.message.what);
            out += &format!("{}, line {}, `{}`\n\n", name, f.span.line, f.rule);
            out += &format!("{}\n\n{}\n", f.message.why, f.message.action);
        }
    }
    if judged.counted().next().is_none() {
        out += "\nNothing to fix.\n";
    }
    out
}
