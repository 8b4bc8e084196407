//! Fixes as an editor offers them.

use lsp_types::{CodeActionContext, CodeActionKind, Diagnostic, Range};
use serde_json::{Value, json};
use tfe_check::Safety;
use tfe_check::report::{EditReport, FindingReport, FixReport};

use crate::diagnostics::{self, Style};
use crate::job::Found;
use crate::message::value;
use crate::places::Places;
use crate::texts::InGroup;

/// The kind of the action that fixes a whole file.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::SOURCE_FIX_ALL;

/// The fixes of the findings that a range touches, and the one of all that is safe.
pub(crate) fn all(
    found: &InGroup,
    range: Range,
    context: &CodeActionContext,
    style: Style<'_>,
) -> Vec<Value> {
    let Some(own) = found.own() else { return Vec::new() };
    let text = Target { own, places: Places::new(&own.text, style.client.units), style };
    let mut actions = Vec::new();
    if wants(context, &CodeActionKind::QUICKFIX) {
        let findings = diagnostics::all(found, style);
        let here = findings.iter().filter(|(_, shown)| touches(shown.range, range));
        for (finding, shown) in here {
            let fixes = finding.fixes.iter().enumerate();
            actions.extend(fixes.map(|(at, fix)| text.quick_fix(fix, at == 0, shown)));
        }
    }
    let safe = own.report.findings.iter().filter(|finding| has_safe_fix(finding)).count();
    let Some(fixed) = own.report.fixed.as_deref() else { return actions };
    if wants(context, &FIX_ALL) {
        actions.push(text.fix_all(fixed, &FIX_ALL));
    }
    // The same next to the fixes of findings, where people look for it.
    if !actions.is_empty() && safe > 1 && wants(context, &CodeActionKind::QUICKFIX) {
        actions.push(text.fix_all(fixed, &CodeActionKind::QUICKFIX));
    }
    actions
}

/// Whether actions of a kind are asked for: `source` means `source.fixAll` too.
fn wants(context: &CodeActionContext, kind: &CodeActionKind) -> bool {
    let Some(only) = &context.only else { return true };
    only.iter().any(|wanted| {
        let rest = kind.as_str().strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            // Editors also name the actions of one program: source.fixAll.tfe-check.
            || wanted.as_str().strip_suffix(".tfe-check") == Some(kind.as_str())
    })
}

fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

fn has_safe_fix(finding: &FindingReport) -> bool {
    finding.suppressed.is_none() && finding.fixes.iter().any(|f| f.safety == Safety::Safe)
}

/// The text that is changed.
struct Target<'a> {
    own: &'a Found,
    places: Places<'a>,
    style: Style<'a>,
}

impl Target<'_> {
    fn quick_fix(&self, fix: &FixReport, is_best: bool, shown: &Diagnostic) -> Value {
        let title = match fix.safety {
            Safety::Safe => fix.title.clone(),
            other => format!("{} ({})", fix.title, formats::safety(other)),
        };
        json!({
            "title": title,
            "kind": CodeActionKind::QUICKFIX,
            "diagnostics": [shown],
            "isPreferred": is_best && fix.safety == Safety::Safe,
            "edit": self.edit(&fix.edits),
        })
    }

    fn fix_all(&self, fixed: &str, kind: &CodeActionKind) -> Value {
        json!({
            "title": "Fix all that is safe in this file",
            "kind": kind,
            "edit": self.edit(&[changed(&self.own.text, fixed)]),
        })
    }

    fn edit(&self, edits: &[EditReport]) -> Value {
        let edits: Vec<Value> = edits
            .iter()
            .map(|edit| {
                json!({ "range": self.places.range(edit.start, edit.end), "newText": edit.insert })
            })
            .collect();
        let uri = &self.own.uri;
        if self.style.client.versioned {
            let document = json!({ "uri": uri, "version": self.own.version });
            return json!({ "documentChanges": [{ "textDocument": document, "edits": edits }] });
        }
        json!({ "changes": { uri.as_str(): value(&edits) } })
    }
}

/// One edit that makes one text of another: what both begin and end with stays.
fn changed(old: &str, new: &str) -> EditReport {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let start = old.floor_char_boundary(same).min(new.floor_char_boundary(same));
    let (old_rest, new_rest) = (old.get(start..).unwrap_or(""), new.get(start..).unwrap_or(""));
    let ends = old_rest.bytes().rev().zip(new_rest.bytes().rev());
    let same = ends.take_while(|(a, b)| a == b).count();
    let end = old.ceil_char_boundary(old.len() - same);
    let kept = old.len() - end;
    let insert = new.get(start..new.len() - kept).unwrap_or_default().to_owned();
    EditReport { start, end, insert }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_changes_a_text_into_another() {
        let pairs =
            [("", "a"), ("a", ""), ("aba", "abba"), ("xéy", "xèy"), ("é", "èé"), ("a", "a")];
        for (old, new) in pairs {
            let edit = changed(old, new);
            let made = format!("{}{}{}", &old[..edit.start], edit.insert, &old[edit.end..]);
            assert_eq!(made, new, "{edit:?}");
        }
    }

    #[test]
    fn actions_are_offered_that_were_asked_for() {
        let context = |only: Option<&str>| CodeActionContext {
            only: only.map(|kind| vec![CodeActionKind::from(kind.to_owned())]),
            ..CodeActionContext::default()
        };
        for kind in [None, Some("source"), Some("source.fixAll"), Some("source.fixAll.tfe-check")] {
            assert!(wants(&context(kind), &FIX_ALL), "{kind:?}");
        }
        for kind in ["quickfix", "source.fixAl", "source.fixAll.eslint", "source.organizeImports"] {
            assert!(!wants(&context(Some(kind)), &FIX_ALL), "{kind}");
        }
    }
}
