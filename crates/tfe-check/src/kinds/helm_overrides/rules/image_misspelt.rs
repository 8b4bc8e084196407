//! The name of HashiCorp's registry, or of its image, with a slip in it.

use helm_values::Data;

use super::image_parts::HASHICORP;
use super::{change, image_parts, place};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::IMAGE_MISSPELT;

/// The image as both registries call it.
const IMAGE: &str = "hashicorp/terraform-enterprise";

/// More letters than this are another name.
const MOST: usize = 2;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let repository = image_parts::text(facts, "image.repository");
    // Names of other companies' hosts are theirs; `hashicorp.com` is not.
    let registry = HASHICORP.iter().find(|host| host.ends_with(".com"));
    let meant = registry.filter(|host| is_slip(&repository, host));
    let mut found = Vec::new();
    found.extend(meant.and_then(|host| say(facts, "image.repository", host)));
    let name = image_parts::text(facts, "image.name");
    let own = registry.is_some_and(|host| repository == **host) || meant.is_some();
    if own && is_slip(&name, IMAGE) {
        found.extend(say(facts, "image.name", IMAGE));
    } else {
        found.extend(registry.and_then(|host| elsewhere(facts, host, &repository, &name)));
    }
    found
}

/// Another path in the registry, where `hashicorp` is missing or given twice.
fn elsewhere(facts: &Facts<'_>, host: &str, repository: &str, name: &str) -> Option<Finding> {
    // What is joined with the host, or has a tag, other rules report.
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_/".contains(c);
    let is_path = !name.is_empty() && name.chars().all(plain) && !name.ends_with('/');
    let (key, written) = match repository.strip_prefix(host)? {
        "" if is_path && !name.starts_with(IMAGE) => ("image.name", IMAGE),
        "/hashicorp" if name == IMAGE => ("image.repository", host),
        _ => return None,
    };
    let value = facts.key(key)?;
    let edits = change::put(facts, &change::key_path(facts, key), Data::String(written.into()));
    let title = format!("Write `{written}`");
    let found = IMAGE_MISSPELT.at(place::value(value)).severity(Severity::Warning).say(
        format!("TFE's image in this registry is `{IMAGE}`."),
        "Another one most likely does not exist, and the pod stops with `ErrImagePull`.",
        format!("{title}."),
    );
    Some(found.fix(edits.map(|edits| Fix::review(title, edits))))
}

fn is_slip(written: &str, right: &str) -> bool {
    written != right && !is_placeholder(written) && text::distance(written, right) <= MOST
}

fn say(facts: &Facts<'_>, key: &'static str, right: &str) -> Option<Finding> {
    let value = facts.key(key)?;
    let edits = change::put(facts, &change::key_path(facts, key), Data::String(right.into()));
    let title = format!("Write `{right}`");
    Some(
        IMAGE_MISSPELT
            .at(place::value(value))
            .say(
                format!("`{key}` is most likely meant to be `{right}`."),
                "There is no such image, and the pod stops with `ErrImagePull`.",
                format!("{title}."),
            )
            .fix(edits.map(|edits| Fix::safe(title, edits))),
    )
}
