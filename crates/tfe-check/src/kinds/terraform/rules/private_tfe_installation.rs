//! The installation itself: a generation that is over.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::knowledge::rules::terraform::PRIVATE_TFE_INSTALLATION;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for installation in &legacy.installations {
        found.push(PRIVATE_TFE_INSTALLATION.at(installation.at).say(
            "This installs Private Terraform Enterprise, the machine image of 2016 to 2018.",
            "It gets no more releases: Replicated replaced it, and containers have replaced Replicated.",
            "Install TFE in a container; HashiCorp has modules for EKS, AKS and GKE, and for single machines.",
        ));
    }
    found
}
