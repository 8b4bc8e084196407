//! The settings of Terraform Enterprise in a cluster's ConfigMaps and Secrets, whatever writes these.

use text::Span;

use crate::knowledge;

/// A setting and its value, by their places.
pub(crate) struct ClusterSetting {
    pub key: Span,
    /// None in a Secret, where only names are looked at.
    pub value: Option<Span>,
}

/// What holds settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    ConfigMap,
    Secret,
}

impl Holder {
    /// Whether such an object is of Terraform Enterprise: by its own name, or by those of its settings. Other programs have
    /// one or two of these.
    pub(crate) fn is_of_tfe<'n>(self, name: &str, settings: impl Iterator<Item = &'n str>) -> bool {
        let is_known = |setting: &&str| knowledge::setting(setting).is_some();
        match self {
            Self::ConfigMap => {
                let known = settings.filter(is_known).count();
                known >= 3 || name.starts_with("terraform-enterprise") && known > 0
            }
            Self::Secret => {
                let own = name.starts_with("tfe") || name.starts_with("terraform-enterprise");
                let meant = |setting: &str| knowledge::meant_setting(setting).is_some();
                own && settings.into_iter().any(|setting| is_known(&setting) || meant(setting))
            }
        }
    }

    /// Whether an entry is called as settings are.
    pub(crate) fn is_setting(name: &str) -> bool {
        name.starts_with("TFE_")
    }
}
