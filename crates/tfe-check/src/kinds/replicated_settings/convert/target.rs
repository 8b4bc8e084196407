//! What becomes of one setting.

use crate::kinds::replicated_settings::facts::{Item, Settings, is_on, is_secret};
use crate::knowledge::{self, OldForm, Replicated, Setting};
use crate::secrets;
use text::base64;

/// Where a setting goes.
pub(super) enum Target {
    /// Into `env.variables`, with this value.
    Variable(&'static str, String),
    /// Into the Secret.
    Secret(&'static str),
    /// To a key of the chart, with this value as YAML.
    Chart(&'static str, String),
    /// Nowhere, and why.
    Left(String),
    /// Nowhere: the new installation does the same without it.
    Nothing,
}

/// Where a setting goes.
pub(super) fn target(settings: &Settings<'_>, item: &Item<'_>) -> Target {
    let Some(row) = item.row else {
        return Target::Left("it is not a setting of TFE".to_owned());
    };
    if let Some(why) = unused(settings, item.name) {
        return Target::Left(why);
    }
    if let Some(setting) = row.instead.and_then(knowledge::setting).filter(|_| is_secret(row)) {
        return Target::Secret(setting.name);
    }
    let Some(value) = item.literal() else { return open(row) };
    // The values go into a ConfigMap, which is no place for a password in an address.
    if !secrets::of(value).is_empty() {
        let new = row.chart.or(row.instead).unwrap_or("the new setting");
        return Target::Left(format!("its value holds a secret: write it at {new} without that"));
    }
    if let Some(target) = special(settings, item.name, value) {
        return target;
    }
    match (row.chart, row.instead.and_then(knowledge::setting)) {
        (Some(key), _) if row.same_value => chart(key, row, value),
        (None, Some(setting)) if row.same_value && has_effect(setting) => {
            Target::Variable(setting.name, plain(row, value))
        }
        _ => Target::Left(reason(row)),
    }
}

/// A value that is filled in later is for the reader to write.
fn open(row: &Replicated) -> Target {
    let new = row.chart.or(row.instead);
    Target::Left(new.map_or_else(|| reason(row), |new| format!("write its value at {new}")))
}

/// Why a setting that is there is not used.
fn unused(settings: &Settings<'_>, name: &str) -> Option<String> {
    let vault = name.starts_with("extern_vault_") && name != "extern_vault_enable";
    if vault && settings.switch("extern_vault_enable") == Some(false) {
        return Some("the external Vault is off".to_owned());
    }
    let placement = settings.literal("placement")?;
    let stores = [
        ("placement_s3", &["s3_", "aws_"][..]),
        ("placement_azure", &["azure_"]),
        ("placement_gcs", &["gcs_"]),
    ];
    let own = stores.iter().find(|(_, prefixes)| prefixes.iter().any(|p| name.starts_with(p)))?;
    (own.0 != placement).then(|| format!("placement is {placement}"))
}

/// Settings whose value has another form now.
fn special(settings: &Settings<'_>, name: &str, value: &str) -> Option<Target> {
    Some(match name {
        "hostname" | "TlsBootstrapHostname" => {
            Target::Variable("TFE_HOSTNAME", bare_host(value).to_owned())
        }
        "placement" => {
            let store = match value {
                "placement_s3" => "s3",
                "placement_azure" => "azure",
                "placement_gcs" => "google",
                _ => return Some(Target::Left("its value is not known".to_owned())),
            };
            Target::Variable("TFE_OBJECT_STORAGE_TYPE", store.to_owned())
        }
        "tls_vers" if matches!(value, "tls_1_2" | "tls_1_3") => {
            Target::Variable("TFE_TLS_VERSION", value.to_owned())
        }
        "redis_host" => Target::Variable("TFE_REDIS_HOST", with_port(settings, value)),
        // It is part of the host.
        "redis_port" if settings.literal("redis_host").is_some() => Target::Nothing,
        // What is off is off without it too, and on Kubernetes TFE always runs with external services.
        "tls_vers" | "enable_active_active" | "production_type" => Target::Nothing,
        // The new setting takes only minutes, and no documented number means no limit.
        "iact_subnet_time_limit" if value.parse::<u32>().is_err() => Target::Left(format!(
            "{value} is not a number of minutes: write one at TFE_IACT_TIME_LIMIT"
        )),
        "extern_vault_enable" if is_on(value) == Some(false) => Target::Nothing,
        "extern_vault_path" => Target::Variable("TFE_VAULT_PATH", vault_path(value)),
        "ca_certs" => Target::Chart("tls.caCertData", format!("\"{}\"", base64::encode(value))),
        _ => return None,
    })
}

fn chart(key: &'static str, row: &Replicated, value: &str) -> Target {
    match (row.form, value.parse::<u16>(), is_on(value)) {
        (OldForm::Number, Ok(number), _) => Target::Chart(key, number.to_string()),
        (OldForm::Switch, _, Some(on)) => Target::Chart(key, on.to_string()),
        _ => Target::Left(format!("write its value at {key}")),
    }
}

/// The value as the new setting takes it.
fn plain(row: &Replicated, value: &str) -> String {
    match (row.form, is_on(value)) {
        (OldForm::Switch, Some(on)) => on.to_string(),
        _ => value.to_owned(),
    }
}

/// Whether the chart leaves a setting to the user, and TFE reads it on Kubernetes.
fn has_effect(setting: &Setting) -> bool {
    setting.only.is_none() && setting.chart.is_none()
}

/// Why a setting has no place in the values.
fn reason(row: &Replicated) -> String {
    let note = row.note.map(|note| format!(" {note}")).unwrap_or_default();
    match row.chart.or(row.instead) {
        Some(new) => format!("see {new}.{note}"),
        None => row.note.unwrap_or("No replacement is documented.").to_owned(),
    }
}

/// A host without scheme, port and path.
pub(crate) fn bare_host(value: &str) -> &str {
    let bare = value.split_once("://").map_or(value, |(_, rest)| rest);
    let bare = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    bare.rsplit_once(':').filter(|(_, p)| p.parse::<u16>().is_ok()).map_or(bare, |(host, _)| host)
}

/// The path of the login method, as TFE takes it.
pub(crate) fn vault_path(value: &str) -> String {
    let bare = value.trim_matches('/');
    let bare = bare.strip_prefix("v1/").unwrap_or(bare);
    let bare = bare.strip_suffix("/login").unwrap_or(bare);
    if bare.starts_with("auth/") { bare.to_owned() } else { format!("auth/{bare}") }
}

fn with_port(settings: &Settings<'_>, host: &str) -> String {
    match settings.literal("redis_port") {
        Some(port) if !host.contains(':') => format!("{host}:{port}"),
        _ => host.to_owned(),
    }
}
