//! What the answers ask for, before it is written: settings, secrets and marks of the cloud's identity.

use super::answers::{Answers, Cloud, Mode, Pod};
use super::examples::example;
use super::needed;
use crate::base::versions::TfeVersion;
use crate::knowledge::{self, Secrecy};

/// The settings of a new file.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// By name, in the order in which they were found to be needed.
    pub(super) variables: Vec<Variable>,
    /// The keys of the Secret.
    pub(super) secrets: Vec<&'static str>,
    /// Annotations of the service account.
    pub(super) annotations: Vec<(&'static str, &'static str)>,
    /// Labels of the pod.
    pub(super) labels: Vec<(&'static str, &'static str)>,
}

/// One setting in `env.variables`.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) name: &'static str,
    pub(super) value: String,
    /// The reader has another value.
    pub(super) example: bool,
}

impl Draft {
    /// What the answers ask for, with all that TFE then needs.
    pub(super) fn of(answers: &Answers) -> Self {
        let mut draft = Self::default();
        draft.identity(answers);
        for (name, value) in chosen(answers) {
            draft.variables.push(Variable { name, value, example: false });
        }
        for name in suggested(answers) {
            draft.add(name);
        }
        // Each round adds what the last one made necessary; there are only so many settings.
        while let Some(name) = needed::first(&draft) {
            draft.add(name);
        }
        draft
    }

    /// A setting whose value the reader has: a key of the Secret, or a variable with an example.
    fn add(&mut self, name: &'static str) {
        let secret = knowledge::setting(name).is_some_and(|s| s.secret != Secrecy::No);
        match secret {
            true => self.secrets.push(name),
            false => self.variables.push(Variable {
                name,
                value: example(name).to_owned(),
                example: true,
            }),
        }
    }

    /// How the cluster knows which role, identity or account the pod gets.
    fn identity(&mut self, answers: &Answers) {
        if !answers.uses_role() {
            return;
        }
        match answers.cloud {
            Cloud::Aws => self.annotations.push((
                "eks.amazonaws.com/role-arn",
                "arn:aws:iam::123456789012:role/terraform-enterprise",
            )),
            Cloud::Azure => {
                let client = "11111111-2222-3333-4444-555555555555";
                self.annotations.push(("azure.workload.identity/client-id", client));
                self.labels.push(("azure.workload.identity/use", "true"));
            }
            Cloud::Gcp => self.annotations.push((
                "iam.gke.io/gcp-service-account",
                "terraform-enterprise@example-project.iam.gserviceaccount.com",
            )),
            Cloud::Other => {}
        }
    }

    /// The value at a setting or a chart key; `None` where the draft has none. A secret has one that nobody sees.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let variable = self.variables.iter().find(|v| v.name == name).map(|v| v.value.as_str());
        variable.or_else(|| self.secrets.contains(&name).then_some("secret")).or_else(|| {
            let (block, key) = name.strip_suffix(']')?.split_once('[')?;
            let entries = match block {
                "serviceAccount.annotations" => &self.annotations,
                "pod.labels" => &self.labels,
                _ => return None,
            };
            entries.iter().find(|(own, _)| *own == key).map(|(_, value)| *value)
        })
    }
}

/// The settings whose values follow from the answers.
fn chosen(answers: &Answers) -> Vec<(&'static str, String)> {
    let on = || "true".to_owned();
    let mut chosen = vec![
        ("TFE_HOSTNAME", answers.host.clone()),
        ("TFE_OPERATIONAL_MODE", answers.mode.value().to_owned()),
        ("TFE_DATABASE_PARAMETERS", "sslmode=require".to_owned()),
        ("TFE_OBJECT_STORAGE_TYPE", store(answers.cloud).to_owned()),
    ];
    if answers.uses_role() && answers.cloud == Cloud::Aws {
        chosen.push(("TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE", on()));
    }
    if answers.mode == Mode::ActiveActive {
        chosen.extend([("TFE_REDIS_USE_AUTH", on()), ("TFE_REDIS_USE_TLS", on())]);
    }
    if let Some(vault) = &answers.vault {
        chosen.push(("TFE_VAULT_USE_EXTERNAL", on()));
        if !vault.namespace.is_empty() {
            chosen.push(("TFE_VAULT_NAMESPACE", vault.namespace.clone()));
        }
        if !vault.mount.is_empty() {
            chosen.push(("TFE_VAULT_PATH", format!("auth/{}", vault.mount)));
        }
    }
    // TFE sends newer checksums than some stores take; the switch is written down, and off as by default.
    if answers.cloud == Cloud::Other && has(answers, "TFE_OBJECT_STORAGE_S3_ENABLE_MD5_VALIDATION")
    {
        chosen.push(("TFE_OBJECT_STORAGE_S3_ENABLE_MD5_VALIDATION", "false".to_owned()));
    }
    chosen
}

/// Settings that TFE starts without and that these answers most likely need, each with a value of the reader.
fn suggested(answers: &Answers) -> Vec<&'static str> {
    let mut suggested = Vec::new();
    if answers.cloud == Cloud::Other {
        suggested.push("TFE_OBJECT_STORAGE_S3_ENDPOINT");
    }
    if answers.cloud == Cloud::Gcp && !answers.uses_role() {
        suggested.push("TFE_OBJECT_STORAGE_GOOGLE_CREDENTIALS");
    }
    // The documentation asks for a second Redis on Azure.
    let sidekiq = ["TFE_REDIS_SIDEKIQ_HOST", "TFE_REDIS_SIDEKIQ_PASSWORD"];
    if answers.mode == Mode::ActiveActive && answers.cloud == Cloud::Azure {
        suggested.extend(sidekiq.into_iter().filter(|name| has(answers, name)));
    }
    if answers.pod == Pod::OpenShift {
        suggested.push("TFE_RUN_PIPELINE_IMAGE");
    }
    suggested
}

/// Whether the release has a setting.
fn has(answers: &Answers, name: &str) -> bool {
    let since = knowledge::setting(name).and_then(|s| TfeVersion::read(s.since));
    TfeVersion::read(&answers.release) >= since
}

fn store(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Aws | Cloud::Other => "s3",
        Cloud::Azure => "azure",
        Cloud::Gcp => "google",
    }
}
