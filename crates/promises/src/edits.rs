use text::{Edit, EditSet, Span};
use tfe_check::report::FixReport;
use tfe_check::{Document, Options, Safety, check};

use crate::Kept;

/// Texts with more fixes are tried as a whole only: each fix by itself takes a whole check.
const MOST: usize = 20;

/// Each safe fix of a report, applied by itself, can be applied, and does not make the real programs refuse a
/// text that they took.
///
/// # Errors
/// The first fix that does.
pub fn edits_do_what_they_say(text: &str) -> Kept {
    let report = check(&[Document::new("untitled", text)], &Options::default());
    let Some(document) = report.documents.first() else { return Ok(()) };
    let safe = |fix: &&FixReport| fix.safety == Safety::Safe;
    for finding in document.findings.iter().take(MOST) {
        for fix in finding.fixes.iter().filter(safe) {
            let edits = fix.edits.iter();
            let edits = edits.map(|e| Edit::replace(Span::new(e.start, e.end), e.insert.clone()));
            let applied = EditSet::new(edits.collect()).and_then(|set| set.apply(text));
            let applied = applied.map_err(|e| format!("{}: {e}", finding.rule))?;
            let after = check(&[Document::new("untitled", applied)], &Options::default());
            let refused = after.documents.first().is_some_and(|d| d.accepted == Some(false));
            if document.accepted == Some(true) && refused {
                return Err(format!("{}: refused after \"{}\"", finding.rule, fix.title));
            }
        }
    }
    Ok(())
}
