//! The chart's pull secret, removed.

use helm_values::{Data, Value};

use super::image_parts::HASHICORP;
use super::{image_parts, place};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::PULL_SECRET_TAKEN_AWAY;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    pull_secrets(facts).into_iter().collect()
}

fn pull_secrets(facts: &Facts<'_>) -> Option<Finding> {
    let value = facts.key("imagePullSecrets")?;
    let empty = match &value.data {
        Data::Null => true,
        Data::List(items) => items.is_empty(),
        _ => false,
    };
    let repository = image_parts::text(facts, "image.repository");
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
