//! Values that do not have the form that is documented.

use text::{Edit, Vocabulary, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::carry::base64;
use crate::carry::variables::Variable;
use crate::kinds::workspace_variables::names::Named;
use crate::knowledge::rules::workspace_variables::{
    RUN_CERTIFICATE_NOT_BASE64, RUN_IDENTIFIER_MALFORMED, RUN_MOUNT_PATH_MALFORMED,
    RUN_SECONDS_MALFORMED, RUN_VALUE_NOT_ALLOWED, RUN_VAULT_ADDRESS_MALFORMED,
};
use crate::knowledge::runs::{Form, Known};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for (variable, named) in &facts.known {
        let value = variable.value.as_deref().filter(|value| !value.is_empty());
        if let Some((known, value)) = named.known.zip(value) {
            out.extend(one(variable, *named, known, value));
        }
    }
}

fn one(variable: &Variable, named: Named<'_>, known: &Known, value: &str) -> Option<Finding> {
    let finding = match known.form {
        Form::AuthPath | Form::Mount => mount(variable, known.form, value),
        Form::Url => address(variable, value),
        Form::Certificate => certificate(variable, value),
        Form::Choice => choice(variable, known, value),
        Form::Seconds => seconds(variable, value, None),
        Form::Pause => seconds(variable, value, Some(1500)),
        Form::Arn | Form::Uuid | Form::Email | Form::Digits | Form::GcpProvider => {
            super::identifier::find(&RUN_IDENTIFIER_MALFORMED, variable, known.form, value)
        }
        Form::Text | Form::Role | Form::Tag => None,
    }?;
    let evidence = finding.evidence;
    Some(finding.source(evidence, named.family.source))
}

/// A mount is written without `auth/` and without slashes at its ends: so are the defaults.
fn mount(variable: &Variable, form: Form, value: &str) -> Option<Finding> {
    let bare = value.trim_matches('/');
    let bare =
        if form == Form::AuthPath { bare.strip_prefix("auth/").unwrap_or(bare) } else { bare };
    let bare = bare.trim_matches('/');
    if bare == value || bare.is_empty() {
        return None;
    }
    let what = if form == Form::AuthPath {
        "The path of the auth method has auth/ or a slash at an end."
    } else {
        "The path of the secrets engine has a slash at an end."
    };
    let finding = RUN_MOUNT_PATH_MALFORMED.at(variable.place).say(
        what,
        "The run may call a path that does not exist. Inferred from the default, which has neither.",
        format!("Write {bare}."),
    );
    Some(finding.fix(Fix::review(format!("Write {bare}"), Edit::replace(variable.place, bare))))
}

fn address(variable: &Variable, value: &str) -> Option<Finding> {
    let has_scheme = value.starts_with("https://") || value.starts_with("http://");
    let trimmed = value.trim_end_matches('/');
    let bare = trimmed.strip_suffix("/v1").unwrap_or(trimmed);
    if has_scheme && bare == trimmed || value.contains("://") && !has_scheme {
        return None;
    }
    let right = if has_scheme { bare.to_owned() } else { format!("https://{bare}") };
    let (what, why) = if has_scheme {
        (
            "The address of Vault ends with /v1.",
            "The run adds /v1/ and the path of each call to it: Vault answers 404.",
        )
    } else {
        (
            "The address of Vault has no https://.",
            "The run cannot reach Vault: the address has to be a URL.",
        )
    };
    let fix = Fix::review(format!("Write {right}"), Edit::replace(variable.place, right.as_str()));
    Some(
        RUN_VAULT_ADDRESS_MALFORMED
            .at(variable.place)
            .say(what, why, format!("Write {right}."))
            .fix(fix),
    )
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

fn choice(variable: &Variable, known: &Known, value: &str) -> Option<Finding> {
    if known.values.contains(&value) {
        return None;
    }
    let words = Vocabulary::new(known.values.iter().copied());
    let near = words.slip(value).or_else(|| words.nearest(value));
    let fix =
        near.map(|word| Fix::review(format!("Write {word}"), Edit::replace(variable.place, word)));
    let action = match near {
        Some(word) => format!("Write {word}."),
        None => format!("Write one of {}.", known.values.join(", ")),
    };
    let finding = RUN_VALUE_NOT_ALLOWED.at(variable.place).say(
        format!("{} is not a value that runs accept here.", short(value)),
        format!(
            "The run fails before its plan: {} must be one of {}.",
            variable.name,
            known.values.join(", ")
        ),
        action,
    );
    Some(finding.fix(fix))
}

fn seconds(variable: &Variable, value: &str, most: Option<u64>) -> Option<Finding> {
    let number = value.trim().parse::<u64>();
    let (what, right) = match (number, most) {
        (Ok(number), Some(most)) if number > most => {
            (format!("{} is more than {most} seconds.", variable.name), Some(most.to_string()))
        }
        (Ok(_), _) => return None,
        (Err(_), _) => {
            let bare = value.trim().trim_end_matches(['s', 'S']).trim_end();
            let bare = bare.parse::<u64>().ok().filter(|n| most.is_none_or(|most| *n <= most));
            (
                format!("{} is not a whole number of seconds.", variable.name),
                bare.map(|n| n.to_string()),
            )
        }
    };
    let action = match (&right, most) {
        (Some(right), _) => format!("Write {right}."),
        (None, Some(most)) => format!("Write a number of seconds up to {most}."),
        (None, None) => "Write a number of seconds.".to_owned(),
    };
    let fix = right
        .map(|right| Fix::review(format!("Write {right}"), Edit::replace(variable.place, right)));
    let why =
        "The agent takes only whole numbers within its limit: the run fails or does not wait.";
    Some(RUN_SECONDS_MALFORMED.at(variable.place).say(what, why, action).fix(fix))
}
