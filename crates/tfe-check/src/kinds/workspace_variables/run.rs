//! What a run does with the variables: where it logs in and what it asks Vault for.

use super::facts::{Facts, Switch};
use crate::variables::Variable;

/// The part of a run that a role is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Run,
    Plan,
    Apply,
}

impl Phase {
    const ALL: [Self; 3] = [Self::Run, Self::Plan, Self::Apply];

    /// As it is in the names of variables.
    const fn word(self) -> &'static str {
        match self {
            Self::Run => "RUN",
            Self::Plan => "PLAN",
            Self::Apply => "APPLY",
        }
    }
}

/// The roles of the phases of a run, each with the variable that names it.
pub(crate) type Roles<'l> = Vec<(Phase, &'l Variable)>;

/// A login to Vault.
pub(crate) struct Login<'l> {
    pub switch: Switch<'l>,
    pub address: Option<&'l Variable>,
    pub namespace: Option<&'l Variable>,
    pub path: Option<&'l Variable>,
    pub audience: Option<&'l Variable>,
    pub roles: Roles<'l>,
}

/// A secrets engine of Vault that gives the run its credentials for a cloud.
pub(crate) struct Engine<'l> {
    pub switch: Switch<'l>,
    /// `vault-backed-aws`
    pub family: &'static str,
    pub mount: Option<&'l Variable>,
    /// What kind of credentials, where there are several.
    pub auth_type: Option<&'l Variable>,
    pub roles: Roles<'l>,
}

/// What a run asks an engine for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted<'l> {
    /// Paths of which one is called, the likeliest first.
    pub paths: Vec<String>,
    /// The variable that names the role.
    pub variable: &'l str,
    /// Where it is.
    pub at: text::Span,
}

impl<'l> Login<'l> {
    /// The logins that are on.
    pub(crate) fn all(facts: &Facts<'l>) -> Vec<Self> {
        let is_login = |switch: &Switch<'_>| switch.named.family.name == "vault";
        let of = |switch: Switch<'l>| {
            let find = |bare: &str| facts.find(bare, switch.named.tag);
            Self {
                switch,
                address: find("VAULT_ADDR"),
                namespace: find("VAULT_NAMESPACE"),
                path: find("VAULT_AUTH_PATH"),
                audience: find("VAULT_WORKLOAD_IDENTITY_AUDIENCE"),
                roles: roles(facts, switch.named.tag, "VAULT_", "_ROLE"),
            }
        };
        facts.on().filter(is_login).map(of).collect()
    }

    /// Where the method is mounted; none where that is filled in.
    pub(crate) fn mount(&self) -> Option<&'l str> {
        value_or(self.path, "jwt").map(|path| trimmed(path.strip_prefix("auth/").unwrap_or(path)))
    }

    /// The audience of the run's token; none where that is filled in.
    pub(crate) fn audience(&self) -> Option<&'l str> {
        value_or(self.audience, "vault.workload.identity")
    }
}

impl<'l> Engine<'l> {
    /// The engines that are on.
    pub(crate) fn all(facts: &Facts<'l>) -> Vec<Self> {
        let all = facts.on().filter(|s| s.named.family.name.starts_with("vault-backed-"));
        all.map(|switch| Self::of(facts, switch)).collect()
    }

    fn of(facts: &Facts<'l>, switch: Switch<'l>) -> Self {
        let (tag, family) = (switch.named.tag, switch.named.family.name);
        let cloud = switch.named.bare.trim_end_matches("_AUTH");
        let auth_type = facts.find(&format!("{cloud}_AUTH_TYPE"), tag);
        let is_account = auth_type
            .and_then(|v| v.value.as_deref())
            .is_some_and(|value| value.starts_with("static_account/"));
        let end = match (family, is_account) {
            ("vault-backed-gcp", true) => "_VAULT_STATIC_ACCOUNT",
            ("vault-backed-gcp", false) => "_VAULT_ROLESET",
            _ => "_VAULT_ROLE",
        };
        let roles = roles(facts, tag, &format!("{cloud}_"), end);
        let mount = facts.find(&format!("{cloud}_MOUNT_PATH"), tag);
        Self { switch, family, mount, auth_type, roles }
    }

    /// What its runs ask for; nothing where a part of that is filled in.
    pub(crate) fn wanted(&self) -> Vec<Wanted<'l>> {
        let own = self.family.trim_start_matches("vault-backed-");
        let Some(mount) = value_or(self.mount, own).map(trimmed) else { return Vec::new() };
        let auth_type = self.auth_type.and_then(|v| v.value.as_deref()).unwrap_or("");
        let mut all: Vec<Wanted<'l>> = Vec::new();
        for (_, variable) in &self.roles {
            let Some(role) = variable.value.as_deref().filter(|role| !role.is_empty()) else {
                continue;
            };
            let paths = paths(self.family, mount, auth_type, trimmed(role));
            if !paths.is_empty() && all.iter().all(|known| known.paths != paths) {
                all.push(Wanted { paths, variable: &variable.name, at: variable.at() });
            }
        }
        all
    }
}

/// Vault's AWS engine takes both of its paths for a role; the examples of the documentation read `sts`.
fn paths(family: &str, mount: &str, auth_type: &str, role: &str) -> Vec<String> {
    let path = |middle: &str, end: &str| format!("{mount}/{middle}/{role}{end}");
    let end = if auth_type.ends_with("/service_account_key") { "/key" } else { "/token" };
    match (family, auth_type.split('/').next().unwrap_or("")) {
        ("vault-backed-aws", "assumed_role" | "federation_token") => {
            vec![path("sts", ""), path("creds", "")]
        }
        ("vault-backed-aws", _) => vec![path("creds", ""), path("sts", "")],
        ("vault-backed-azure", _) => vec![path("creds", "")],
        ("vault-backed-gcp", "roleset") => vec![path("roleset", end)],
        ("vault-backed-gcp", "static_account") => vec![path("static-account", end)],
        _ => Vec::new(),
    }
}

fn roles<'l>(facts: &Facts<'l>, tag: &str, before: &str, after: &str) -> Roles<'l> {
    let of =
        |phase: Phase| Some((phase, facts.find(&format!("{before}{}{after}", phase.word()), tag)?));
    let found: Roles<'l> = Phase::ALL.into_iter().filter_map(of).collect();
    let both = found.iter().filter(|(phase, _)| *phase != Phase::Run).count() == 2;
    // With a role for each phase the common one is not used.
    found.into_iter().filter(|(phase, _)| !both || *phase != Phase::Run).collect()
}

/// The value of a variable, or its default; none where it is filled in.
fn value_or<'l>(variable: Option<&'l Variable>, default: &'l str) -> Option<&'l str> {
    match variable {
        None => Some(default),
        Some(variable) => match variable.value.as_deref() {
            Some("") => Some(default),
            value => value,
        },
    }
}

fn trimmed(path: &str) -> &str {
    path.trim_matches('/')
}
