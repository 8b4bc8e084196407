//! The Helm values that take the place of a settings file.
//!
//! Secrets are never copied: the values name a Secret, and a comment says which keys it needs. What has no
//! place in the values is listed in a comment, with the reason.

mod plan;
mod target;
mod write;

use super::facts::Settings;
pub(super) use plan::{Plan, plan};
pub(super) use target::{bare_host, vault_path};

/// The same settings as values of the chart.
pub(super) fn overrides(settings: &Settings<'_>) -> String {
    write::write(&plan(settings))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(json: &str) -> String {
        overrides(&Settings::of(json))
    }

    #[test]
    fn a_secret_is_named_and_never_copied() {
        let text =
            values(r#"{"enc_password": {"value": "hunter2"}, "pg_password": {"value": "b"}}"#);
        assert!(!text.contains("hunter2"), "{text}");
        assert!(
            text.contains("#   TFE_ENCRYPTION_PASSWORD: the value of enc_password\n"),
            "{text}"
        );
        assert!(
            text.contains("  secretRefs:\n    - name: terraform-enterprise-secrets\n"),
            "{text}"
        );
    }

    #[test]
    fn a_password_in_another_value_is_not_copied_either() {
        let text = values(
            r#"{"pg_netloc": {"value": "postgres://u:hunter2@db:5432"}, "pg_dbname": {"value": "tfe"},
                "pg_extra_params": {"value": "sslmode=require&sslpassword=hunter3"}}"#,
        );
        assert!(!text.contains("hunter"), "{text}");
        assert!(text.contains("TFE_DATABASE_NAME: \"tfe\""), "{text}");
    }

    #[test]
    fn values_are_written_as_the_new_settings_take_them() {
        let text = values(
            r#"{"hostname": {"value": "https://tfe.example.com/"}, "placement": {"value": "placement_gcs"},
                "force_tls": {"value": "1"}, "redis_host": {"value": "r.example.com"}, "redis_port": {"value": "6380"},
                "extern_vault_enable": {"value": "1"}, "extern_vault_path": {"value": "/auth/approle/login"},
                "tls_vers": {"value": "tls_1_2_tls_1_3"}, "metrics_endpoint_enabled": {"value": "1"},
                "ca_certs": {"value": "a"}, "iact_subnet_list": {}}"#,
        );
        for line in [
            "    TFE_HOSTNAME: \"tfe.example.com\"\n",
            "    TFE_OBJECT_STORAGE_TYPE: \"google\"\n",
            "    TFE_REDIS_HOST: \"r.example.com:6380\"\n",
            "    TFE_TLS_ENFORCE: \"true\"\n",
            "    TFE_VAULT_PATH: \"auth/approle\"\n",
            "    TFE_VAULT_USE_EXTERNAL: \"true\"\n",
            "tfe:\n  metrics:\n    enable: true\n",
            "  caCertData: \"YQ==\"\n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        for name in ["TFE_TLS_VERSION:", "TFE_IACT_SUBNETS", "placement_gcs"] {
            assert!(!text.contains(name), "{name}\n{text}");
        }
    }

    #[test]
    fn what_the_installation_does_not_use_is_left_out() {
        let text = values(
            r#"{"placement": {"value": "placement_s3"}, "s3_bucket": {"value": "b"},
                "azure_container": {"value": "c"}, "extern_vault_enable": {"value": "0"},
                "extern_vault_addr": {"value": "https://v.example.com"}, "vault_path": {"value": "/v"}}"#,
        );
        assert!(text.contains("TFE_OBJECT_STORAGE_S3_BUCKET: \"b\""), "{text}");
        for name in ["TFE_OBJECT_STORAGE_AZURE_CONTAINER", "TFE_VAULT_ADDRESS", "/v\""] {
            assert!(!text.contains(name), "{name}\n{text}");
        }
        assert!(text.contains("#   azure_container: "), "{text}");
        assert!(text.contains("#   vault_path: "), "{text}");
    }
}
