//! What TFE needs of an external Vault: every rule of the documented policy, the calls that each one
//! is there for, and what breaks without it.
//!
//! The rules and their order are those of "External Vault" in the Terraform Enterprise documentation
//! (2.0.x). `since` is the release whose documentation first has the rule or needs the call; what is
//! of `2018` stands in the policy of Private TFE too, and is all that releases before v202206-1 ask.
//! That a call asks for the operation named here is Vault's own behaviour: `transit/encrypt` checks
//! whether the key exists and so may ask for `create`; no other call of this list does, a write asks
//! for `update` alone. The bodies are those of Vault's API documentation of the transit engine.

use super::{Goal, Need, call};
use crate::knowledge::rules::vault_policy::{
    MOUNTS_READ_MISSING, TOKEN_RENEWAL_MISSING, TRANSIT_BACKUP_MISSING, TRANSIT_DATAKEY_MISSING,
    TRANSIT_DECRYPT_MISSING, TRANSIT_ENCRYPT_MISSING, TRANSIT_KEY_READ_MISSING,
    TRANSIT_KEY_WRITE_MISSING, TRANSIT_RESTORE_MISSING, TRANSIT_SIGN_MISSING,
};

const TOKEN_WHY: &str = "Vault's default policy grants it too. Only a role with \
    token_no_default_policy needs it here; then the token expires after one period.";
const LEASE_WHY: &str = "Vault's default policy grants it too. Only a role with \
    token_no_default_policy needs it here; then leases expire without a renewal.";
const STATE_WHY: &str =
    "Vault answers 403; states, plans and logs in object storage cannot be read or written.";
const SETTINGS_WHY: &str = "Vault answers 403; variables, tokens and settings cannot be used.";

type Body = &'static [(&'static str, &'static str)];

const PLAINTEXT: Body = &[("plaintext", "dGZlLWNoZWNr")];
const CIPHERTEXT: Body = &[("ciphertext", "vault:v1:dGZlLWNoZWNr")];
const INPUT: Body = &[("input", "dGZlLWNoZWNr")];
const BACKED_UP: Body = &[("backup", "dGZlLWNoZWNr")];
/// What makes a key fit for a backup.
const EXPORTABLE: Body = &[("exportable", "true"), ("allow_plaintext_backup", "true")];
const LEASE: Body = &[("lease_id", "auth/approle/login/tfe")];
const TOKEN: Body = &[("token", "hvs.tfe")];

const ENCRYPT_MORE: &[&str] = &[
    "associated_data",
    "context",
    "key_version",
    "nonce",
    "type",
    "convergent_encryption",
    "batch_input",
    "partial_failure_response_on_batch",
];
const DECRYPT_MORE: &[&str] =
    &["associated_data", "context", "nonce", "batch_input", "partial_failure_response_on_batch"];
const DATAKEY_MORE: &[&str] = &["context", "nonce", "bits"];
const SIGN_MORE: &[&str] = &[
    "key_version",
    "hash_algorithm",
    "batch_input",
    "context",
    "prehashed",
    "salt_length",
    "signature_algorithm",
    "marshaling_algorithm",
];
const KEY_MORE: &[&str] = &[
    "type",
    "derived",
    "convergent_encryption",
    "exportable",
    "allow_plaintext_backup",
    "key_size",
    "auto_rotate_period",
];
const CONFIG_MORE: &[&str] =
    &["min_decryption_version", "min_encryption_version", "deletion_allowed", "auto_rotate_period"];

/// All rules of the documented policy, in its order.
pub(crate) static NEEDS: [Need; 20] = [
    Need {
        path: "sys/leases/renew",
        capabilities: &["create", "update"],
        purpose: "To renew leases.",
        since: "v202206-1",
        calls: &[call(&TOKEN_RENEWAL_MISSING, Goal::LogIn, "update", "sys/leases/renew").is(
            "renew leases",
            "This policy does not allow TFE to renew leases.",
            LEASE_WHY,
        ).with(LEASE, &["increment"])],
    },
    Need {
        path: "sys/renew",
        capabilities: &["create", "update"],
        purpose: "To renew leases through the older path.",
        since: "v202206-1",
        calls: &[call(&TOKEN_RENEWAL_MISSING, Goal::LogIn, "update", "sys/renew").is(
            "renew leases, older path",
            "This policy does not allow TFE to renew leases through `sys/renew`.",
            LEASE_WHY,
        ).with(LEASE, &["increment"])],
    },
    Need {
        path: "auth/token/renew",
        capabilities: &["create", "update"],
        purpose: "To renew tokens.",
        since: "v202206-1",
        calls: &[call(&TOKEN_RENEWAL_MISSING, Goal::LogIn, "update", "auth/token/renew").is(
            "renew a token by its value",
            "This policy does not allow TFE to renew tokens by value.",
            "Documented, but TFE renews its own token through renew-self. Nothing known breaks.",
        ).with(TOKEN, &["increment"])],
    },
    Need {
        path: "auth/token/renew-self",
        capabilities: &["create", "update"],
        purpose: "To renew TFE's own token.",
        since: "v202206-1",
        calls: &[call(&TOKEN_RENEWAL_MISSING, Goal::LogIn, "update", "auth/token/renew-self").is(
            "renew its own token",
            "This policy does not allow TFE to renew its own token.",
            TOKEN_WHY,
        ).with(&[], &["increment"])],
    },
    Need {
        path: "auth/approle/login",
        capabilities: &["create", "update"],
        purpose: "To log in. Vault needs no policy for this.",
        since: "2018",
        calls: &[],
    },
    Need {
        path: "transit/keys/atlas_*",
        capabilities: &["read", "create", "update"],
        purpose: "To create the keys of variables and settings, and to read them for a backup.",
        since: "v202206-1",
        calls: &[
            call(&TRANSIT_KEY_READ_MISSING, Goal::BackUp, "read", "transit/keys/atlas_example").is(
                "read the key for a backup",
                "TFE cannot read the `atlas_` keys, so backups leave them out.",
                "Vault answers 403; a restore stops with \"encryption key not found\".",
            ).since("v202206-1"),
            call(&TRANSIT_KEY_WRITE_MISSING, Goal::CreateKeys, "update", "transit/keys/atlas_example").is(
                "create the key",
                "TFE cannot create the `atlas_` keys.",
                "Vault answers 403 as soon as TFE needs a new key for variables or settings.",
            ).with(&[], KEY_MORE),
            call(&TRANSIT_KEY_WRITE_MISSING, Goal::CreateKeys, "update", "transit/keys/atlas_example/config").is(
                "make the key exportable",
                "TFE cannot configure the `atlas_` keys.",
                "Vault answers 403; the keys stay unexportable and cannot be backed up.",
            ).since("v202206-1").with(EXPORTABLE, CONFIG_MORE),
        ],
    },
    Need {
        path: "transit/keys/archivist_*",
        capabilities: &["read", "create", "update"],
        purpose: "To create the key of stored objects, and to read it for a backup.",
        since: "2018",
        calls: &[
            call(&TRANSIT_KEY_READ_MISSING, Goal::BackUp, "read", "transit/keys/archivist_kdf").is(
                "read the key for a backup",
                "TFE cannot read the key `archivist_kdf`, so backups leave it out.",
                "Vault answers 403; a restore stops with \"encryption key not found\".",
            ).since("v202206-1"),
            call(&TRANSIT_KEY_WRITE_MISSING, Goal::CreateKeys, "update", "transit/keys/archivist_kdf").is(
                "create the key",
                "TFE cannot create the key `archivist_kdf`.",
                "Vault answers 403; a new installation cannot store any object.",
            ).with(&[], KEY_MORE),
            call(&TRANSIT_KEY_WRITE_MISSING, Goal::CreateKeys, "update", "transit/keys/archivist_kdf/config").is(
                "make the key exportable",
                "TFE cannot configure the key `archivist_kdf`.",
                "Vault answers 403; the key stays unexportable and cannot be backed up.",
            ).since("v202206-1").with(EXPORTABLE, CONFIG_MORE),
        ],
    },
    Need {
        path: "transit/sign/atlas_*",
        capabilities: &["create", "update"],
        purpose: "To sign workload identity tokens.",
        since: "v202207-2",
        calls: &[call(&TRANSIT_SIGN_MISSING, Goal::Sign, "update", "transit/sign/atlas_example").is(
            "sign a workload identity token",
            "No rule allows TFE to sign workload identity tokens.",
            "Dynamic provider credentials most likely fail in runs.",
        ).with(INPUT, SIGN_MORE)],
    },
    Need {
        path: "transit/encrypt/atlas_*",
        capabilities: &["create", "update"],
        purpose: "To encrypt variables, tokens and settings.",
        since: "2018",
        calls: &[
            call(&TRANSIT_ENCRYPT_MISSING, Goal::Encrypt, "update", "transit/encrypt/atlas_example").is(
                "encrypt variables and settings",
                "TFE cannot encrypt with the `atlas_` keys.",
                SETTINGS_WHY,
            ).with(PLAINTEXT, ENCRYPT_MORE),
            call(&TRANSIT_ENCRYPT_MISSING, Goal::Encrypt, "create", "transit/encrypt/atlas_example").is(
                "encrypt with a key for the first time",
                "TFE cannot encrypt with an `atlas_` key that does not exist yet.",
                "Keys in use keep working; the first use of a new one gets 403.",
            ).with(PLAINTEXT, ENCRYPT_MORE),
        ],
    },
    Need {
        path: "transit/decrypt/atlas_*",
        capabilities: &["create", "update"],
        purpose: "To decrypt variables, tokens and settings.",
        since: "2018",
        calls: &[call(&TRANSIT_DECRYPT_MISSING, Goal::Encrypt, "update", "transit/decrypt/atlas_example").is(
            "decrypt variables and settings",
            "TFE cannot decrypt with the `atlas_` keys.",
            SETTINGS_WHY,
        ).with(CIPHERTEXT, DECRYPT_MORE)],
    },
    Need {
        path: "transit/encrypt/archivist_*",
        capabilities: &["create", "update"],
        purpose: "To encrypt the data keys of stored objects.",
        since: "2018",
        calls: &[
            call(&TRANSIT_ENCRYPT_MISSING, Goal::Encrypt, "update", "transit/encrypt/archivist_kdf").is(
                "encrypt data keys of objects",
                "TFE cannot encrypt with the key `archivist_kdf`.",
                STATE_WHY,
            ).with(PLAINTEXT, ENCRYPT_MORE),
            call(&TRANSIT_ENCRYPT_MISSING, Goal::Encrypt, "create", "transit/encrypt/archivist_kdf").is(
                "encrypt with the key for the first time",
                "TFE cannot encrypt with `archivist_kdf` before that key exists.",
                "A key in use keeps working; the first use of a new one gets 403.",
            ).with(PLAINTEXT, ENCRYPT_MORE),
        ],
    },
    Need {
        path: "transit/decrypt/archivist_*",
        capabilities: &["create", "update"],
        purpose: "To decrypt the data keys of stored objects.",
        since: "2018",
        calls: &[call(&TRANSIT_DECRYPT_MISSING, Goal::Encrypt, "update", "transit/decrypt/archivist_kdf").is(
            "decrypt data keys of objects",
            "TFE cannot decrypt with the key `archivist_kdf`.",
            STATE_WHY,
        ).with(CIPHERTEXT, DECRYPT_MORE)],
    },
    Need {
        path: "transit/datakey/plaintext/archivist_*",
        capabilities: &["create", "update"],
        purpose: "To derive a data key for each stored object.",
        since: "2018",
        calls: &[call(&TRANSIT_DATAKEY_MISSING, Goal::Encrypt, "update", "transit/datakey/plaintext/archivist_kdf")
            .is(
                "derive a data key for an object",
                "TFE cannot derive data keys for the objects it stores.",
                "Vault answers 403; no state, plan or log can be uploaded.",
            ).with(&[], DATAKEY_MORE)],
    },
    // This and the other `/config` rule match nothing: a `*` that is not last is a plain character.
    Need {
        path: "transit/keys/atlas_*/config",
        capabilities: &["read", "create", "update"],
        purpose: "Documented, but without effect.",
        since: "v202206-1",
        calls: &[],
    },
    Need {
        path: "transit/backup/atlas_*",
        capabilities: &["read"],
        purpose: "To export the keys of variables and settings into a backup.",
        since: "v202206-1",
        calls: &[call(&TRANSIT_BACKUP_MISSING, Goal::BackUp, "read", "transit/backup/atlas_example").is(
            "export the key into a backup",
            "No rule allows TFE to export the `atlas_` keys into a backup.",
            "Variables and tokens cannot be decrypted after a restore: \"encryption key not found\".",
        )],
    },
    Need {
        path: "transit/restore/atlas_*",
        capabilities: &["read", "create", "update"],
        purpose: "To import the keys of variables and settings in a restore.",
        since: "v202206-1",
        calls: &[call(&TRANSIT_RESTORE_MISSING, Goal::Restore, "update", "transit/restore/atlas_example").is(
            "import the key in a restore",
            "No rule allows TFE to import the `atlas_` keys in a restore.",
            "A restore into this Vault gets 403. Backups and daily work are not affected.",
        ).with(BACKED_UP, &["name", "force"])],
    },
    Need {
        path: "transit/keys/archivist_*/config",
        capabilities: &["read", "create", "update"],
        purpose: "Documented, but without effect.",
        since: "v202206-1",
        calls: &[],
    },
    Need {
        path: "transit/backup/archivist_*",
        capabilities: &["read"],
        purpose: "To export the key of stored objects into a backup.",
        since: "v202206-1",
        calls: &[call(&TRANSIT_BACKUP_MISSING, Goal::BackUp, "read", "transit/backup/archivist_kdf").is(
            "export the key into a backup",
            "No rule allows TFE to export the key `archivist_kdf` into a backup.",
            "Stored objects cannot be decrypted after a restore: \"encryption key not found\".",
        )],
    },
    Need {
        path: "transit/restore/archivist_*",
        capabilities: &["read", "create", "update"],
        purpose: "To import the key of stored objects in a restore.",
        since: "v202206-1",
        calls: &[call(&TRANSIT_RESTORE_MISSING, Goal::Restore, "update", "transit/restore/archivist_kdf").is(
            "import the key in a restore",
            "No rule allows TFE to import the key `archivist_kdf` in a restore.",
            "A restore into this Vault gets 403. Backups and daily work are not affected.",
        ).with(BACKED_UP, &["name", "force"])],
    },
    Need {
        path: "sys/mounts",
        capabilities: &["read"],
        purpose: "To read the mount table for health checks.",
        since: "2018",
        calls: &[call(&MOUNTS_READ_MISSING, Goal::LogIn, "read", "sys/mounts").is(
            "read the mount table for the health check",
            "TFE cannot read Vault's mount table.",
            "The documented health check of the mount table gets 403.",
        )],
    },
];
