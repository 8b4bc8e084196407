//! What is said of manifests, and what is done with them.

use std::rc::Rc;

use super::written::Written;
use super::{judge, literals, ours, secrets, written};
use crate::base::finding::Evidence;
use crate::base::judgement::Judgement;
use crate::base::kind::{Bare, Kind, Language, Traits};
use crate::base::versions::Versions;
use crate::contract::{Behavior, Certainty, Given, Looked, Reader, Readers, Score, Way};

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
    takes: |text, _| judge(text, &[]).accepted != Some(false),
    secrets: secrets::of,
    has_commands: literals::has_unknown,
    ..Behavior::of(KIND, score, Way::Read(read))
};

/// A manifest of another program is told from ours by what its objects do, so that nothing else in the
/// text decides, unless something stands around it.
fn score(looked: &Looked<'_>) -> Option<Score> {
    let reason = ours::reason(looked.text)?;
    let certainty = if ours::is_whole(looked.text) { Certainty::Form } else { Certainty::Signs };
    Some(Score { certainty, signs: 1, reason })
}

/// Manifests that are given together are applied together.
fn read<'v>(given: &[Given<'_>], _: &'v Versions) -> Readers<'v> {
    let texts = given.iter().enumerate().filter(|_| given.len() > 1);
    let all = texts.flat_map(|(at, given)| {
        written(given.text).into_iter().map(move |object| object.of_text(at))
    });
    let all: Rc<[Written]> = all.collect();
    let reader = |at: usize| ManifestReader { at, written: Rc::clone(&all) };
    (0..given.len()).map(|at| Box::new(reader(at)) as Box<dyn Reader>).collect()
}

/// A manifest as the API server reads it, and its commands as a shell does.
struct ManifestReader {
    /// The text's place in the list given.
    at: usize,
    /// What all texts write.
    written: Rc<[Written]>,
}

impl Reader for ManifestReader {
    fn judge(&self, text: &str) -> Judgement {
        let others = self.written.iter().filter(|object| object.text != Some(self.at));
        judge(text, &others.cloned().collect::<Vec<Written>>())
    }
}
