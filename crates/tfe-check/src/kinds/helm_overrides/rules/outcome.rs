//! When what the cluster rejects strikes: as soon as it is installed, unless it never gets that far.

use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;

/// Findings about the install strike later where Kubernetes takes the manifests, or where Helm writes none.
pub(super) fn settle(facts: &Facts<'_>, found: &mut [Finding]) {
    if facts.refused().is_empty() {
        let install = found.iter_mut().filter(|f| f.stage == Stage::Install);
        install.for_each(|f| f.stage = Stage::Cluster);
    }
}
