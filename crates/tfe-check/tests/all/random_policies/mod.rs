//! Random policies: such as operators write them, with denies, wide rules and other applications'
//! keys among them. The same seed gives the same policy.

use crate::policies::rule;

/// A small generator of numbers (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most).unwrap()).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn of<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list[self.below(list.len())]
    }
}

const PATHS: [&str; 66] = [
    "transit/*",
    "transit/+/*",
    "transit/keys/*",
    "transit/encrypt/*",
    "transit/decrypt/*",
    "transit/backup/*",
    "transit/datakey/*",
    "transit/keys/+",
    "transit/+/atlas_*",
    "transit/+/archivist_*",
    "transit/+/archivist_kdf",
    "transit/+/+",
    "transit/keys/atlas_*",
    "transit/keys/archivist_*",
    "transit/keys/archivist_kdf",
    "transit/keys/archivist_kdf/config",
    "transit/keys/atlas_prod",
    "transit/encrypt/atlas_*",
    "transit/encrypt/atlas_",
    "transit/encrypt/atlas-*",
    "transit/decrypt/archivist_*",
    "transit/decrypt/archvist_*",
    "transit/datakey/plaintext/archivist_*",
    "transit/datakey/archivist_*",
    "transit/backup/atlas_*",
    "transit/restore/archivist_*",
    "transit/sign/atlas_*",
    "transit/backup/*_*",
    "transit/*/atlas_*",
    "transit/keys/orders",
    "transit/encrypt/orders",
    "transit/+/orders",
    "transit/export/*",
    "transit/random",
    "kms/keys/atlas_*",
    "kms/encrypt/archivist_*",
    "v1/transit/keys/atlas_*",
    "v1/secret/data/x",
    "/transit/keys/archivist_*",
    "//sys/mounts",
    "sys/mounts",
    "sys/mounts/*",
    "sys/*",
    "+/mounts",
    "sys/renew",
    "sys/renew/*",
    "sys/leases/renew",
    "sys/leases/renew/*",
    "auth/token/renew-self",
    "auth/token/renew/*",
    "auth/token/lookup-self",
    "auth/token/revoke-self",
    "auth/*",
    "sys/storage/raft/snapshot",
    "sys/storage/raft/snapshot*",
    "sys/storage/raft/snapshots",
    "sys/storage/raft/snapshot-force",
    "sys/storage/raft/snapshot-auto/config",
    "sys/storage/raft/snapshot-auto/config/*",
    "sys/storage/raft/snapshot-auto/status/*",
    "sys/storage/raft/*",
    "secret/data/*",
    "aws/creds/ci",
    "gcp/roleset/ci/token",
    "*",
    "+/*",
];

const WORDS: [&str; 16] = [
    "read",
    "read",
    "update",
    "create update",
    "create read update",
    "read create update",
    "list",
    "read list",
    "create",
    "delete",
    "create read update delete list",
    "create read update delete list sudo",
    "sudo",
    "patch",
    "",
    "read update",
];

/// A policy that Vault takes.
pub(crate) fn policy(random: &mut Random) -> String {
    let mut rules: Vec<String> = Vec::new();
    if random.one_in(2) {
        let gone = random.below(10);
        let all = crate::policies::needed();
        rules.extend(all.map(|(path, words)| rule(path, words)));
        for _ in 0..gone {
            let at = random.below(rules.len());
            rules.remove(at);
        }
    }
    for _ in 0..=random.below(5) {
        let words = if random.one_in(4) { "deny" } else { random.of(&WORDS) };
        let rule = rule(random.of(&PATHS), words);
        let at = random.below(rules.len() + 1);
        rules.insert(at, styled(random, rule));
    }
    let text = rules.concat();
    match random.below(8) {
        0 => text.replace('\n', "\r\n"),
        1 => text.replace("  cap", "\tcap"),
        _ => text,
    }
}

fn styled(random: &mut Random, rule: String) -> String {
    match random.below(12) {
        0 => rule.replace("{\n  ", "{ ").replace("\n}", " }"),
        1 => format!("# {rule}"),
        2 => format!("# what it is for\n{rule}"),
        3 => rule.replace("]\n}", "]\n  denied_parameters = {\n    \"exportable\" = []\n  }\n}"),
        4 => rule.replace("]\n}", "]\n  min_wrapping_ttl = \"1m\"\n}"),
        5 => format!("  {}", rule.replace("\n}", "\n  }")),
        6 => format!("{rule}\n\n"),
        _ => rule,
    }
}

/// The same with one thing wrong with it, so that Vault most likely refuses it.
pub(crate) fn damaged(random: &mut Random, text: &str) -> String {
    let faults = [
        ("\"read\"", "\"raed\""),
        ("\"update\"", "\"updte\""),
        ("\"deny\"", "\"dney\""),
        ("capabilities", "capabilites"),
        ("\", \"", "\" \""),
        ("\"]", "]"),
        ("]\n}", "]\n"),
        (" = [", " ["),
        ("[\"", "\""),
        ("path ", "pth "),
        ("\" {", " {"),
        ("\"read\"", "“read”"),
    ];
    let (right, wrong) = faults[random.below(faults.len())];
    let places: Vec<usize> = text.match_indices(right).map(|(at, _)| at).collect();
    let Some(count) = Some(places.len()).filter(|n| *n > 0) else { return text.to_owned() };
    let at = places[random.below(count)];
    format!("{}{wrong}{}", &text[..at], &text[at + right.len()..])
}
