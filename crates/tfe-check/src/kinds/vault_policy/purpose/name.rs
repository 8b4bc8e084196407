//! What the name of a file or of a policy says.

use crate::base::kind::Profile;

/// What a name says on its own; nothing where it says two things.
pub(crate) fn named(name: &str) -> Option<Profile> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.split_once('.').map_or(file, |(stem, _)| stem).to_ascii_lowercase();
    let words: Vec<&str> = stem.split(['-', '_', ' ']).filter(|w| *w != "policy").collect();
    match words.as_slice() {
        ["tfe" | "ptfe"] | ["terraform", "enterprise"] | ["vault", "tfe"] | ["tfe", "vault"] => {
            Some(Profile::TfeExternalVault)
        }
        words => {
            let snapshot = ["snapshot", "snapshots", "raft"];
            let tfe = words.iter().any(|w| w.contains("tfe") || *w == "terraform");
            let about = words.iter().any(|w| snapshot.contains(w));
            (about && !tfe).then_some(Profile::RaftSnapshot)
        }
    }
}
