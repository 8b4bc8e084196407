//! TFE's settings as a schema.

use serde_json::{Map, Value, json};
use tfe_check::Versions;
use tfe_check::knowledge::{self, Form, Secrecy, Setting, Status};

use super::keys::sentence;
use super::{described, map};

/// The settings that belong into `env.secrets`, or those that belong into `env.variables`. Others are
/// allowed there too: whether they have an effect needs more than a schema.
pub(super) fn properties(secret: bool, versions: &Versions) -> Map<String, Value> {
    let here = |setting: &&Setting| {
        let place = match setting.secret {
            Secrecy::Yes => secret,
            Secrecy::No => !secret,
            Secrecy::Identifier => true,
        };
        place && setting.chart.is_none() && setting.only.is_none()
    };
    let all = knowledge::settings().iter().filter(here);
    all.map(|setting| (setting.name.to_owned(), schema(setting, versions))).collect()
}

fn schema(setting: &Setting, versions: &Versions) -> Value {
    let mut schema = map(form(setting));
    let gone = match (setting.status, setting.instead) {
        (Status::Removed | Status::Gone, Some(instead)) => Some(format!("Use {instead} instead.")),
        (Status::Removed, None) => Some("TFE ignores it.".to_owned()),
        (Status::Typo, _) => Some("It is a misspelling.".to_owned()),
        _ => None,
    };
    let mut said = vec![sentence(setting.meaning)];
    if let Some(unit) = setting.unit {
        said.push(format!("In {unit}."));
    }
    if let Some(default) = setting.default {
        said.push(format!("Default: {default}."));
    }
    let by = if setting.since_exact { "Since" } else { "Not later than" };
    said.push(format!("{by} TFE {}.", setting.since));
    if versions.tfe_before(setting.since) && setting.since_exact {
        said.push(format!("TFE {} does not know it.", versions.tfe));
    }
    if let Some(why) = gone {
        schema.insert("deprecated".to_owned(), Value::from(true));
        schema.insert("deprecationMessage".to_owned(), Value::from(why));
    }
    described(schema, &said)
}

/// The chart writes each value as text, so numbers and booleans may be written in both forms.
fn form(setting: &Setting) -> Value {
    match setting.form {
        Form::Bool => json!({ "type": ["boolean", "string", "null"] }),
        Form::Int | Form::Port => json!({ "type": ["integer", "string", "null"] }),
        // What a template or Terraform fills in later is not one of the words yet.
        Form::Enum if !setting.any_case => json!({
            "type": ["string", "number", "boolean", "null"],
            "anyOf": [{ "enum": setting.values }, { "type": ["number", "boolean", "null"] }, { "pattern": "[$%{<]" }],
        }),
        _ => json!({ "type": ["string", "number", "boolean", "null"] }),
    }
}
