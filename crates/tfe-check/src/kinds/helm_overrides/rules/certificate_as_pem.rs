//! Certificates that are not encoded.

use helm_values::Value;

use super::certificate_values::Form;
use super::{certificate_values, place};
use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::CERTIFICATE_AS_PEM;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in certificate_values::all(facts) {
        if let Form::Pem = given.form {
            found.push(pem(given.value, given.lines > 1));
        }
    }
    found
}

fn pem(value: &Value, lines: bool) -> Finding {
    let found = CERTIFICATE_AS_PEM.at(place::key(value)).say(
        "This is PEM; the chart expects it base64-encoded.",
        if lines {
            "Helm stops: `YAML parse error on …/secret.yaml: could not find expected ':'`."
        } else {
            "The cluster rejects the Secret: `illegal base64 data at input byte`."
        },
        "Encode it on one line: `base64 -w0 FILE`.",
    );
    if lines { found } else { found.stage(Stage::Cluster) }
}
