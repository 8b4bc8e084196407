//! A backup of the machine image that is copied to the bucket: the restore expects an encrypted object.

use crate::base::finding::Finding;
use crate::kinds::script::command::OldCommand;
use crate::knowledge::rules::script::PRIVATE_TFE_BACKUP_NOT_ENCRYPTED;

pub(super) fn find(command: &OldCommand<'_>) -> Option<Finding> {
    let all: Vec<&str> = command.words.iter().map(|word| word.of(command.text)).collect();
    let copies = (command.word(0), command.word(1)) == ("aws", "s3")
        && matches!(all.get(2), Some(&("cp" | "mv")));
    let backup = all.iter().any(|word| word.contains("/tfe-backup/"));
    let encrypted = all.iter().any(|word| word.starts_with("--sse"));
    (copies && backup && !encrypted).then(|| {
        PRIVATE_TFE_BACKUP_NOT_ENCRYPTED.at(command.whole).say(
            "The backup is copied to the bucket without KMS encryption.",
            "The installation cannot restore it: it expects an object that is encrypted with KMS.",
            "Add `--sse=aws:kms --sse-kms-key-id=<key>`.",
        )
    })
}
