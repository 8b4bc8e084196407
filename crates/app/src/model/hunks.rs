//! The changes that the fixed version is made of, each taken or left.

use text::{EditSet, Lines};
use tfe_check::report::FindingReport;
use tfe_check::{Evidence, Safety};

use super::judged::{Judged, best_fix, edit_set};
use crate::diff::Row;

/// So many changes can be taken or left one by one. All safe ones together have no limit.
const MOST: usize = 300;

/// One change: a fix, with all findings that it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Hunk {
    /// The button's words.
    pub title: String,
    /// Whether it is certain.
    pub safety: Safety,
    /// What is wrong without it: the first of its findings.
    pub what: String,
    /// `rule, line 12`
    pub about: String,
    /// Nobody documented what it cures.
    pub inferred: bool,
    /// The findings, by their place in the report.
    pub findings: Vec<usize>,
    /// The lines it changes, with those around them.
    pub rows: Vec<Row>,
    /// Whether it is part of the fixed version.
    pub taken: bool,
    /// The title of the taken change that wants the same characters.
    pub conflict: Option<String>,
    edits: EditSet,
}

/// The changes in the order of the text. What is certain is taken, unless `turned` holds its number;
/// what wants a look is taken only then.
pub(crate) fn hunks(judged: &Judged, turned: &[usize]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    let lines = Lines::new(&judged.text);
    for (at, finding) in judged.counted() {
        let Some(fix) = best_fix(finding) else { continue };
        let Some(edits) = edit_set(fix) else { continue };
        if let Some(same) = hunks.iter_mut().find(|h| h.edits == edits) {
            same.findings.push(at);
            same.safety = same.safety.max(fix.safety);
            continue;
        }
        if hunks.len() == MOST {
            break;
        }
        hunks.push(Hunk {
            title: fix.title.clone(),
            safety: fix.safety,
            what: finding.message.what.to_string(),
            about: format!("{}, line {}", finding.rule, finding.span.line),
            inferred: finding.evidence == Evidence::Inferred,
            findings: vec![at],
            rows: judged.rows_of(&lines, &edits, 1),
            taken: false,
            conflict: None,
            edits,
        });
    }
    take(&mut hunks, turned);
    hunks
}

/// The text with all changes that are taken; the engine's own where that is what is taken.
pub(crate) fn fixed_text(judged: &Judged, hunks: &[Hunk]) -> String {
    let as_proposed = hunks.iter().all(|h| h.taken == (h.safety == Safety::Safe));
    if let (true, Some(fixed)) = (as_proposed, &judged.report.fixed) {
        return fixed.clone();
    }
    taken_text(judged, hunks)
}

/// The text with the lines that the taken changes show.
fn taken_text(judged: &Judged, hunks: &[Hunk]) -> String {
    let taken = hunks.iter().filter(|h| h.taken);
    let all = taken.fold(EditSet::default(), |all, h| all.union(&h.edits).unwrap_or(all));
    all.apply(&judged.text).unwrap_or_else(|_| judged.text.to_string())
}

/// The lines that the fixed text changes besides: a fix may reveal what is fixed with it, and of very
/// many changes not all have a place of their own.
pub(crate) fn further_rows(judged: &Judged, hunks: &[Hunk]) -> Vec<Row> {
    let (shown, written) = (taken_text(judged, hunks), fixed_text(judged, hunks));
    if shown == written { Vec::new() } else { judged.rows_between(&shown, &written) }
}

/// The text after one finding's fix.
pub(crate) fn after_fix(judged: &Judged, finding: &FindingReport) -> Option<String> {
    edit_set(best_fix(finding)?)?.apply(&judged.text).ok()
}

fn take(hunks: &mut [Hunk], turned: &[usize]) {
    let mut all = EditSet::default();
    // Certain changes come first: one that wants a look never keeps them out by itself.
    for wanted in [true, false] {
        for at in 0..hunks.len() {
            let Some(hunk) = hunks.get_mut(at) else { continue };
            let certain = hunk.safety == Safety::Safe;
            if certain == wanted
                && certain != turned.contains(&at)
                && let Ok(more) = all.union(&hunk.edits)
            {
                (hunk.taken, all) = (true, more);
            }
        }
    }
    for at in 0..hunks.len() {
        let Some(hunk) = hunks.get(at).filter(|h| !h.taken && all.union(&h.edits).is_err()) else {
            continue;
        };
        let rival = hunks.iter().find(|h| h.taken && h.edits.union(&hunk.edits).is_err());
        let title = rival.map(|r| r.title.clone());
        if let Some(hunk) = hunks.get_mut(at) {
            hunk.conflict = title;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tfe_check::{Document, Options};

    fn judged(text: &str) -> Judged {
        judged_as("tfe.hcl", text)
    }

    fn judged_as(name: &str, text: &str) -> Judged {
        let document = Document::new(name, text);
        let options = Options::default();
        let report = tfe_check::check(std::slice::from_ref(&document), &options);
        let view = tfe_check::view(&document, &options);
        let report = report.documents.into_iter().next().unwrap();
        Judged { id: 0, name: name.to_owned(), text: text.into(), report, view }
    }

    /// Gives a finding of the report another fix.
    fn set_fix(judged: &mut Judged, at: usize, safety: Safety, span: (usize, usize), insert: &str) {
        let edit =
            tfe_check::report::EditReport { start: span.0, end: span.1, insert: insert.to_owned() };
        let title = format!("Write {insert}");
        let fix = tfe_check::report::FixReport { title, safety, edits: vec![edit] };
        judged.report.findings[at].fixes = vec![fix];
    }

    fn two_findings() -> Judged {
        let mut judged = judged("path \"a\" { capabilities = [\"raed\", \"lits\"] }\n");
        assert!(judged.report.findings.len() >= 2, "{:?}", judged.report.findings);
        judged.report.findings.truncate(2);
        judged.report.fixed = None;
        judged
    }

    #[test]
    fn certain_changes_are_taken_and_others_only_when_turned() {
        let mut judged = two_findings();
        set_fix(&mut judged, 0, Safety::Safe, (0, 4), "PATH");
        set_fix(&mut judged, 1, Safety::Review, (6, 7), "b");
        let taken = |turned: &[usize]| -> Vec<bool> {
            hunks(&judged, turned).iter().map(|h| h.taken).collect()
        };
        assert_eq!(taken(&[]), [true, false]);
        assert_eq!(taken(&[1]), [true, true]);
        assert_eq!(taken(&[0, 1]), [false, true]);
        let turned = [0, 1];
        let fixed = fixed_text(&judged, &hunks(&judged, &turned));
        assert!(fixed.starts_with("path \"b\""));
    }

    #[test]
    fn a_change_of_the_same_characters_cannot_be_taken_too() {
        let mut judged = two_findings();
        set_fix(&mut judged, 0, Safety::Safe, (0, 4), "PATH");
        set_fix(&mut judged, 1, Safety::Review, (2, 7), "x");
        let hunks = hunks(&judged, &[1]);
        assert_eq!(hunks[1].conflict.as_deref(), Some("Write PATH"));
        assert!(hunks[0].taken && !hunks[1].taken);
    }

    #[test]
    fn secrets_in_the_lines_of_a_change_are_dots() {
        let text = "env:\n  secrets:\n    TFE_LICENSE: abc\n    TFE_DATABASE_PASSWORD: *hunter22\n";
        let judged = judged_as("overrides.yaml", text);
        let hunks = hunks(&judged, &[]);
        let rows: Vec<&Row> = hunks.iter().flat_map(|hunk| &hunk.rows).collect();
        assert!(rows.iter().any(|row| row.text.contains("hunter22")), "{hunks:?}");
        for row in rows {
            let shown = row.masked.as_ref().unwrap_or(&row.text);
            assert!(!shown.contains("hunter") && !shown.contains("abc"), "{row:?}");
        }
    }

    #[test]
    fn a_comment_after_a_secret_is_dots_too() {
        let text = "env:\n  secrets:\n    TFE_LICENSE: abc # for Ann\n    TFE_DATABASE_PASSWORD: *hunter22 # was: summer23\n";
        let hunks = hunks(&judged_as("overrides.yaml", text), &[]);
        let rows: Vec<&Row> = hunks.iter().flat_map(|hunk| &hunk.rows).collect();
        assert!(rows.iter().any(|row| row.text.contains("summer23")), "{hunks:?}");
        for row in rows {
            let shown = row.masked.as_ref().unwrap_or(&row.text);
            assert!(!shown.contains("summer") && !shown.contains("Ann"), "{row:?}");
        }
    }

    #[test]
    fn every_line_that_is_written_is_shown() {
        let text = "securitycontext:\n  runAsNonRoot: true\nenv:\n  secrets:\n    \
                    TFE_LICENSE: abc\n  variables:\n    \
                    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: \"true\"\n";
        let judged = judged_as("overrides.yaml", text);
        let hunks = hunks(&judged, &[]);
        let further = further_rows(&judged, &hunks);
        let shown: Vec<&str> =
            hunks.iter().flat_map(|h| &h.rows).chain(&further).map(|r| r.text.as_str()).collect();
        let written = fixed_text(&judged, &hunks);
        assert!(written.contains("openshift:"), "{written}");
        for line in written.lines().filter(|line| !text.lines().any(|old| old == *line)) {
            assert!(shown.contains(&line), "{line}: {shown:?}");
        }
        assert!(further.iter().all(|row| !row.text.contains("abc") || row.masked.is_some()));
    }

    #[test]
    fn findings_with_the_same_change_share_it() {
        let mut judged = two_findings();
        for at in 0..2 {
            set_fix(&mut judged, at, Safety::Safe, (0, 4), "PATH");
        }
        let hunks = hunks(&judged, &[]);
        assert_eq!(hunks.len(), 1);
        assert_eq!(hunks[0].findings, [0, 1]);
    }
}
