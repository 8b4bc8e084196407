//! What Helm and Kubernetes themselves say, where no other rule has said it.

use super::{chart_not_rendered, manifest_refused};
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::kinds::helm_overrides::render::Rendering;

pub(super) fn find(facts: &Facts<'_>, rendering: &Rendering, out: &mut Vec<Finding>) {
    match &rendering.outcome {
        Err(fault) => {
            settle(out, |_| Stage::Cluster);
            chart_not_rendered::find(facts, fault, out);
        }
        Ok(release) if release.install.is_empty() => settle(out, |_| Stage::Cluster),
        Ok(release) => {
            release.install.iter().for_each(|error| manifest_refused::find(facts, error, out))
        }
    }
}

/// Findings about the install say when they strike: later, where Kubernetes takes the manifests or
/// never gets them.
fn settle(out: &mut [Finding], later: impl Fn(&Finding) -> Stage) {
    let install = |f: &&mut Finding| f.stage == Stage::Install;
    out.iter_mut().filter(install).for_each(|f| f.stage = later(f));
}
