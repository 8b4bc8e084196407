//! Helm values for the chart terraform-enterprise, as Helm and the chart read them.

mod aliases;
mod behavior;
mod chart;
mod control;
mod effort;
pub(crate) mod facts;
mod given;
mod headless;
pub(crate) mod hint;
mod keys;
mod literals;
mod mended;
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
mod unknown;
mod view;

use helm_values::{Document, Helm, Problem, ProblemKind};
use text::Masker;

use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::base::view::View;
pub use behavior::KIND;
pub(crate) use behavior::{BEHAVIOR, of_chart};
use facts::Facts;
pub(crate) use literals::{
    Literal, NamedKey, PodIdentity, literals, named_keys, parent_key, pod_identity, pull_secrets,
};
pub(crate) use nested::OWN_NAME as CHART_NAME;
use once::parsed;
pub(crate) use rules::is_self_signed;

/// What is wrong with an overrides file.
pub(crate) fn judge(text: &str, versions: &Versions) -> Judgement {
    let mut judgement = mended::LADDER.climb(versions, text, rules::ends_behind_a_key(text));
    rules::name_lines(text, &mut judgement.findings);
    judgement
}

/// What is wrong with a part of a release's values: what it lacks may come from elsewhere.
pub(crate) fn judge_part(text: &str, versions: &Versions) -> Judgement {
    mended::LADDER.climb(versions, text, true)
}

/// What is wrong with a text as it is; `lost` says that the rest of it is somewhere else.
fn as_it_is(versions: &Versions, text: &str, lost: bool) -> Judgement {
    let document = parsed(text);
    let values = facts::values(&document);
    let rendering = document.rendering(versions);
    let mut facts = Facts::new(&document, &values, versions);
    facts.lost = lost || is_template(&document);
    facts.outcome = Some(&rendering.outcome);
    Judgement { accepted: Some(rendering.outcome.is_ok()), findings: rules::find(&facts) }
}

/// Whether a template engine fills in more than the file shows.
fn is_template(document: &Document) -> bool {
    let template =
        |p: &Problem| matches!(p.kind, ProblemKind::TerraformTemplate | ProblemKind::GoTemplate);
    document.problems().iter().any(template)
}

/// Whether Helm renders a text with the chart.
fn renders(text: &str, versions: &Versions) -> bool {
    parsed(text).rendering(versions).outcome.is_ok()
}

/// What the page shows of the file next to its findings.
pub(crate) fn view(text: &str, versions: &Versions, findings: &[Finding]) -> View {
    view_of(text, versions, findings, false)
}

/// The same; `part` says that other values come from elsewhere.
fn view_of(text: &str, versions: &Versions, findings: &[Finding], part: bool) -> View {
    let document = parsed(text);
    let values = facts::values(&document);
    let mut facts = Facts::new(&document, &values, versions);
    let rendering = document.rendering(versions);
    facts.lost = part
        || rules::cut_off(text, rendering.outcome.is_ok()).is_some()
        || headless::headers(text).is_some();
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
