//! Commands of the machine image and of Replicated that are gone.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::script::command::{GONE, OldCommand};
use crate::knowledge::rules::script::PRIVATE_TFE_COMMAND;

pub(super) fn find(command: &OldCommand<'_>) -> Option<Finding> {
    let whole = command.whole;
    match (command.word(0), command.word(1)) {
        ("nomad", "stop" | "inspect") if command.word(2) == "atlas" => Some(gone(
            whole,
            "nomad",
            "TFE runs as one container now; stop it with Kubernetes or the container engine.",
        )),
        ("export", token) if token.starts_with("ATLAS_TOKEN=") => Some(token_of_atlas(whole)),
        ("rm", path) if path.contains("vault-unseal-key") => Some(gone(
            whole,
            "the unseal key of the machine image",
            "TFE opens its internal Vault with TFE_ENCRYPTION_PASSWORD now.",
        )),
        (program, _) => {
            let name = program.rsplit('/').next().unwrap_or(program);
            let (name, instead) = GONE.iter().find(|(gone, _)| *gone == name)?;
            Some(gone(whole, name, instead))
        }
    }
}

fn gone(at: Span, what: &str, instead: &'static str) -> Finding {
    let what = if what.contains(' ') { what.to_owned() } else { format!("`{what}`") };
    PRIVATE_TFE_COMMAND.at(at).say(
        format!("This command is for an older generation of TFE: {what} is gone."),
        "In TFE's container there is no such program or file.",
        instead,
    )
}

fn token_of_atlas(at: Span) -> Finding {
    PRIVATE_TFE_COMMAND.at(at).say(
        "`ATLAS_TOKEN` is no longer read.",
        "It was the token of the `atlas` backend, which Terraform 0.15 removed.",
        "Use `terraform login`, or the variable TF_TOKEN_<host>.",
    )
}
