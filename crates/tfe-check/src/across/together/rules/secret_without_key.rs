//! Keys that values take from a Secret which does not have them.

use text::short;

use crate::across::together::member::{At, Member, Script};
use crate::across::together::say::{put, say};
use crate::across::together::secrets::{Secret, secrets};
use crate::base::finding::Finding;
use crate::base::versions::Versions;
use crate::kinds::helm_overrides::{NamedKey, named_keys, pull_secrets};
use crate::knowledge::rules::any::SECRET_WITHOUT_KEY;

/// Compares the keys that values take from Secrets with those that the Secrets have.
pub(in crate::across::together) fn find(
    values: &[&Member],
    scripts: &[Script<'_>],
    versions: &Versions,
) -> Vec<(usize, Finding)> {
    let secrets: Vec<Secret> = scripts.iter().flat_map(secrets).collect();
    if secrets.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for member in values {
        for wanted in named_keys(&member.text, versions) {
            // Several of one name are in several namespaces.
            let mut same = secrets.iter().filter(|secret| secret.name == wanted.secret);
            let (Some(secret), None) = (same.next(), same.next()) else { continue };
            if secret.keys.contains(&wanted.key) {
                continue;
            }
            let Some(at) = member.at(wanted.span) else { continue };
            put(&mut found, at, without_key(&wanted, at, secret));
        }
        for (name, span) in pull_secrets(&member.text, versions) {
            let mut same = secrets.iter().filter(|secret| secret.name == name);
            let (Some(secret), None) = (same.next(), same.next()) else { continue };
            let Some(at) = member.at(span) else { continue };
            if !PULL_TYPES.contains(&secret.kind.as_str()) {
                put(&mut found, at, of_another_type(&name, at, secret));
            }
        }
    }
    found
}

/// The types of Secrets that Kubernetes pulls images with.
const PULL_TYPES: [&str; 2] = ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"];

fn of_another_type(name: &str, at: At, secret: &Secret) -> Finding {
    say(&SECRET_WITHOUT_KEY, at, secret.at, "The Secret is written here.").say(
        format!(
            "The Secret `{name}` is not one to pull images with: its type is {}.",
            short(&secret.kind)
        ),
        "Kubernetes does not use it: the image is not pulled, `ErrImagePull`.",
        "Make it with `kubectl create secret docker-registry`, or name the right one.",
    )
}

fn without_key(wanted: &NamedKey, at: At, secret: &Secret) -> Finding {
    let NamedKey { secret: name, key, .. } = wanted;
    say(&SECRET_WITHOUT_KEY, at, secret.at, "The Secret is written here.").say(
        format!("The Secret `{name}` has no key `{key}`."),
        "The pod does not start: `CreateContainerConfigError`, or the file is not mounted.",
        format!("Add `{key}` to the Secret, or name the right one."),
    )
}
