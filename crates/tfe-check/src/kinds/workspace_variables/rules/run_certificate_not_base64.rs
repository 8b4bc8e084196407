//! Certificates that an agent cannot decode.

use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::given::given;
use crate::knowledge::rules::workspace_variables::RUN_CERTIFICATE_NOT_BASE64;
use crate::knowledge::runs::Form;
use crate::variables::Variable;
use text::base64;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for given in given(facts).filter(|given| given.known.form == Form::Certificate) {
        let found = certificate(given.variable, given.value);
        out.extend(found.map(|finding| given.with_source(finding)));
    }
    out
}

fn certificate(variable: &Variable, value: &str) -> Option<Finding> {
    const PEM: &str = "-----BEGIN CERTIFICATE-----";
    let decoded = base64::decode(value).and_then(|bytes| String::from_utf8(bytes).ok());
    if decoded.is_some_and(|text| text.contains("-----BEGIN ")) {
        return None;
    }
    let pem = value.replace("\\n", "\n");
    let is_whole = pem.contains(PEM) && pem.contains("-----END CERTIFICATE-----");
    let fix = is_whole.then(|| {
        let encoded = base64::encode(&format!("{}\n", pem.trim_end()));
        Fix::review("Encode the certificate", Edit::replace(variable.place, encoded))
    });
    let what = if value.contains(PEM) {
        "The certificate is not base64-encoded."
    } else {
        "This is not the base64 of a PEM certificate."
    };
    let finding = RUN_CERTIFICATE_NOT_BASE64.at(variable.place).say(
        what,
        "The agent decodes the value before it uses it: the login to Vault fails.",
        "Encode the whole file: base64 -w0 ca.pem.",
    );
    Some(finding.fix(fix))
}
