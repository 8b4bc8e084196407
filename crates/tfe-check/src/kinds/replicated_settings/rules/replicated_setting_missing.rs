//! What the installer asks for and the file does not have.

use super::first_line::first_line;
use crate::base::finding::Finding;
use crate::kinds::replicated_settings::facts::{Form, Item, Settings};
use crate::knowledge::rules::replicated_settings::REPLICATED_SETTING_MISSING;

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    if settings.form != Form::Items || settings.json.templated {
        return Vec::new();
    }
    let needed = needed(settings);
    let missing: Vec<String> = needed
        .into_iter()
        .filter(|name| !settings.item(name).is_some_and(Item::is_set))
        .map(|name| format!("`{name}`"))
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![REPLICATED_SETTING_MISSING.at(first_line(settings.text)).say(
        match missing.len() {
            1 => "A setting that this installation needs is not in the file.".to_owned(),
            n => format!("{n} settings that this installation needs are not in the file."),
        },
        "They may have been entered in the installer's console.",
        format!("Look there for {}.", missing.join(", ")),
    )]
}

/// The settings that the documentation requires with what the file says.
fn needed(settings: &Settings<'_>) -> Vec<&'static str> {
    let mut all = vec!["hostname", "installation_type"];
    if settings.literal("installation_type") == Some("production") {
        all.push("production_type");
    }
    match settings.literal("production_type") {
        Some("disk") => all.push("disk_path"),
        Some("external") => {
            all.extend(["pg_user", "pg_password", "pg_netloc", "pg_dbname", "placement"])
        }
        _ => {}
    }
    let keys = |on: &str| settings.switch(on) == Some(false);
    match settings.literal("placement") {
        Some("placement_s3") => {
            all.extend(["s3_bucket", "s3_region"]);
            if keys("aws_instance_profile") {
                all.extend(["aws_access_key_id", "aws_secret_access_key"]);
            }
        }
        Some("placement_azure") => {
            all.extend(["azure_account_name", "azure_container"]);
            if keys("azure_use_msi") {
                all.push("azure_account_key");
            }
        }
        Some("placement_gcs") => all.extend(["gcs_project", "gcs_bucket"]),
        _ => {}
    }
    if settings.switch("extern_vault_enable") == Some(true) {
        all.extend(["extern_vault_addr", "extern_vault_role_id", "extern_vault_secret_id"]);
    }
    if settings.switch("enable_active_active") == Some(true) {
        all.push("redis_host");
    }
    all
}
