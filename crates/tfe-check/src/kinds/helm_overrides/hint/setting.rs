//! What is known of a setting, in words.

use crate::base::hint::{About, Choice};
use crate::knowledge::{Form, Secrecy, Setting, Status};

/// Whether a setting is one to write into a file today: the chart does not set it, TFE reads it there.
pub(crate) fn offered(setting: &Setting) -> bool {
    let used = matches!(setting.status, Status::Current | Status::Beta);
    used && setting.chart.is_none() && setting.only.is_none()
}

pub(crate) fn choice(setting: &'static Setting) -> Choice {
    Choice {
        label: setting.name.to_owned(),
        insert: setting.name.to_owned(),
        back: 0,
        detail: form(setting.form).to_owned(),
        about: about(setting),
    }
}

/// The only values that it takes.
pub(crate) fn values(setting: &Setting) -> &'static [&'static str] {
    if setting.form == Form::Bool { &["true", "false"] } else { setting.values }
}

pub(crate) fn about(setting: &Setting) -> About {
    let mut facts = vec![("Type", typed(setting))];
    if setting.form != Form::Bool && !setting.values.is_empty() {
        let shown = |v: &&'static str| if v.is_empty() { "blank" } else { *v };
        facts.push(("Values", setting.values.iter().map(shown).collect::<Vec<_>>().join(", ")));
    }
    facts.extend(setting.default.map(|d| ("Default", d.to_owned())));
    facts.extend(range(setting).map(|range| ("Range", range)));
    let by = if setting.since_exact { "TFE" } else { "TFE, not later than" };
    facts.push(("Since", format!("{by} {}", setting.since)));
    facts.extend(status(setting).map(|status| ("Status", status)));
    facts.extend(place(setting).map(|place| ("Belongs to", place)));
    facts.push(("Source", setting.source.to_owned()));
    About { name: setting.name.to_owned(), meaning: setting.meaning.to_owned(), facts }
}

fn typed(setting: &Setting) -> String {
    let unit = setting.unit.map(|unit| format!(", in {unit}")).unwrap_or_default();
    format!("{}{unit}", form(setting.form))
}

fn range(setting: &Setting) -> Option<String> {
    match (setting.min, setting.max) {
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("{min} or more")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

fn place(setting: &Setting) -> Option<String> {
    match (setting.chart, setting.only) {
        (Some("always"), _) => Some("the chart, which always sets it itself".to_owned()),
        (Some(key), _) => Some(format!("the chart, which sets it from `{key}`")),
        (None, Some(only)) => Some(format!("{only}; it has no effect on Kubernetes")),
        (None, None) if setting.secret == Secrecy::Yes => Some("`env.secrets`".to_owned()),
        (None, None) => None,
    }
}

fn status(setting: &Setting) -> Option<String> {
    let said = match setting.status {
        Status::Current => return setting.instead.map(|i| format!("replaced by `{i}`")),
        Status::Beta => "beta",
        Status::SupportOnly => "only when HashiCorp support says so",
        Status::ReleaseNotesOnly => "mentioned only in release notes",
        Status::Removed => "removed: TFE ignores it",
        Status::Typo => "a misspelling in the documentation",
        Status::Gone => "no longer documented",
    };
    let instead = setting.instead.map(|i| format!("; use `{i}`")).unwrap_or_default();
    Some(format!("{said}{instead}"))
}

const fn form(form: Form) -> &'static str {
    match form {
        Form::Bool => "true or false",
        Form::Int => "whole number",
        Form::Port => "port",
        Form::Enum => "one of a few words",
        Form::EnumList => "words, separated by commas",
        Form::String => "text",
        Form::Path => "file path in the container",
        Form::Host => "host name",
        Form::HostPort => "host name, port if needed",
        Form::HostPortList => "host names, separated by commas",
        Form::Endpoint => "host name, with port or scheme",
        Form::Url => "URL",
        Form::Region => "AWS region",
        Form::Query => "a=b&c=d",
        Form::List => "list, separated by commas",
        Form::CidrList => "networks, separated by commas",
        Form::IpList => "addresses, separated by commas",
        Form::HostIpList => "host:address, separated by commas",
        Form::Duration => "duration such as 5s",
        Form::Size => "size such as 2GB",
        Form::Cron => "five cron fields",
        Form::Image => "image reference",
        Form::Uuid => "UUID",
        Form::JsonOrBase64 => "JSON, or JSON as base64",
        Form::Ciphers => "cipher names, separated by colons",
        Form::VaultPath => "path of an auth method in Vault",
        Form::PodTemplate => "pod template in JSON, as base64",
    }
}
