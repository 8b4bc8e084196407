//! What happens to values on their way, and what they were before: the beginning or the end is missing, the
//! indentation is lost, characters were changed, a finger slipped.

use helm_values::{Helm, ProblemKind};
use text::EditSetBuilder;

use super::headless::below_its_headers;
use super::once::parsed;
use super::{as_it_is, rules};
use crate::base::finding::{Finding, Safety, Stage};
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::contract::{Ladder, Mended};
use crate::knowledge::rules::helm_overrides::INDENTATION_LOST;

/// How values are read.
pub(super) static LADDER: Ladder<Versions, 6> = Ladder {
    judge: as_it_is,
    rungs: [
        below_its_headers,
        without_its_end,
        with_indentation,
        undamaged,
        before_slips,
        readable,
    ],
};

/// A file that ends in the middle is checked up to its last entry, as if the rest were there.
fn without_its_end(_: &Versions, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let accepted = judged.accepted == Some(true);
    let cut = rules::cut_off(text, accepted)?;
    let said = vec![rules::say_cut_off(text, &cut, accepted)];
    Some(Mended { part: true, until: Some(cut.from), text: cut.closed, said, ..Mended::default() })
}

/// A file that lost its indentation, once it is rebuilt.
fn with_indentation(_: &Versions, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let flat = judged.findings.iter().find(|f| rules::is_flat(f))?;
    let rebuilt = flat.fixes.first()?.edits.apply(text).ok()?;
    let edits = text::respaced(text, &rebuilt)?;
    let said = vec![Finding { only: false, ..flat.clone() }];
    let in_vain = Some(&INDENTATION_LOST);
    Some(Mended { text: rebuilt, edits, said, in_vain, ..Mended::default() })
}

/// Tabs, non-breaking spaces and typographic quotes, as they were typed.
fn undamaged(_: &Versions, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let edits = rules::mending(&judged.findings)?;
    let mended = edits.apply(text).ok()?;
    if reads(text) && !reads(&mended) {
        // What Helm reads stays readable: then nobody knows that these characters are wrong.
        let damage = judged.findings.iter_mut().filter(|f| rules::is_damage(f));
        damage.flat_map(|f| &mut f.fixes).for_each(|fix| fix.safety = Safety::Review);
        return None;
    }
    let mut said: Vec<Finding> =
        judged.findings.iter().filter(|f| rules::is_damage(f)).cloned().collect();
    if judged.accepted == Some(false) {
        for finding in said.iter_mut().filter(|f| f.stage == Stage::Start) {
            finding.stage = Stage::Render;
        }
    }
    Some(Mended { text: mended, edits, said, ..Mended::default() })
}

/// A quote that is not closed, where nothing else is wrong: a setting on a line that is not read is not missing.
fn readable(_: &Versions, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let document = parsed(text);
    let mut all = EditSetBuilder::default();
    let mut places = Vec::new();
    for problem in document.problems().iter().filter(|p| p.fatal) {
        let quote = matches!(problem.kind, ProblemKind::UnclosedQuote(_));
        all.add(problem.fix.as_ref().filter(|_| quote)?).ok()?;
        places.push(problem.span);
    }
    let edits = all.finish();
    let mended = edits.apply(text).ok().filter(|mended| !edits.is_empty() && reads(mended))?;
    let here = |f: &&Finding| places.contains(&f.primary) && !f.rule.absence;
    let said: Vec<Finding> = judged.findings.iter().filter(here).cloned().collect();
    Some(Mended { text: mended, edits, said, accepted: Some(false), ..Mended::default() })
}

/// Whether Helm can read a text as a map of values.
fn reads(text: &str) -> bool {
    parsed(text).refusal(Helm::V4).is_none()
}

/// One slip in a line, where Helm cannot read the file because of it.
fn before_slips(_: &Versions, text: &str, judged: &mut Judgement) -> Option<Mended> {
    let rebuilt = |f: &Finding| f.fixes.iter().any(|x| x.safety == Safety::Repair);
    if judged.accepted != Some(false) || judged.findings.iter().any(rebuilt) {
        return None;
    }
    let said = rules::slip::find(&parsed(text));
    let mut all = EditSetBuilder::default();
    for fix in said.iter().flat_map(|f| &f.fixes) {
        // What does not go together with an earlier fix stays as it is.
        let _ = all.add(&fix.edits);
    }
    let edits = all.finish();
    let meant = edits.apply(text).ok().filter(|_| !edits.is_empty())?;
    Some(Mended { text: meant, edits, said, ..Mended::default() })
}
