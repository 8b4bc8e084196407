//! Identifiers of the clouds that do not look like one.

use super::{Facts, Finding};
use crate::kinds::workspace_variables::given::given;
use crate::knowledge::rules::workspace_variables::RUN_IDENTIFIER_MALFORMED;
use crate::knowledge::runs::Form;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for given in given(facts) {
        let found = malformed(given.variable, given.known.form, given.value);
        out.extend(found.map(|finding| given.with_source(finding)));
    }
    out
}

/// A value that cannot be what its variable is for.
fn malformed(variable: &Variable, form: Form, value: &str) -> Option<Finding> {
    let (fits, what, action) = match form {
        Form::Arn => {
            (is_arn(value), "the ARN of an AWS role", "arn:aws:iam::<account>:role/<name>")
        }
        Form::Uuid => (is_uuid(value), "a client ID", "the Application (client) ID, a UUID"),
        Form::Email => (
            value.contains('@'),
            "an email address of a service account",
            "<name>@<project>.iam.gserviceaccount.com",
        ),
        Form::Digits => (
            value.chars().all(|c| c.is_ascii_digit()),
            "a project number",
            "the number of the project, not its ID",
        ),
        Form::GcpProvider => (
            is_gcp_provider(value),
            "the full name of a provider",
            "projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>",
        ),
        _ => return None,
    };
    (!fits).then(|| {
        RUN_IDENTIFIER_MALFORMED.at(variable.place).say(
            format!("The value of {} is not {what}.", variable.name),
            "The cloud rejects the login of the run. Inferred from the form of such names.",
            format!("Write {action}."),
        )
    })
}

fn is_arn(value: &str) -> bool {
    let parts: Vec<&str> = value.splitn(6, ':').collect();
    let [arn, partition, service, region, account, role] = parts.as_slice() else { return false };
    *arn == "arn"
        && (*partition == "aws" || partition.starts_with("aws-"))
        && *service == "iam"
        && region.is_empty()
        && account.len() == 12
        && account.chars().all(|c| c.is_ascii_digit())
        && role.strip_prefix("role/").is_some_and(|name| !name.is_empty())
}

fn is_uuid(value: &str) -> bool {
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && value.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

fn is_gcp_provider(value: &str) -> bool {
    let parts: Vec<&str> = value.split('/').collect();
    let [
        "projects",
        number,
        "locations",
        "global",
        "workloadIdentityPools",
        pool,
        "providers",
        provider,
    ] = parts.as_slice()
    else {
        return false;
    };
    number.chars().all(|c| c.is_ascii_digit())
        && !number.is_empty()
        && !pool.is_empty()
        && !provider.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_their_forms() {
        assert!(
            is_arn("arn:aws:iam::111122223333:role/a")
                && is_arn("arn:aws-cn:iam::111122223333:role/a/b")
        );
        assert!(
            !is_arn("arn:aws:iam::1111:role/a")
                && !is_arn("arn:aws:iam::111122223333:user/a")
                && !is_arn("deploy")
        );
        assert!(is_uuid("01234567-89ab-cdef-0123-456789abcdef") && !is_uuid("my-app"));
        assert!(is_gcp_provider("projects/1/locations/global/workloadIdentityPools/a/providers/b"));
        assert!(!is_gcp_provider(
            "projects/my-project/locations/global/workloadIdentityPools/a/providers/b"
        ));
    }
}
