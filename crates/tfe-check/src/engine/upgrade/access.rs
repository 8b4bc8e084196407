//! Calls to Vault that only one of the releases makes.

use super::change::{Change, Effect, change, message};
use super::side::Side;
use crate::base::view::{AccessRow, View};

pub(super) fn changes(before: &Side<'_>, after: &Side<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let views = before.views.iter().zip(&after.views).zip(after.documents);
    for ((old, new), document) in views {
        for row in rows(new).filter(|row| !has(old, row)) {
            // What is denied is a finding already.
            if row.allowed {
                changes.push(added(row, &document.name, &after.versions.tfe));
            }
        }
        for row in rows(old).filter(|row| !has(new, row)) {
            let what = format!("TFE no longer asks Vault to {} `{}`.", row.operation, row.path);
            let said =
                message(what, row.purpose.clone(), "Remove its rule if nothing else uses it.");
            let document = Some(document.name.clone());
            changes.push(Change { document, ..change(Effect::Goes, said, SOURCE) });
        }
    }
    changes
}

/// Where the calls of each release are documented.
const SOURCE: &str = "Terraform Enterprise documentation: External Vault";

fn rows(view: &View) -> impl Iterator<Item = &AccessRow> {
    view.access.iter().flat_map(|group| &group.rows)
}

fn has(view: &View, row: &AccessRow) -> bool {
    rows(view).any(|own| own.operation == row.operation && own.path == row.path)
}

fn added(row: &AccessRow, document: &str, tfe: &str) -> Change {
    let what = format!("TFE {tfe} also asks Vault to {} `{}`.", row.operation, row.path);
    let why = match row.line {
        Some(line) => format!("{}. Line {line} allows it.", row.purpose.trim_end_matches('.')),
        None => row.purpose.clone(),
    };
    let said = message(what, why, "");
    Change { document: Some(document.to_owned()), ..change(Effect::Changes, said, SOURCE) }
}
