//! A certificate that the load balancer cannot use.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_CERTIFICATE_OF_ANOTHER_REGION;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(certificate).collect()
}

fn certificate(all: &Installation<'_>) -> Option<Finding> {
    let (variable, arn) = all.text("cert_id")?;
    let (_, region) = all.text("region")?;
    if arn_part(arn, 2) != Some("acm") {
        return None;
    }
    let own = arn_part(arn, 3).filter(|own| !own.is_empty() && *own != region)?;
    let found = PRIVATE_TFE_CERTIFICATE_OF_ANOTHER_REGION.at(variable.inside()).say(
        format!("The certificate is in {own}, and the installation in {region}."),
        "A load balancer can only use a certificate of its own region: `CertificateNotFound`.",
        "Use a certificate of the same region.",
    );
    Some(found)
}

/// `arn:aws:acm:us-east-1:…`
fn arn_part(arn: &str, part: usize) -> Option<&str> {
    let mut parts = arn.split(':');
    (parts.next() == Some("arn")).then(|| parts.nth(part - 1)).flatten()
}
