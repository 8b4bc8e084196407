//! Commands of the generations of Terraform Enterprise before the container: of the machine image, and of
//! Replicated.

use text::{Edit, Span};

use crate::base::finding::{Finding, Fix};
use crate::carry::paste::{block_places, has_code_blocks};
use crate::carry::shell::{self, Command, Script, read, read_part};
use crate::knowledge::rules::script::{
    PRIVATE_TFE_BACKUP_NOT_ENCRYPTED, PRIVATE_TFE_COMMAND, VAULT_REKEY_OLD_SYNTAX,
};

/// Programs that are gone, and what to use now.
const GONE: [(&str, &str); 6] = [
    ("hashicorp-support", "Make the support bundle with `tfectl`, or in TFE's admin console."),
    (
        "atlas-backup",
        "Use the backup and restore API of TFE, or back up database and bucket together.",
    ),
    ("legacy-backup.sh", "It moved the generation before; today's migration has its own pages."),
    (
        "replicatedctl",
        "Use `tfectl app config` and the other commands of `tfectl` in the container.",
    ),
    (
        "tfe-admin",
        "Use `tfectl app diagnostics`, `tfectl app health readiness` and `tfectl admin`.",
    ),
    ("ptfe-health-check", "Use `tfectl app health readiness`."),
];

/// The most that is said of one text: nobody reads more.
const MOST: usize = 50;

/// What is said of the commands of a script.
pub(super) fn find(text: &str) -> Vec<Finding> {
    if !is_likely(text) {
        return Vec::new();
    }
    in_script(text, &read(text))
}

/// The same of the commands in the code blocks of a page.
pub(crate) fn in_page(text: &str) -> Vec<Finding> {
    if !is_likely(text) || !has_code_blocks(text) {
        return Vec::new();
    }
    block_places(text).flat_map(|block| in_script(text, &read_part(text, block))).collect()
}

/// Whether the words are there at all, so that most texts are not read as commands.
fn is_likely(text: &str) -> bool {
    let words = ["vault rekey", "nomad stop", "ATLAS_TOKEN", "tfe-backup", "vault-unseal-key"];
    words.iter().chain(GONE.iter().map(|(name, _)| name)).any(|word| text.contains(word))
}

fn in_script(text: &str, script: &Script<'_>) -> Vec<Finding> {
    script.commands.iter().filter_map(|command| one(text, command)).take(MOST).collect()
}

fn one(text: &str, command: &Command) -> Option<Finding> {
    let start = command.words.first()?.start;
    // What is not at the start of its line is a word of a sentence, or of another command.
    let line = text.get(..start)?.rsplit('\n').next().unwrap_or("");
    if line.trim().chars().any(|c| c.is_alphanumeric()) {
        return None;
    }
    let prompt = |word: &&Span| matches!(word.of(text), "$" | "#" | "sudo");
    let words: Vec<Span> = command.words.iter().skip_while(prompt).copied().collect();
    let word = |at: usize| words.get(at).map_or("", |word| shell::bare(word.of(text)));
    let whole = words.iter().copied().reduce(Span::cover)?;
    match (word(0), word(1)) {
        ("vault", "rekey") => Some(rekey(words.get(1)?.start, whole)),
        ("nomad", "stop" | "inspect") if word(2) == "atlas" => Some(gone(
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
        ("aws", "s3") => upload(text, &words, whole),
        (program, _) => {
            let name = program.rsplit('/').next().unwrap_or(program);
            let (name, instead) = GONE.iter().find(|(gone, _)| *gone == name)?;
            Some(gone(whole, name, instead))
        }
    }
}

fn gone(at: Span, what: &str, instead: &str) -> Finding {
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

fn rekey(at: usize, whole: Span) -> Finding {
    let fix = Fix::review("Write `vault operator rekey`", Edit::insert(at, "operator "));
    VAULT_REKEY_OLD_SYNTAX
        .at(whole)
        .say(
            "`vault rekey` is `vault operator rekey` now.",
            "Vault 0.11 and later do not know the old command. TFE's internal Vault needs no rekeying: it is opened with TFE_ENCRYPTION_PASSWORD.",
            "Write `vault operator rekey`, for a Vault of your own.",
        )
        .fix(fix)
}

/// A backup of the machine image that is copied to the bucket: the restore expects an encrypted object.
fn upload(text: &str, words: &[Span], whole: Span) -> Option<Finding> {
    let all: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    let copies = matches!(all.get(2), Some(&("cp" | "mv")));
    let backup = all.iter().any(|word| word.contains("/tfe-backup/"));
    let encrypted = all.iter().any(|word| word.starts_with("--sse"));
    (copies && backup && !encrypted).then(|| {
        PRIVATE_TFE_BACKUP_NOT_ENCRYPTED.at(whole).say(
            "The backup is copied to the bucket without KMS encryption.",
            "The installation cannot restore it: it expects an object that is encrypted with KMS.",
            "Add `--sse=aws:kms --sse-kms-key-id=<key>`.",
        )
    })
}
