//! What the tables hold.

/// A setting that TFE reads from its environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// `TFE_…`, or the name of a proxy variable.
    pub name: &'static str,
    /// What it belongs to: `database`, `redis`, …
    pub group: &'static str,
    /// How its value is written.
    pub form: Form,
    /// The only values that TFE takes; an empty one means that blank is allowed. Empty for any value.
    pub values: &'static [&'static str],
    /// Whether upper and lower case of `values` are the same.
    pub any_case: bool,
    /// What TFE assumes; none where that is blank, false or unknown.
    pub default: Option<&'static str>,
    /// The smallest documented value, in `unit`.
    pub min: Option<&'static str>,
    /// The largest documented value, in `unit`.
    pub max: Option<&'static str>,
    /// What its number counts.
    pub unit: Option<&'static str>,
    /// Whether its value has to stay secret.
    pub secret: Secrecy,
    /// The chart key that the chart sets it from; `always` where no key does.
    pub chart: Option<&'static str>,
    /// The only runtime that it works on, where that is not Kubernetes: `docker`, `nomad`.
    pub only: Option<&'static str>,
    /// The first TFE release that documents it.
    pub since: &'static str,
    /// Whether `since` is exact; otherwise it came no later than that.
    pub since_exact: bool,
    /// Whether it is in use.
    pub status: Status,
    /// The setting that took its place.
    pub instead: Option<&'static str>,
    /// What it does, in a few words.
    pub meaning: &'static str,
    /// The page that says so.
    pub source: &'static str,
}

/// How a setting's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `true` or `false`
    Bool,
    /// Whole numbers, without a unit.
    Int,
    /// A port.
    Port,
    /// One of the setting's values.
    Enum,
    /// Some of the setting's values, separated by commas.
    EnumList,
    /// Anything.
    String,
    /// A file's path inside the container.
    Path,
    /// A host name.
    Host,
    /// A host name, with a port where it is not the usual one.
    HostPort,
    /// Several of them, separated by commas.
    HostPortList,
    /// A host name, with port or scheme.
    Endpoint,
    /// A URL with its scheme.
    Url,
    /// The name of an AWS region.
    Region,
    /// `a=b&c=d`
    Query,
    /// Several, separated by commas.
    List,
    /// Networks, separated by commas.
    CidrList,
    /// Addresses, separated by commas.
    IpList,
    /// `host:address`, separated by commas.
    HostIpList,
    /// A Go duration: `5s`.
    Duration,
    /// A number with a unit: `2GB`.
    Size,
    /// Five fields of cron.
    Cron,
    /// An image's reference.
    Image,
    /// A UUID.
    Uuid,
    /// JSON, or base64 of JSON.
    JsonOrBase64,
    /// OpenSSL's names of ciphers, separated by colons.
    Ciphers,
    /// The path of an auth method in Vault.
    VaultPath,
    /// Base64 of the JSON of a pod template.
    PodTemplate,
}

/// Whether a value has to stay secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Secrecy {
    /// It is shown.
    No,
    /// It is masked, but may stand among the variables.
    Identifier,
    /// It is masked and belongs among the secrets.
    Yes,
}

/// Whether a setting is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Documented today.
    Current,
    /// Documented as not yet finished.
    Beta,
    /// To be set only when HashiCorp's support says so.
    SupportOnly,
    /// Named in release notes only.
    ReleaseNotesOnly,
    /// TFE ignores it.
    Removed,
    /// A misspelling that is printed in the documentation.
    Typo,
    /// No longer documented; nobody says that it was removed.
    Gone,
}

/// A key that the chart reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartKey {
    /// Dotted; `[]` stands for every entry of a list.
    pub path: &'static str,
    /// What its value is.
    pub form: KeyForm,
    /// As the chart's own values have it, in words where it is long; none where there is none.
    pub default: Option<&'static str>,
    /// The only values that work; empty for any.
    pub values: &'static [&'static str],
    /// Anything may stand below it.
    pub free: bool,
    /// The first chart release that reads it.
    pub since: &'static str,
    /// What the key does with nothing after it.
    pub nothing: Nothing,
    /// What it does, in a few words.
    pub meaning: &'static str,
}

/// What the value of a chart key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyForm {
    /// Other keys of the chart.
    Block,
    /// A whole number.
    Int,
    /// A whole number, or text like `50%`.
    IntOrPercent,
    /// `true` or `false`
    Bool,
    /// Text.
    String,
    /// Base64 on one line.
    Base64,
    /// A map of Kubernetes.
    Map,
    /// A map whose values are text.
    StringMap,
    /// A map whose values are text, numbers or booleans.
    ScalarMap,
    /// A list.
    List,
    /// `- name: …`
    NameList,
    /// `- name: …` with the name and key of an object.
    RefList,
}

/// What a key does with nothing after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nothing {
    /// The chart works without it.
    Harmless,
    /// A needed value is missing from the manifest.
    Hole,
    /// Helm cannot render.
    Breaks,
    /// Helm cannot render with `openshift.enabled`.
    BreaksOpenshift,
    /// Helm cannot render with a secondary host name.
    BreaksSecondary,
}

/// A key that is seen in real files and that the chart never reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IgnoredKey {
    /// Dotted.
    pub path: &'static str,
    /// The key that does what was meant.
    pub instead: Option<&'static str>,
    /// Why it is seen.
    pub why: &'static str,
    /// What to do, where that is not to write the other key.
    pub action: Option<&'static str>,
    /// A chart that is not released yet reads it.
    pub later: bool,
}

/// A setting that the chart writes after `env.variables`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartEnv {
    /// The setting.
    pub name: &'static str,
    /// When it writes it.
    pub when: When,
    /// What it writes, where that is always the same.
    pub value: Option<&'static str>,
    /// The chart key that it comes from.
    pub key: Option<&'static str>,
    /// The charts that write it.
    pub charts: Charts,
}

/// Charts from the first to the second, both included.
pub type Charts = (Option<&'static str>, Option<&'static str>);

/// What charts assume for a key that the file does not set, where they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartDefault {
    /// Dotted.
    pub path: &'static str,
    /// Which charts.
    pub charts: Charts,
    /// As Helm prints it.
    pub value: &'static str,
}

/// When the chart writes a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Always.
    Always,
    /// `agentWorkerPodTemplate` has content, or `openshift.enabled` is on.
    AgentTemplate,
    /// `tlsSecondary` names or holds a certificate.
    TlsSecondary,
    /// `tls.caCertData` is set.
    CaBundle,
    /// `tlsRedis` holds all three of its data.
    TlsRedis,
    /// `tlsRedisSidekiq` holds all three of its data.
    TlsRedisSidekiq,
    /// `tfe.metrics.enable` is on.
    Metrics,
    /// `openshift.enabled` is on.
    Openshift,
    /// `tfe.adminConsole.accessMode` is not blank.
    AdminConsole,
}

/// A setting of the old Replicated installations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replicated {
    /// Its old name.
    pub name: &'static str,
    /// The setting that took its place; none where none is known.
    pub instead: Option<&'static str>,
    /// Whether only the names say that it did.
    pub inferred: bool,
    /// Whether the name means this outside of `env` too.
    pub anywhere: bool,
    /// Whether the new setting takes the old value as it is.
    pub same_value: bool,
    /// How its value was written.
    pub form: OldForm,
    /// The only values that are documented; none where any text is one.
    pub values: &'static [&'static str],
    /// The key of the chart that holds it now.
    pub chart: Option<&'static str>,
    /// Whether its value is a secret, where no new setting says so.
    pub secret: bool,
    /// Whether it is a name of the installer's own file, `replicated.conf`.
    pub installer: bool,
    /// What to know about the change, as one sentence.
    pub note: Option<&'static str>,
}

/// How the value of an old setting was written; all of them are JSON strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldForm {
    /// Any text.
    Text,
    /// `0` or `1`.
    Switch,
    /// A whole number.
    Number,
}

/// A variable of the Terraform module for Private Terraform Enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivateVariable {
    /// Its name.
    pub name: &'static str,
    /// The module has no default for it.
    pub required: bool,
    /// No other module is likely to have a variable of that name.
    pub telling: bool,
    /// The setting or key of the chart that does the same now.
    pub instead: Option<&'static str>,
    /// What to know about it, as one sentence.
    pub note: Option<&'static str>,
}

/// A name that is seen where settings are expected and that TFE does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongName {
    /// In upper case.
    pub name: &'static str,
    /// The settings and chart keys that do what was meant, the most important first.
    pub means: &'static [&'static str],
    /// What to write.
    pub action: &'static str,
    /// How it is put right.
    pub remedy: Remedy,
    /// Whether its value has to stay secret.
    pub secret: bool,
    /// Where the name is seen, and who says what to write.
    pub source: &'static str,
}

/// How a wrong name is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// By somebody who knows the parts of the value.
    Tell,
    /// By the name of the first setting that is meant.
    Rename,
    /// By moving the value, a port, after the host in the first setting that is meant.
    Port,
}
