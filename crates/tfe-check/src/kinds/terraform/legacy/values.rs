//! Values that the module for Private Terraform Enterprise, or Amazon, does not take.

use text::{Edit, short};

use super::variable::Variable;
use crate::base::finding::{Finding, Fix};
use crate::knowledge::rules::terraform::{
    PRIVATE_TFE_BUCKET_DESTROYED, PRIVATE_TFE_BUCKET_NOT_A_NAME,
    PRIVATE_TFE_CERTIFICATE_OF_ANOTHER_REGION, PRIVATE_TFE_ENCRYPTION_NOT_KMS,
    PRIVATE_TFE_FQDN_MALFORMED, PRIVATE_TFE_OLD_BUCKET_MANAGED, PRIVATE_TFE_PARTITION_WRONG,
    PRIVATE_TFE_SNAPSHOT_NOT_ENCRYPTED, PRIVATE_TFE_SUBNETS_TOO_FEW,
};

pub(super) fn find(variables: &[Variable<'_>], out: &mut Vec<Finding>) {
    let all = Variables(variables);
    let found = [
        fqdn(&all),
        bucket(&all),
        old_bucket(&all),
        snapshot(&all),
        encryption(&all),
        certificate(&all),
        subnets(&all),
        partition(&all),
        destroyed(&all),
    ];
    out.extend(found.into_iter().flatten());
}

/// All variables of an installation.
struct Variables<'v>(&'v [Variable<'v>]);

impl<'v> Variables<'v> {
    fn get(&self, name: &str) -> Option<&'v Variable<'v>> {
        self.0.iter().find(|variable| variable.name == name)
    }

    /// A variable with its text, where that is set.
    fn text(&self, name: &str) -> Option<(&'v Variable<'v>, &'v str)> {
        let variable = self.get(name)?;
        let text = variable.text().filter(|text| !text.trim().is_empty())?;
        Some((variable, text))
    }
}

fn fqdn(all: &Variables<'_>) -> Option<Finding> {
    let (variable, text) = all.text("fqdn")?;
    let bare = text.split_once("://").map_or(text, |(_, rest)| rest);
    let bare = bare.split('/').next().unwrap_or(bare);
    if bare == text && !text.contains('_') {
        return None;
    }
    let fix = Fix::safe("Keep only the host name", Edit::replace(variable.inside(), bare));
    let fix = Some(fix).filter(|_| bare != text && !bare.is_empty());
    let found = PRIVATE_TFE_FQDN_MALFORMED.at(variable.inside()).say(
        "`fqdn` must be the host name that users type, and nothing else.",
        "Redirects and CSRF checks use it: with another name nobody can log in.",
        "Write only the host name.",
    );
    Some(found.fix(fix))
}

fn bucket(all: &Variables<'_>) -> Option<Finding> {
    let (variable, text) = all.text("bucket_name")?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if text.chars().all(is_name) {
        return None;
    }
    Some(PRIVATE_TFE_BUCKET_NOT_A_NAME.at(variable.inside()).say(
        format!("`{}` is not the name of a bucket.", short(text)),
        "S3 allows only lower-case letters, digits, dots and hyphens: `InvalidBucketName`.",
        "Write the name of the bucket, without `s3://`.",
    ))
}

/// The bucket of the generation before, which Terraform must not try to create.
fn old_bucket(all: &Variables<'_>) -> Option<Finding> {
    let (variable, text) = all.text("bucket_name")?;
    let managed = all.get("manage_bucket");
    let on = managed.is_none_or(|managed| managed.switch() == Some(true));
    if !text.ends_with("-storagelocker") || !on {
        return None;
    }
    let fix = match managed {
        Some(managed) => Edit::replace(managed.place, "false"),
        None => Edit::insert(variable.place.end, "\nmanage_bucket = false"),
    };
    let found = PRIVATE_TFE_OLD_BUCKET_MANAGED.at(variable.inside()).say(
        "This is the bucket of the old installation, and Terraform would create it again.",
        "terraform apply stops: `BucketAlreadyOwnedByYou`.",
        "Add `manage_bucket = false`.",
    );
    Some(found.fix(Fix::review("Set `manage_bucket = false`", fix)))
}

fn snapshot(all: &Variables<'_>) -> Option<Finding> {
    let (variable, text) = all.text("db_snapshot_identifier")?;
    (text == "tfe-legacy-1").then(|| {
        PRIVATE_TFE_SNAPSHOT_NOT_ENCRYPTED.at(variable.inside()).say(
            "This is the suggested name of the snapshot that is not encrypted.",
            "The database is restored without encryption, or the restore stops.",
            "Name the encrypted copy; the documentation calls it `tfe-legacy-upgrade`.",
        )
    })
}

fn encryption(all: &Variables<'_>) -> Option<Finding> {
    let (variable, text) = all.text("archivist_sse")?;
    (text != "aws:kms").then(|| {
        PRIVATE_TFE_ENCRYPTION_NOT_KMS.at(variable.inside()).say(
            format!("`{}` is not a value of `archivist_sse`.", short(text)),
            "The only encryption that it accepts is `aws:kms`.",
            "Write `aws:kms`, or leave it out.",
        )
    })
}

/// `arn:aws:acm:us-east-1:…`
fn arn_part(arn: &str, part: usize) -> Option<&str> {
    let mut parts = arn.split(':');
    (parts.next() == Some("arn")).then(|| parts.nth(part - 1)).flatten()
}

fn certificate(all: &Variables<'_>) -> Option<Finding> {
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

fn subnets(all: &Variables<'_>) -> Option<Finding> {
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

fn partition(all: &Variables<'_>) -> Option<Finding> {
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

fn destroyed(all: &Variables<'_>) -> Option<Finding> {
    let variable = all.get("bucket_force_destroy")?;
    (variable.switch() == Some(true)).then(|| {
        PRIVATE_TFE_BUCKET_DESTROYED.at(variable.key).say(
            "`terraform destroy` deletes the bucket with all data and backups in it.",
            "The backups of the installation are in the same bucket.",
            "Leave it out unless the installation is only a test.",
        )
    })
}
