//! A CA bundle that is base64 of something else than PEM.

use super::certificate_values::Form;
use super::{certificate_values, place};
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::CA_BUNDLE_NOT_PEM;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in certificate_values::all(facts) {
        let long = given.path == "tls.caCertData" && given.text.len() > 64;
        if long && matches!(given.form, Form::Base64 { pem: false }) {
            found.push(CA_BUNDLE_NOT_PEM.at(place::key(given.value)).say(
                "The CA bundle is not PEM after decoding.",
                "The tls startup check fails, and TFE does not start.",
                "Encode the PEM file: `base64 -w0 ca.pem`.",
            ));
        }
    }
    found
}
