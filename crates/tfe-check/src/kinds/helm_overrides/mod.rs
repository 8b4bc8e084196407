//! Helm values for the chart terraform-enterprise, as Helm and the chart read them.

mod aliases;
mod behavior;
mod chart;
mod effort;
pub(crate) mod facts;
mod given;
pub(crate) mod hint;
mod keys;
mod literals;
pub(crate) mod nested;
mod once;
mod pod;
mod rebuilt;
pub(crate) mod render;
pub(crate) mod rules;
mod secrets;
mod settings;
mod start;
mod together;
mod view;

use helm_values::{Document, Helm, Problem, ProblemKind, Unfinished};
use text::{Gathered, Masker, Span};

use crate::base::finding::{Finding, Safety, Stage};
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::base::view::View;
pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
use facts::Facts;
pub(crate) use literals::{Literal, NamedKey, literals, named_keys};
use once::parsed;

/// Judges an overrides file. Where characters were changed on its way (tabs, no-break spaces,
/// typographic quotes) that is told, and the rest is judged as if they were right.
pub(crate) fn judge(text: &str, versions: &Versions) -> Judgement {
    let judgement = whole(text, rules::ends_behind_a_key(text), versions);
    let accepted = judgement.accepted == Some(true);
    let mut judgement = match rules::cut_off(text, accepted) {
        Some(cut) => without_its_end(text, &cut, accepted, versions),
        None => judgement,
    };
    rules::name_lines(text, &mut judgement.findings);
    judgement
}

/// Judges a part of a release's values: what it lacks may come from elsewhere.
pub(crate) fn judge_part(text: &str, versions: &Versions) -> Judgement {
    whole(text, true, versions)
}

/// Judges a file that ends in the middle: that is told, and what stands before its last entry is
/// judged as if the rest were there.
fn without_its_end(text: &str, cut: &Unfinished, accepted: bool, versions: &Versions) -> Judgement {
    let mut judgement = whole(&cut.closed, true, versions);
    let before = |span: Span| span.end <= cut.from;
    judgement.findings.retain(|f| before(f.primary));
    for finding in &mut judgement.findings {
        finding.fixes.retain(|fix| fix.edits.edits().iter().all(|edit| before(edit.span)));
    }
    judgement.findings.push(rules::say_cut_off(text, cut, accepted));
    judgement.accepted = Some(accepted);
    judgement
}

/// Judges a file; `lost` says that the rest of it is somewhere else.
fn whole(text: &str, lost: bool, versions: &Versions) -> Judgement {
    let mut judgement = as_it_stands(text, lost, versions);
    if let Some(flattened) = flattened(text, lost, versions, &judgement) {
        return flattened;
    }
    let mended = rules::mending(&judgement.findings)
        .and_then(|edits| edits.apply(text).ok().map(|mended| (edits, mended)));
    let Some((edits, mended)) = mended else {
        return before_slips(text, lost, versions, judgement);
    };
    if reads(text) && !reads(&mended) {
        // What Helm reads stays readable: then nobody knows that these characters are wrong.
        let damage = judgement.findings.iter_mut().filter(|f| rules::is_damage(f));
        damage.flat_map(|f| &mut f.fixes).for_each(|fix| fix.safety = Safety::Review);
        return before_slips(text, lost, versions, judgement);
    }
    let clean = as_it_stands(&mended, lost, versions);
    let clean = before_slips(&mended, lost, versions, clean);
    judgement.findings.retain(rules::is_damage);
    if judgement.accepted == Some(false) {
        for finding in judgement.findings.iter_mut().filter(|f| f.stage == Stage::Start) {
            finding.stage = Stage::Render;
        }
    }
    judgement.findings.extend(Finding::all_before(clean.findings, &edits));
    judgement
}

/// A file that lost its indentation: that is said, and what is wrong in it once it is rebuilt.
fn flattened(
    text: &str,
    lost: bool,
    versions: &Versions,
    judgement: &Judgement,
) -> Option<Judgement> {
    let flat = judgement.findings.iter().find(|f| rules::is_flat(f))?;
    let rebuilt = flat.fixes.first()?.edits.apply(text).ok()?;
    let edits = text::respaced(text, &rebuilt)?;
    let clean = whole(&rebuilt, lost, versions);
    if clean.findings.iter().any(rules::is_flat) {
        return None;
    }
    let mut findings = Finding::all_before(clean.findings, &edits);
    findings.push(Finding { only: false, ..flat.clone() });
    Some(Judgement { findings, ..*judgement })
}

/// Whether Helm can read a text as a map of values.
fn reads(text: &str) -> bool {
    parsed(text).refusal(Helm::V4).is_none()
}

/// The same for one slip in a line: where Helm cannot read the file because of it, it is told, and
/// the rest is judged as it was meant.
fn before_slips(text: &str, lost: bool, versions: &Versions, judgement: Judgement) -> Judgement {
    let rebuilt = |f: &Finding| f.fixes.iter().any(|x| x.safety == Safety::Repair);
    if judgement.accepted != Some(false) || judgement.findings.iter().any(rebuilt) {
        return judgement;
    }
    let mut findings = rules::slip::find(&parsed(text));
    let mut all = Gathered::default();
    for fix in findings.iter().flat_map(|f| &f.fixes) {
        let _ = all.add(&fix.edits);
    }
    let edits = all.finish();
    let Some(meant) = edits.apply(text).ok().filter(|_| !edits.is_empty()) else {
        return judgement;
    };
    let clean = as_it_stands(&meant, lost, versions);
    findings.extend(Finding::all_before(clean.findings, &edits));
    Judgement { findings, ..judgement }
}

fn as_it_stands(text: &str, lost: bool, versions: &Versions) -> Judgement {
    let document = parsed(text);
    let values = facts::values(&document);
    let mut facts = Facts::new(&document, &values, versions);
    facts.lost = lost || is_template(&document);
    let rendering = render::render(&document, &facts.prefix, versions, Helm::V4);
    Judgement {
        accepted: Some(rendering.outcome.is_ok()),
        findings: rules::find(&facts, &rendering),
    }
}

/// Whether a template engine fills in more than the file shows.
fn is_template(document: &Document) -> bool {
    let template =
        |p: &Problem| matches!(p.kind, ProblemKind::TerraformTemplate | ProblemKind::GoTemplate);
    document.problems().iter().any(template)
}

/// Whether Helm renders a text with the chart.
fn renders(text: &str, versions: &Versions) -> bool {
    let document = parsed(text);
    let values = facts::values(&document);
    let prefix = Facts::new(&document, &values, versions).prefix;
    render::render(&document, &prefix, versions, Helm::V4).outcome.is_ok()
}

/// What the page shows of the file beside its findings.
pub(crate) fn view(text: &str, versions: &Versions, findings: &[Finding]) -> View {
    let document = parsed(text);
    let values = facts::values(&document);
    let mut facts = Facts::new(&document, &values, versions);
    let rendering = render::render(&document, &facts.prefix, versions, Helm::V4);
    facts.lost = rules::cut_off(text, rendering.outcome.is_ok()).is_some();
    view::view(&facts, &rendering, findings)
}

/// The file as the chart renders it, row by row: `renders`, `error`, `rendered_env`, `secret_env`,
/// `pod_security_context` and the rest. Values stand as they are, secrets by name only.
pub fn explain(text: &str, versions: &Versions) -> impl serde::Serialize + use<> {
    let document = parsed(text);
    // As Helm answers to `-f`: for the chart itself, the values of a parent chart are an unknown key.
    render::render(&document, &[], versions, Helm::V4).explain()
}

/// The secrets that the tree of a values file shows.
pub(crate) fn secrets(text: &str) -> Masker {
    secrets::of(&parsed(text))
}
