//! Names that are nearly a parameter of Vault's roles.

use std::sync::LazyLock;

use text::{Edit, Vocabulary, short};

use super::Setting;
use crate::base::finding::{Finding, Fix};
use crate::knowledge::parameters;
use crate::knowledge::rules::any::ROLE_PARAMETER_MISSPELT;

static APPROLE: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| vocabulary(parameters::OF_APPROLE));

static JWT: LazyLock<Vocabulary<'static>> = LazyLock::new(|| vocabulary(parameters::OF_JWT));

fn vocabulary(of_method: &[&'static str]) -> Vocabulary<'static> {
    Vocabulary::new(parameters::OF_TOKENS.iter().chain(of_method).copied())
}

/// Parameters of an AppRole role that are nearly one that Vault has.
pub(crate) fn misspelt_of_approle(settings: &[Setting]) -> Vec<Finding> {
    misspelt(settings, &APPROLE)
}

/// Those of a JWT role.
pub(crate) fn misspelt_of_jwt(settings: &[Setting]) -> Vec<Finding> {
    misspelt(settings, &JWT)
}

fn misspelt(settings: &[Setting], known: &Vocabulary<'static>) -> Vec<Finding> {
    let given = |name: &str| settings.iter().any(|setting| setting.key == name);
    let unknown = settings.iter().filter(|s| !s.key.contains('.') && !known.has(&s.key));
    let meant = unknown.filter_map(|s| Some((s, known.slip(&s.key)?)));
    meant
        .filter(|(_, name)| !given(name))
        .map(|(setting, name)| {
            let edit = Edit::replace(setting.key_span, name);
            ROLE_PARAMETER_MISSPELT
                .at(setting.key_span)
                .say(
                    format!("Roles have no parameter `{}`.", short(&setting.key)),
                    "Vault ignores it with a warning, and the role lacks what it should set.",
                    format!("Write {name}."),
                )
                .fix(Some(Fix::safe(format!("Write {name}"), edit)))
        })
        .collect()
}
