//! What is shown of a Terraform file beside its findings: of each policy and of each whole text of
//! values in it the same as if it were a file of its own, at the places of this one.

use text::{Lines, Span};

use super::{Embedded, find, given};
use crate::engine;
use crate::finding::Finding;
use crate::policy;
use crate::versions::Versions;
use crate::view::View;

/// Everything that the page shows of the file beside its findings.
pub(crate) fn view(text: &str, versions: &Versions, findings: &[Finding]) -> View {
    let parts = find(text).map(|found| parts(text, &found, versions)).unwrap_or_default();
    let verdict = engine::verdict(findings);
    match <[_; 1]>::try_from(parts) {
        // Of several documents the worst finding is the answer; of one its own is, unless Terraform
        // does something with it that its text does not show.
        Ok([(_, one)]) if findings.is_empty() || one.worst == worst(findings) => one.view,
        Ok([(_, one)]) => View { verdict, ..one.view },
        Err(parts) => View { verdict, ..joined(parts) },
    }
}

struct PartView {
    view: View,
    worst: Option<crate::Severity>,
}

fn worst(findings: &[Finding]) -> Option<crate::Severity> {
    findings.iter().filter(|f| f.suppressed.is_none()).map(|f| f.severity).max()
}

fn parts(file: &str, found: &super::Found, versions: &Versions) -> Vec<(String, PartView)> {
    let lines = Lines::new(file);
    let given = given(&found.policies);
    let others = policy::together(&given, versions);
    let mut all = Vec::new();
    for (given, others) in given.iter().zip(&others) {
        let Some(part) = found.policies.get(given.place) else { continue };
        let findings = policy::judge(given.text, given.profile, None, versions, others).findings;
        let facts = policy::Facts::among(given.text, given.profile, versions, others);
        let view = at_its_place(policy::view(&facts, &findings), part, &lines);
        all.push((part.name.clone(), PartView { view, worst: worst(&findings) }));
    }
    let known = |v: &&super::Values| v.is_whole(file) && v.text.first_unknown().is_none();
    for values in found.values.iter().filter(known) {
        let part = &values.text;
        let findings = crate::overrides::judge(&part.text, versions).findings;
        let view = crate::overrides::view(&part.text, versions, &findings);
        let view = at_its_place(view, part, &lines);
        all.push((part.name.clone(), PartView { view, worst: worst(&findings) }));
    }
    all
}

/// The view of a text with the places that it has in the file around it.
pub fn at_its_place(mut view: View, part: &Embedded, file: &Lines<'_>) -> View {
    let outer = |span: &mut Option<(usize, usize)>| {
        let there = span.map(|(start, end)| part.outer_span(Span::new(start, end)));
        *span = there.map(|s| (s.start, s.end));
        there.map(|s| file.position(s.start).line)
    };
    for row in view.access.iter_mut().flat_map(|g| &mut g.rows) {
        row.line = outer(&mut row.span);
    }
    for row in view.settings.iter_mut().chain(&mut view.pod) {
        row.line = outer(&mut row.span);
    }
    for check in view.start.iter_mut().flat_map(|s| &mut s.checks) {
        let there = outer(&mut check.span);
        if let (Some((_, line)), Some(there)) = (&mut check.finding, there) {
            *line = there;
        }
    }
    // The rebuilt lines are those of the text alone.
    view.rebuilt.clear();
    view
}

/// One view of several texts: each group says whose it is.
fn joined(parts: Vec<(String, PartView)>) -> View {
    let mut all = View::default();
    for (at, (name, PartView { view, .. })) in parts.into_iter().enumerate() {
        let own = |id: &str| format!("{at}-{id}");
        all.outcomes.extend(view.outcomes.into_iter().map(|mut outcome| {
            outcome.name = format!("{name}: {}", outcome.name);
            outcome.group = own(&outcome.group);
            outcome
        }));
        all.access.extend(view.access.into_iter().map(|mut group| {
            group.name = format!("{name}: {}", group.name);
            group.id = own(&group.id);
            group
        }));
        // Two releases in one file have no settings in common.
        if all.settings.is_empty() {
            (all.settings, all.pod, all.start) = (view.settings, view.pod, view.start);
            all.settings_after_fixes = view.settings_after_fixes;
        }
        for asked in view.asked {
            if !all.asked.contains(&asked) {
                all.asked.push(asked);
            }
        }
        for unshown in view.not_shown {
            if !all.not_shown.contains(&unshown) {
                all.not_shown.push(unshown);
            }
        }
    }
    all
}
