//! A token of a type that nobody can renew.

use text::Edit;

use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::any::APPROLE_BATCH_TOKEN;
use crate::roles::approle::Role;

pub(super) fn find(role: &Role) -> Vec<Finding> {
    let batch = role.find("token_type").filter(|setting| setting.value.contains("batch"));
    let Some(batch) = batch else { return Vec::new() };
    let service = role.style.word("service");
    let right = role.style.pair("token_type", &service);
    let edit = Edit::replace(batch.value_span, role.style.quoted("service"));
    let fix = Fix::review(format!("Write {right}"), edit);
    vec![APPROLE_BATCH_TOKEN.at(batch.span()).fix(fix).say(
        "Batch tokens cannot be renewed.",
        "TFE loses access to Vault when the token expires.",
        format!("Remove token_type, or write {right}."),
    )]
}
