//! Variables without which the module for Private Terraform Enterprise does not work.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::kinds::terraform::legacy::meant::meant;
use crate::knowledge::rules::terraform::PRIVATE_TFE_VARIABLE_MISSING;

/// Those without a default. A password often comes from the shell.
const REQUIRED: [&str; 8] = [
    "region",
    "ami_id",
    "fqdn",
    "cert_id",
    "instance_subnet_id",
    "elb_subnet_id",
    "data_subnet_ids",
    "bucket_name",
];

/// A file with fewer of them is one of several.
const ENOUGH: usize = 5;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(missing).collect()
}

fn missing(all: &Installation<'_>) -> Option<Finding> {
    let (given, absent): (Vec<&str>, Vec<&str>) =
        REQUIRED.iter().partition(|name| all.get(name).is_some() || is_misspelt(all, name));
    if given.len() < ENOUGH || absent.is_empty() {
        return None;
    }
    let names: Vec<String> = absent.iter().map(|name| format!("`{name}`")).collect();
    Some(PRIVATE_TFE_VARIABLE_MISSING.at(all.at).say(
        format!("Required variables are not set: {}.", names.join(", ")),
        "Terraform asks for them or stops: `No value for required variable`.",
        "Add them here, or in another file of variables.",
    ))
}

/// Whether another name is that variable with a slip, which is reported as such.
fn is_misspelt(all: &Installation<'_>, name: &str) -> bool {
    all.variables.iter().any(|variable| meant(&all.variables, variable.name) == Some(name))
}
