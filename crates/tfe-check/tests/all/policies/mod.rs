//! Policies as operators write them: such that work, and such with one fault and what is said of it.

/// What TFE needs, in the documented order.
const NEEDED: [(&str, &str); 18] = [
    ("sys/leases/renew", "create update"),
    ("sys/renew", "create update"),
    ("auth/token/renew", "create update"),
    ("auth/token/renew-self", "create update"),
    ("auth/approle/login", "create update"),
    ("transit/keys/atlas_*", "read create update"),
    ("transit/keys/archivist_*", "read create update"),
    ("transit/sign/atlas_*", "create update"),
    ("transit/encrypt/atlas_*", "create update"),
    ("transit/decrypt/atlas_*", "create update"),
    ("transit/encrypt/archivist_*", "create update"),
    ("transit/decrypt/archivist_*", "create update"),
    ("transit/datakey/plaintext/archivist_*", "create update"),
    ("transit/backup/atlas_*", "read"),
    ("transit/restore/atlas_*", "read create update"),
    ("transit/backup/archivist_*", "read"),
    ("transit/restore/archivist_*", "read create update"),
    ("sys/mounts", "read"),
];

/// A policy of Private TFE, with what its operators added.
pub(crate) const PRIVATE_TFE: &str = include_str!("private_tfe.hcl");

/// A policy under the name of its file.
pub(crate) struct Case {
    pub name: &'static str,
    pub text: String,
    /// The findings above an information that it has to give.
    pub told: Vec<&'static str>,
    pub tfe: Option<&'static str>,
}

pub(crate) fn rule(path: &str, words: &str) -> String {
    limited(path, words, "")
}

fn limited(path: &str, words: &str, more: &str) -> String {
    let list: Vec<String> = words.split_whitespace().map(|w| format!("\"{w}\"")).collect();
    format!("path \"{path}\" {{\n  capabilities = [{}]\n{more}}}\n", list.join(", "))
}

/// The rules of the whole policy: paths and capabilities.
pub(crate) fn needed() -> impl Iterator<Item = (&'static str, &'static str)> {
    NEEDED.into_iter()
}

pub(crate) fn whole() -> String {
    NEEDED.iter().map(|(path, words)| rule(path, words)).collect()
}

/// The whole policy with another text in place of one rule.
fn with(path: &str, other: &str) -> String {
    let words = NEEDED.iter().find(|(p, _)| *p == path).unwrap().1;
    whole().replace(&rule(path, words), other)
}

fn without(path: &str) -> String {
    with(path, "")
}

fn and(more: &str) -> String {
    whole() + more
}

fn json(rules: &[(&str, &str)]) -> String {
    let rules: Vec<String> = rules
        .iter()
        .map(|(path, words)| {
            let list: Vec<String> = words.split_whitespace().map(|w| format!("\"{w}\"")).collect();
            format!("    \"{path}\": {{ \"capabilities\": [{}] }}", list.join(", "))
        })
        .collect();
    format!("{{\n  \"path\": {{\n{}\n  }}\n}}\n", rules.join(",\n"))
}

pub(crate) fn whole_json() -> String {
    json(&NEEDED)
}

fn case(name: &'static str, text: String, told: &[&'static str]) -> Case {
    Case { name, text, told: told.to_vec(), tfe: None }
}

/// Such that work: nothing above an information may be said.
pub(crate) fn working() -> Vec<Case> {
    let works = |name, text| case(name, text, &[]);
    let wide: String =
        ["keys/", "encrypt/", "decrypt/", "sign/", "datakey/", "backup/", "restore/"]
            .iter()
            .map(|call| rule(&format!("transit/{call}*"), "create read update"))
            .collect();
    let plus = rule("transit/+/atlas_*", "create read update")
        + &rule("transit/+/archivist_*", "create read update")
        + &rule("transit/keys/+/config", "update")
        + &rule("transit/datakey/plaintext/archivist_*", "update");
    let single: String =
        NEEDED.iter().flat_map(|(path, words)| words.split(' ').map(|w| rule(path, w))).collect();
    let compact = whole().replace("{\n  ", "{ ").replace("\n}", " }");
    let kdf = whole().replace("archivist_*", "archivist_kdf")
        + &rule("transit/keys/archivist_kdf/config", "update");
    let era = |tfe, text| Case { tfe: Some(tfe), ..works("tfe.hcl", text) };
    let mounts = rule("sys/mounts", "read");
    let tokens = rule("auth/token/lookup-self", "read")
        + &rule("auth/token/renew-self", "update")
        + &rule("auth/token/revoke-self", "update");
    let hard = "  denied_parameters = {\n    \"deletion_allowed\" = []\n  }\n";
    let auto =
        rule("sys/storage/raft/snapshot-auto/config/*", "create read update delete list sudo");
    vec![
        works("tfe.hcl", whole()),
        works("tfe.hcl", compact),
        works("tfe.hcl", single),
        works("tfe.hcl", kdf),
        works("tfe.hcl", wide + &mounts),
        works("tfe.hcl", plus + &mounts),
        works("tfe.json", json(&NEEDED)),
        works("tfe.hcl", whole().replace("path \"", "path \"/")),
        works("tfe.hcl", whole().replace('\n', "\r\n")),
        works("tfe.hcl", whole().replace("  cap", "\t# only what is needed\n\tcap")),
        works("tfe.hcl", whole() + &whole()),
        works("tfe.hcl", whole() + &whole().replace("transit/", "tfe-dev/")),
        works("tfe.hcl", and(&rule("secret/data/tfe/*", "read list"))),
        works("tfe.hcl", and(&rule("sys/renew/*", "create update"))),
        works("tfe.hcl", and(&rule("transit/*", "deny"))),
        works("tfe.hcl", and(&rule("transit/export/*", "deny"))),
        works("tfe.hcl", and(&rule("transit/keys/atlas_*/config", "read create update"))),
        works("tfe.hcl", with("sys/mounts", "path \"sys/mounts\" {\n  policy = \"read\"\n}\n")),
        works("tfe.hcl", and(&rule("transit/keys/atlas_*/config", "read update delete"))),
        works("tfe.hcl", whole().replace("transit/", "${transit}/")),
        works(
            "tfe.hcl",
            and(&rule("transit/keys/atlas_*/config", "update"))
                .replace("transit/", "${var.mount}/"),
        ),
        works("tfe.hcl", whole().replace("path \"", "path \"admin/")),
        works(
            "tfe.hcl",
            with(
                "transit/encrypt/atlas_*",
                &limited(
                    "transit/encrypt/atlas_*",
                    "create update",
                    "  required_parameters = [\"plaintext\"]\n",
                ),
            ),
        ),
        works(
            "tfe.hcl",
            with(
                "transit/keys/atlas_*",
                &limited("transit/keys/atlas_*", "create read update", hard),
            ),
        ),
        era("v202201-1", PRIVATE_TFE.to_owned()),
        era("v202201-1", whole()),
        era("v202206-1", without("transit/sign/atlas_*")),
        era("v202207-1", without("transit/sign/atlas_*")),
        works("tfe.hcl", whole().replace("transit/", "kms/")),
        works("orders.hcl", rule("transit/encrypt/orders", "update")),
        works("app.hcl", rule("secret/data/transit-app/*", "read")),
        works("app.hcl", rule("transit/keys/app-*", "read") + &rule("kv/*", "read")),
        works("db.hcl", rule("database/creds/atlas_reader", "read")),
        works("snapshot.hcl", rule("sys/storage/raft/snapshot", "read")),
        works("restore.hcl", rule("sys/storage/raft/snapshot", "update")),
        works("restore.hcl", rule("sys/storage/raft/snapshot-force", "update")),
        works("raft.hcl", rule("sys/storage/raft/snapshot*", "read update")),
        works("auto.hcl", auto),
        works("auto.hcl", rule("sys/storage/raft/snapshot-auto/status/*", "read")),
        works("run.hcl", tokens.clone() + &rule("secret/data/*", "read")),
        works("run.hcl", tokens + &rule("aws/sts/tfe", "update")),
        works("run.hcl", rule("/gcp/roleset/tfe/token", "read")),
        works("run.hcl", rule("aws/creds/tfe", "update") + &rule("aws/creds/tfe", "read")),
        works("run.hcl", rule("gcp/roleset/tfe", "update") + &rule("aws/sts/*", "read")),
        works("deny.hcl", rule("secret/data/private/*", "deny")),
    ]
}

/// Such with one fault, and the one finding for it; a policy of Private TFE has two.
pub(crate) fn broken() -> Vec<Case> {
    let tfe = |text: String, told: &'static str| case("tfe.hcl", text, &[told]);
    let other = |path: &str, new: &str| {
        let words = NEEDED.iter().find(|(p, _)| *p == path).unwrap().1;
        with(path, &rule(new, words))
    };
    let limit = |path: &str, more: &str| {
        let words = NEEDED.iter().find(|(p, _)| *p == path).unwrap().1;
        with(path, &limited(path, words, more))
    };
    let both = |new: &str| {
        other("transit/backup/atlas_*", new)
            .replace(&rule("transit/backup/archivist_*", "read"), "")
    };
    let wide = |start: &str, path: &str, words: &str| {
        let others = NEEDED.iter().filter(|(p, _)| !p.starts_with(start));
        rule(path, words) + &others.map(|(path, words)| rule(path, words)).collect::<String>()
    };
    let write = "path \"transit/keys/atlas_*\" {\n  policy = \"write\"\n}\n";
    let denied = "  denied_parameters = {\n    \"*\" = []\n  }\n";
    let allowed = "  allowed_parameters = {\n    \"context\" = []\n  }\n";
    let mut cases = vec![
        case(
            "tfe.hcl",
            PRIVATE_TFE.to_owned(),
            &["policy-of-private-tfe", "transit-key-read-missing"],
        ),
        tfe(whole().replace("transit/", "transite/"), "transit-mounted-elsewhere"),
        tfe(whole().replace("transit/", "secret/data/transit/"), "transit-mounted-elsewhere"),
        tfe(other("transit/backup/atlas_*", "kms/backup/atlas_*"), "transit-mounts-mixed"),
        tfe(other("transit/backup/atlas_*", "transite/backup/atlas_*"), "misspelt-path"),
        tfe(other("transit/keys/archivist_*", "transit/keys/archvist_*"), "misspelt-path"),
        tfe(other("transit/keys/atlas_*", "transit/keys/atlas-*"), "misspelt-path"),
        tfe(other("transit/encrypt/atlas_*", "transit/encrypt/atlas_"), "misspelt-path"),
        tfe(other("transit/encrypt/atlas_*", "transit/encrypt/atlas_+"), "misspelt-path"),
        tfe(other("transit/encrypt/atlas_*", "transit/encrypt/atlas_**"), "misspelt-path"),
        tfe(other("transit/encrypt/atlas_*", "transit/encrypt/atlas_* "), "misspelt-path"),
        tfe(other("transit/encrypt/atlas_*", "//transit/encrypt/atlas_*"), "misspelt-path"),
        tfe(other("sys/mounts", "sys/mounts/*"), "misspelt-path"),
        tfe(
            other("transit/datakey/plaintext/archivist_*", "transit/datakey/archivist_*"),
            "misspelt-path",
        ),
        tfe(other("transit/restore/atlas_*", "v1/transit/restore/atlas_*"), "path-with-v1-prefix"),
        tfe(other("transit/backup/atlas_*", "transit/*/atlas_*"), STAR),
        tfe(other("transit/backup/atlas_*", "transit/backup/**"), STAR),
        tfe(other("transit/backup/atlas_*", "transit/back*/atlas_*"), STAR),
        tfe(other("sys/mounts", "*/mounts"), STAR),
        tfe(both("transit/backup/*_*"), STAR),
        tfe(both("transit/backup/+*"), "plus-star-path"),
        tfe(other("transit/backup/atlas_*", "transit/backup/atlas_+*"), "plus-star-path"),
        tfe(other("transit/backup/atlas_*", "transit/+*/atlas_*"), "plus-star-path"),
        tfe(with("transit/backup/atlas_*", &rule("transit/backup/atlas_*", "")), BACKUP),
        tfe(with("transit/backup/atlas_*", &rule("transit/backup/atlas_*", "create")), BACKUP),
        tfe(with("transit/backup/atlas_*", &rule("transit/backup/atlas_*", "deny")), DENY),
        tfe(with("transit/backup/atlas_*", &rule("transit/backup/atlas_*", "read deny")), DENY),
        tfe(and(&rule("transit/keys/archivist_kdf", "deny")), DENY),
        tfe(and(&rule("transit/backup/atlas_*", "deny")), "deny-beside-grant"),
        tfe(and(&rule("transit/keys/archivist_kdf", "update")), "transit-key-read-missing"),
        tfe(limit("transit/encrypt/atlas_*", denied), "parameter-limit-blocks-need"),
        tfe(limit("transit/decrypt/archivist_*", allowed), "parameter-limit-blocks-need"),
        tfe(
            limit("transit/keys/atlas_*", "  min_wrapping_ttl = \"5m\"\n"),
            "wrapping-limit-blocks-need",
        ),
        tfe(with("transit/keys/atlas_*", write), "key-delete-granted"),
        tfe(wide("transit/", "transit/*", "create read update list"), BROAD),
        tfe(wide("transit/", "transit/*", "create read update list").replace('\n', "\r\n"), BROAD),
        tfe(wide("sys/", "sys/*", "create read update").replace("path", "  path"), BROAD),
        tfe(
            wide("", "+/*", "create read update") + &rule("transit/keys/atlas_x", "read update"),
            BROAD,
        ),
        case("tfe.json", json(&[("transit/*", "create read update"), NEEDED[17]]), &[BROAD]),
        tfe(rule("transit/*", "") + &rule("sys/mounts", "read"), "rule-grants-nothing"),
        tfe(format!("# {}", whole().replace('\n', "\n# ")), "policy-without-rules"),
        tfe(rule("sys/storage/raft/snapshot", "read"), "policy-not-as-named"),
        case("snapshot.hcl", whole(), &["policy-not-as-named"]),
        case("s.hcl", rule("sys/storage/raft/snapshot", "create"), &["snapshot-read-missing"]),
        case("s.hcl", rule("sys/storage/raft/snapshots", "read"), &["misspelt-path"]),
        case("s.hcl", rule("v1/sys/storage/raft/snapshot", "read"), &["path-with-v1-prefix"]),
        case(
            "s.hcl",
            rule("sys/storage/raft/snapshot-auto/config/*", "create read update delete list"),
            &["snapshot-sudo-missing"],
        ),
        case("run.hcl", rule("aws/creds/tfe", "list"), &["secrets-path-not-readable"]),
        case("run.hcl", rule("azure/creds/tfe", "update"), &["secrets-path-not-readable"]),
        case("run.hcl", rule("gcp/roleset/+/token", "update"), &["secrets-path-not-readable"]),
    ];
    let missing = NEEDED.iter().filter(|(path, _)| path.starts_with("transit"));
    cases.extend(missing.filter(|(path, _)| !path.contains("keys")).map(|(path, _)| {
        let call = path.split('/').nth(1).unwrap();
        let told = MISSING.iter().find(|rule| rule.contains(call)).unwrap();
        tfe(without(path), told)
    }));
    cases
}

const BACKUP: &str = "transit-backup-missing";
const BROAD: &str = "path-too-broad";
const STAR: &str = "star-in-the-middle";
const DENY: &str = "deny-blocks-need";
const MISSING: [&str; 6] = [
    "transit-sign-missing",
    "transit-encrypt-missing",
    "transit-decrypt-missing",
    "transit-datakey-missing",
    "transit-backup-missing",
    "transit-restore-missing",
];
