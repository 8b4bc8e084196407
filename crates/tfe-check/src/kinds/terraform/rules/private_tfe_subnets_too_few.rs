//! Subnets in fewer zones than the database needs.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_SUBNETS_TOO_FEW;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(subnets).collect()
}

fn subnets(all: &Installation<'_>) -> Option<Finding> {
    let variable = all.get("data_subnet_ids")?;
    let few = variable.elements().is_some_and(|count| count < 2);
    few.then(|| {
        PRIVATE_TFE_SUBNETS_TOO_FEW.at(variable.key).say(
            "The database needs subnets in at least two availability zones.",
            "RDS rejects the subnet group: `DBSubnetGroupDoesNotCoverEnoughAZs`.",
            "Name at least two subnets.",
        )
    })
}
