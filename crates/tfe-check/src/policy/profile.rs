//! What a policy is for, recognised from its paths.

use super::may_match;
use crate::kind::Profile;

/// TFE's where a path names one of its keys, or is as wide as the transit engine and names none of
/// another application; else the snapshot agent's, else that of runs with dynamic credentials by
/// their own paths; else none. Paths are compared by whole segments.
pub(crate) fn profile(text: &str) -> Profile {
    let bare = super::bare::bare(text);
    let text = bare.as_ref().map_or(text, |bare| bare.mended.as_str());
    let document = vault_policy::parse(text);
    let paths: Vec<Vec<&str>> = document.rules.iter().map(|r| segments(&r.path.value)).collect();
    let count = |mark: Mark| paths.iter().filter(|p| transit(p) == mark).count();
    let wide = count(Mark::Wide);
    let around = paths.iter().filter(|p| BESIDE.contains(&p.join("/").as_str())).count();
    let foreign = count(Mark::Foreign) - around;
    if count(Mark::Key) > 0
        || wide > 0 && count(Mark::OtherKey) == 0 && foreign <= wide + around
        || text_names_keys(text, document.rules.len())
    {
        Profile::TfeExternalVault
    } else if paths.iter().any(|p| snapshot(p)) {
        Profile::RaftSnapshot
    } else if paths.iter().any(|p| engine(p)) || token_of_a_run(&paths) {
        Profile::DynamicCredentials
    } else {
        Profile::None
    }
}

/// Paths of TFE's policy outside of transit, which others have too.
const BESIDE: [&str; 6] = [
    "sys/mounts",
    "sys/renew",
    "sys/leases/renew",
    "auth/token/renew",
    "auth/token/renew-self",
    "auth/approle/login",
];

/// What the API of the transit engine does with a key.
const CALLS: [&str; 9] =
    ["keys", "sign", "encrypt", "decrypt", "datakey", "plaintext", "backup", "restore", "wrapped"];

/// What a path says about TFE.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It names a key of TFE.
    Key,
    /// All keys of the transit engine.
    Wide,
    /// A key of another application.
    OtherKey,
    /// No path of a transit engine.
    Foreign,
}

/// The parts of a path, without what is often written before it by mistake.
fn segments(path: &str) -> Vec<&str> {
    let bare = path.trim().trim_start_matches('/');
    let bare = match bare.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => bare,
    };
    bare.strip_prefix("v1/").unwrap_or(bare).split('/').filter(|s| !s.is_empty()).collect()
}

fn transit(path: &[&str]) -> Mark {
    let keyed = path.windows(2).any(|pair| match pair {
        [before, key] => is_call(before) && is_key(key),
        _ => false,
    });
    if keyed {
        return Mark::Key;
    }
    let engine = |s: &&str| s.eq_ignore_ascii_case("transit");
    // In the second place behind a namespace.
    let Some(at) = path.iter().take(2).position(engine) else {
        let misspelt = path.first().is_some_and(|s| super::place::misspelt(s));
        let wide = matches!(path, [_, call, key] if is_call(call) && is_any(key));
        return if misspelt && wide { Mark::Wide } else { Mark::Foreign };
    };
    let behind = path.get(at + 1..).unwrap_or_default();
    let behind = match behind {
        ["datakey", _, rest @ ..] => rest,
        [call, rest @ ..] if is_call(call) || is_wild(call) => rest,
        [] => return Mark::Wide,
        _ => return Mark::OtherKey,
    };
    match behind {
        [key, ..] if !is_any(key) => Mark::OtherKey,
        _ => Mark::Wide,
    }
}

fn is_wild(part: &str) -> bool {
    part.ends_with('*') || part == "+"
}

/// Whether a part stands for TFE's keys too, without naming them.
fn is_any(key: &str) -> bool {
    key.contains(['+', '*']) && ["atlas_x", "archivist_kdf"].iter().any(|k| may_match(key, k))
}

fn is_call(part: &str) -> bool {
    is_wild(part) || CALLS.contains(&part) || text::nearest(part, CALLS).is_some()
}

/// `atlas_…` and `archivist_…`, and what is most likely meant so.
fn is_key(part: &str) -> bool {
    let part = part.trim().to_ascii_lowercase();
    if part.starts_with("atlas_") || part.starts_with("archivist_") {
        return true;
    }
    let word = part.split(['_', '-', '*', '+']).next().unwrap_or("");
    let rest = part.get(word.len()..).unwrap_or("").trim_matches(['_', '-', '*', '+']);
    let near = word == "atlas" || word == "archivist" || {
        let near = text::nearest(word, ["atlas", "archivist"]);
        near.is_some_and(|n| text::distance(word, n) <= if n == "atlas" { 1 } else { 2 })
    };
    near && (rest.is_empty() || rest == "kdf") && part != word
}

fn snapshot(path: &[&str]) -> bool {
    let path: Vec<&str> = path.iter().copied().filter(|p| *p != "*").collect();
    let behind = path.windows(3).position(|p| p == ["sys", "storage", "raft"]).map(|at| at + 3);
    if let Some(behind) = behind {
        let next = path.get(behind).copied();
        return next.is_none_or(|n| is_wild(n) || n.starts_with("snapshot"));
    }
    let bare = path.join("/");
    let bare = bare.trim_end_matches('*');
    bare.len() > 12 && text::distance(bare, super::needs::SNAPSHOT) <= 2
}

/// Where secrets engines hand out cloud credentials.
fn engine(path: &[&str]) -> bool {
    const GIVES: [&str; 5] = ["creds", "sts", "roleset", "static-account", "impersonated-account"];
    match path {
        ["aws" | "gcp" | "azure", ..] => true,
        [mount, call, _, ..] => {
            ["aws", "gcp", "azure"].iter().any(|e| mount.contains(e)) && GIVES.contains(call)
        }
        _ => false,
    }
}

/// The token paths of a run, beside the secrets that it reads.
fn token_of_a_run(paths: &[Vec<&str>]) -> bool {
    let has = |path: [&str; 3]| paths.iter().any(|p| p == &path);
    has(["auth", "token", "lookup-self"])
        && has(["auth", "token", "revoke-self"])
        && paths.iter().any(|p| !matches!(p.first(), None | Some(&("auth" | "sys"))))
}

/// A damaged paste may have no readable rule at all.
fn text_names_keys(text: &str, rules: usize) -> bool {
    rules == 0 && ["transit/", "atlas_", "archivist_"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paths: &[&str]) -> Profile {
        let rule = |p: &&str| format!("path \"{p}\" {{\n  capabilities = [\"read\"]\n}}\n");
        profile(&paths.iter().map(rule).collect::<String>())
    }

    #[test]
    fn a_policy_of_tfe_names_its_keys_or_is_wide() {
        for paths in [
            &["transit/keys/atlas_*"][..],
            &["transite/encrypt/atlas_*", "sys/mounts"],
            &["transit/keys/archvist_*"],
            &["transit/encrypt/atlas-*"],
            &["admin/transit/decrypt/archivist_*"],
            &["${mount}/decrypt/archivist_kdf"],
            &["v1/transit/keys/atlas_*"],
            &["transit/*", "sys/mounts"],
            &["transit/+/*", "secret/data/tfe"],
            &["transit/encrypt/*", "transit/decrypt/*", "sys/mounts", "sys/renew"],
            &["tfe/transit/*", "tfe/sys/mounts"],
            &["+/keys/atlas_*"],
            &["transit/backup/*_*", "sys/mounts"],
            &["transit/backup/+*"],
        ] {
            assert_eq!(of(paths), Profile::TfeExternalVault, "{paths:?}");
        }
    }

    #[test]
    fn an_application_has_keys_of_its_own() {
        for paths in [
            &["secret/data/transit-app/*"][..],
            &["transit/encrypt/orders", "transit/decrypt/orders"],
            &["transit/encrypt/orders", "transit/keys/*"],
            &["transit/keys/app-*", "transit/encrypt/app-*"],
            &["secret/data/atlas_app", "database/creds/atlas_reader"],
            &["transit/*", "secret/*", "pki/*", "identity/*", "sys/*"],
            &["transit-app/config"],
            &["sys/storage/raft/configuration"],
            &["*"],
        ] {
            assert_eq!(of(paths), Profile::None, "{paths:?}");
        }
    }

    #[test]
    fn snapshots_and_runs_have_paths_of_their_own() {
        for path in [
            "sys/storage/raft/snapshot",
            "v1/sys/storage/raft/snapshot",
            "sys/storage/raft/snapshots",
            "sys/storage/raft/snapshot-auto/config/*",
            "sys/storage/raft/*",
            "admin/sys/storage/raft/snapshot-force",
        ] {
            assert_eq!(of(&[path]), Profile::RaftSnapshot, "{path}");
        }
        for paths in [
            &["aws/creds/ci"][..],
            &["gcp-prod/roleset/ci/token"],
            &["auth/token/lookup-self", "auth/token/revoke-self", "secret/data/ci"],
        ] {
            assert_eq!(of(paths), Profile::DynamicCredentials, "{paths:?}");
        }
    }
}
