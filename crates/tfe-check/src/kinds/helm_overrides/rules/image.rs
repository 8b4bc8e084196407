//! The reference of the image and the secrets to pull it with.

use helm_values::{Data, Value};
use text::short;

use super::place;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::{
    IMAGE_NAME_WITH_TAG, IMAGE_PATH_DOUBLED, PULL_SECRET_TAKEN_AWAY,
};

const HASHICORP: [&str; 2] = ["images.releases.hashicorp.com", "cp.icr.io"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(doubled(facts));
    out.extend(tagged(facts));
    out.extend(pull_secrets(facts));
}

fn text(facts: &Facts<'_>, key: &str) -> String {
    match facts.known(key) {
        Known::Text(text) => text.into_owned(),
        Known::Absent => {
            crate::knowledge::chart_key(key).and_then(|k| k.default).unwrap_or("").to_owned()
        }
        _ => String::new(),
    }
}

fn doubled(facts: &Facts<'_>) -> Option<Finding> {
    let (repository, name) = (text(facts, "image.repository"), text(facts, "image.name"));
    let first = name.split('/').next().unwrap_or("");
    let name_has_host = name.contains('/') && first.contains('.') && repository.contains('.');
    let twice = repository.trim_end_matches('/').ends_with("terraform-enterprise")
        && name.ends_with("terraform-enterprise");
    let at = match (name_has_host, twice) {
        (true, _) => facts.key("image.name")?,
        (_, true) => facts.key("image.repository")?,
        _ => return None,
    };
    let host = repository.split('/').next().unwrap_or("");
    let severity = if HASHICORP.contains(&host) { Severity::Error } else { Severity::Warning };
    Some(IMAGE_PATH_DOUBLED.at(place::value(at)).severity(severity).say(
        "The image's host or name is given twice.",
        format!(
            "The pod pulls `{}/{}` and stops with `ErrImagePull`.",
            short(&repository),
            short(&name)
        ),
        "Write the host in `repository` and the rest in `name`.",
    ))
}

/// `name:tag`, to which the chart adds a tag of its own.
fn tagged(facts: &Facts<'_>) -> Option<Finding> {
    let name = facts.key("image.name")?;
    let (bare, tag) = name.as_str()?.split_once([':', '@'])?;
    (!tag.contains('/')).then(|| {
        IMAGE_NAME_WITH_TAG.at(place::value(name)).say(
            "The image name contains a tag, and the chart adds its own.",
            format!(
                "The pod requests `{}:{}:…` and stops with `InvalidImageName`.",
                short(bare),
                short(tag)
            ),
            format!("Write `{bare}` here, and the tag in `image.tag`."),
        )
    })
}

fn pull_secrets(facts: &Facts<'_>) -> Option<Finding> {
    let value = facts.key("imagePullSecrets")?;
    let empty = match &value.data {
        Data::Null => true,
        Data::List(items) => items.is_empty(),
        _ => false,
    };
    let repository = text(facts, "image.repository");
    let own = repository.split('/').next().is_some_and(|host| HASHICORP.contains(&host));
    (empty && own).then(|| say_pull(value))
}

fn say_pull(value: &Value) -> Finding {
    PULL_SECRET_TAKEN_AWAY.at(place::key(value)).say(
        "This removes the chart's pull secret `terraform-enterprise`.",
        "Unless the account or node has a login for the registry: `ErrImagePull`.",
        "Write `- name: terraform-enterprise`, or remove the line.",
    )
}
