//! What is said of manifests, and what is done with them.

use super::{judge, ours, secrets};
use crate::base::finding::Evidence;
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Language, Traits};
use crate::contract::{Behavior, Certainty, Looked, Reader, Score, Way, apart};

/// Kubernetes objects of what belongs to Vault: snapshot jobs and the Secrets that they log in with.
pub const KIND: Kind = Kind::new(&Traits {
    name: "kubernetes-manifest",
    title: "Kubernetes manifest",
    file: "cronjob.yaml",
    // Most files of that ending are values, so that the content decides.
    extensions: &[],
    language: Language::Yaml,
    reader: "Kubernetes",
    accepted: "Kubernetes can read it.",
    refused: "Kubernetes rejects it.",
    content: "manifest",
    several: "manifests",
    grammar: Some((Evidence::Documented, "yaml.org/spec/1.2.2")),
    empty: "kubectl creates nothing.",
    bare: Bare::Always,
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| judge(text).accepted != Some(false),
    secrets: secrets::of,
    ..Behavior::of(KIND, score, Way::Read(apart::<ManifestReader>))
};

/// A manifest of another program is told from ours by what its objects do, so that nothing else in the
/// text decides.
fn score(looked: &Looked<'_>) -> Option<Score> {
    let reason = ours::reason(looked.text)?;
    Some(Score { certainty: Certainty::Form, signs: 1, reason })
}

/// A manifest as the API server reads it, and its commands as a shell does.
#[derive(Default)]
struct ManifestReader;

impl Reader for ManifestReader {
    fn judge(&self, text: &str) -> Judgement {
        judge(text)
    }
}
