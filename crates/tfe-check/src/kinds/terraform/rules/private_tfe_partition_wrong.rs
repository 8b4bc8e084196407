//! Another partition of AWS than that of the region.

use text::Edit;

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::kinds::terraform::legacy::variable::Variable;
use crate::knowledge::rules::terraform::PRIVATE_TFE_PARTITION_WRONG;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(partition).collect()
}

fn partition(all: &Installation<'_>) -> Option<Finding> {
    let (variable, region) = all.text("region")?;
    let wanted = match region.split('-').take(2).collect::<Vec<_>>().as_slice() {
        ["us", "gov"] => "aws-us-gov",
        ["cn", _] => "aws-cn",
        _ => return None,
    };
    let own = all.get("arn_partition");
    let written = own.map_or(Some("aws"), |own| own.text())?;
    if written == wanted {
        return None;
    }
    let fix = match own {
        Some(own) => Edit::replace(own.inside(), wanted),
        None => Edit::insert(variable.place.end, format!("\narn_partition = \"{wanted}\"")),
    };
    let at = own.map_or(variable.inside(), Variable::inside);
    let found = PRIVATE_TFE_PARTITION_WRONG.at(at).say(
        format!("The region {region} needs the partition `{wanted}`."),
        "The names of all AWS resources in the module's policies are wrong: `MalformedPolicyDocument`.",
        format!("Write `arn_partition = \"{wanted}\"`."),
    );
    Some(found.fix(Fix::review(format!("Set the partition to `{wanted}`"), fix)))
}
