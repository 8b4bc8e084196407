//! Buckets that an example names.

use text::Span;

use super::{Facts, Finding};
use crate::carry::shell;
use crate::knowledge::rules::kubernetes_manifest::BUCKET_OF_AN_EXAMPLE;

/// Names that examples use. A bucket's name is unique across AWS, so these belong to others.
const EXAMPLES: [&str; 8] = [
    "vault",
    "bucket",
    "my-bucket",
    "mybucket",
    "your-bucket",
    "bucket-name",
    "vault-backup",
    "vault-snapshots",
];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for worker in facts.pods.iter().flat_map(|pod| &pod.containers) {
        let script = worker.commands.script.map_or("", |place| place.of(&facts.work));
        // A store of one's own has names of its own.
        if script.contains("--endpoint") {
            continue;
        }
        let words = worker.commands.list.iter().flat_map(|command| &command.words);
        found.extend(words.filter_map(|word| example(facts, *word)));
    }
    found
}

fn example(facts: &Facts<'_>, word: Span) -> Option<Finding> {
    let written = word.of(&facts.work);
    let bucket = shell::bare(written).strip_prefix("s3://")?.split('/').next()?;
    if !EXAMPLES.contains(&bucket) {
        return None;
    }
    let start = word.start + written.find(bucket)?;
    Some(BUCKET_OF_AN_EXAMPLE.at(Span::new(start, start + bucket.len())).say(
        "This bucket is likely from an example.",
        "Bucket names are unique across AWS: this one belongs to somebody else or does not exist. \
         Inferred from the name.",
        "Write the name of your own bucket.",
    ))
}
