//! An image whose host or name is given twice.

use text::short;

use super::image_parts::HASHICORP;
use super::{image_parts, place};
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::IMAGE_PATH_DOUBLED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    doubled(facts).into_iter().collect()
}

fn doubled(facts: &Facts<'_>) -> Option<Finding> {
    let (repository, name) =
        (image_parts::text(facts, "image.repository"), image_parts::text(facts, "image.name"));
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
