//! The names of the variables: `TFC_` and a name of the table, with `DEFAULT_` before it or a tag after it.

use std::sync::LazyLock;

use text::Vocabulary;

use crate::knowledge::runs::{self, FAMILIES, Family};
use crate::knowledge::setting;

/// What a name is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'n> {
    pub family: &'static Family,
    /// The name of the table.
    pub bare: &'static str,
    /// What is known of it; none for a switch.
    pub known: Option<&'static runs::Known>,
    /// It begins with `TFC_DEFAULT_`.
    pub is_default: bool,
    /// Without the `_` before it; empty where there is none.
    pub tag: &'n str,
}

impl Named<'_> {
    /// Whether it turns its family on.
    pub(crate) fn is_switch(&self) -> bool {
        self.known.is_none()
    }
}

/// Names that people write for another one; the second is of the table.
const ALIASES: [(&str, &str); 12] = [
    ("VAULT_ADDRESS", "VAULT_ADDR"),
    ("VAULT_URL", "VAULT_ADDR"),
    ("VAULT_ROLE", "VAULT_RUN_ROLE"),
    ("VAULT_AUTH", "VAULT_PROVIDER_AUTH"),
    ("VAULT_CACERT", "VAULT_ENCODED_CACERT"),
    ("VAULT_AUDIENCE", "VAULT_WORKLOAD_IDENTITY_AUDIENCE"),
    ("AWS_ROLE_ARN", "AWS_RUN_ROLE_ARN"),
    ("AWS_AUTH", "AWS_PROVIDER_AUTH"),
    ("AZURE_AUTH", "AZURE_PROVIDER_AUTH"),
    ("AZURE_CLIENT_ID", "AZURE_RUN_CLIENT_ID"),
    ("GCP_AUTH", "GCP_PROVIDER_AUTH"),
    ("GCP_SERVICE_ACCOUNT_EMAIL", "GCP_RUN_SERVICE_ACCOUNT_EMAIL"),
];

fn all() -> impl Iterator<Item = (&'static Family, &'static str, Option<&'static runs::Known>)> {
    FAMILIES.iter().flat_map(|family| {
        let switch = (!family.switch.is_empty()).then_some((family, family.switch, None));
        let known = family.variables.iter().map(move |known| (family, known.name, Some(known)));
        switch.into_iter().chain(known)
    })
}

/// Takes a name apart; none where it is not a known one.
pub(crate) fn named(name: &str) -> Option<Named<'_>> {
    let rest = name.strip_prefix("TFC_")?;
    let (rest, is_default) = match rest.strip_prefix("DEFAULT_") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    // The longest one: AUTH_TYPE is not AUTH with a tag.
    let (family, bare, known) = all()
        .filter(|(_, bare, _)| {
            rest.strip_prefix(bare).is_some_and(|tag| tag.is_empty() || tag.starts_with('_'))
        })
        .max_by_key(|(_, bare, _)| bare.len())?;
    let tag = rest.get(bare.len()..).unwrap_or("").trim_start_matches('_');
    Some(Named { family, bare, known, is_default, tag })
}

/// The name of a variable, with a tag unless that is empty.
pub(crate) fn full(bare: &str, tag: &str) -> String {
    if tag.is_empty() { format!("TFC_{bare}") } else { format!("TFC_{bare}_{tag}") }
}

/// How surely another name is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    pub name: String,
    /// It is one slip of the fingers away.
    pub is_slip: bool,
}

/// The name that was most likely meant by one that no run knows.
pub(crate) fn meant(name: &str) -> Option<Meant> {
    if named(name).is_some() || setting(name).is_some() {
        return None;
    }
    let (prefix, rest) = name.split_once('_')?;
    // `TFE_VAULT_RUN_ROLE`: the settings of the platform begin so.
    if matches!(prefix, "TFE" | "TCF" | "TF") {
        let name = format!("TFC_{rest}");
        let is_known = named(&name).is_some_and(|n| n.tag.is_empty() || prefix == "TFE");
        return is_known.then_some(Meant { name, is_slip: prefix != "TF" });
    }
    if prefix != "TFC" {
        return None;
    }
    let (bare, default) =
        rest.strip_prefix("DEFAULT_").map_or((rest, ""), |bare| (bare, "DEFAULT_"));
    let of = |bare: &str, is_slip| Meant { name: format!("TFC_{default}{bare}"), is_slip };
    if let Some((_, bare)) = ALIASES.iter().find(|(written, _)| *written == bare) {
        return Some(of(bare, false));
    }
    NAMES.slip(bare).map(|bare| of(bare, true))
}

/// The name that was most likely meant by a switch with a tag that has no value of a switch: `AUTH_TYP=iam_user`.
pub(crate) fn meant_by_value(name: &str, value: &str) -> Option<Meant> {
    let named = named(name).filter(|named| named.is_switch() && !named.tag.is_empty())?;
    if is_of_a_switch(value) {
        return None;
    }
    let rest = name.strip_prefix("TFC_")?;
    let of = |bare: &str, is_slip| Meant { name: format!("TFC_{bare}"), is_slip };
    if let Some(bare) = NAMES.slip(rest).filter(|bare| bare.len() > named.bare.len()) {
        return Some(of(bare, true));
    }
    let choice = named
        .family
        .variables
        .iter()
        .find(|known| known.name.starts_with(named.bare) && known.values.contains(&value));
    choice.map(|known| of(known.name, false))
}

/// Whether a value is one that people write for on or off.
pub(crate) fn is_of_a_switch(value: &str) -> bool {
    let words = ["", "true", "false", "1", "0", "t", "f", "yes", "no", "on", "off", "y", "n"];
    let value = value.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    words.contains(&value.as_str()) || ["enable", "disable"].iter().any(|w| value.starts_with(w))
}

/// Parts of names that runs, agents and providers have of their own.
const OTHERS: [&str; 9] = [
    "RUN",
    "WORKSPACE",
    "PROJECT",
    "AGENT",
    "TOKEN",
    "ORGANIZATION",
    "REGION",
    "SUBSCRIPTION",
    "TENANT",
];

static NAMES: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| Vocabulary::new(all().map(|(_, bare, _)| bare)).with_words(OTHERS));

/// The name as the table has it.
pub(super) fn known(bare: &str) -> Option<&'static str> {
    all().map(|(_, known, _)| known).find(|known| *known == bare)
}

/// Whether a name is that of a switch.
pub(crate) fn is_switch(name: &str) -> bool {
    named(name).is_some_and(|named| named.is_switch() && named.tag.is_empty())
}

/// Whether a name can only be one of these variables, well written or not.
pub(crate) fn is_ours(name: &str) -> bool {
    named(name).is_some() || meant(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let of = |name| named(name).map(|n| (n.bare, n.is_default, n.tag));
        assert_eq!(of("TFC_VAULT_ADDR"), Some(("VAULT_ADDR", false, "")));
        assert_eq!(of("TFC_VAULT_ADDR_EU_1"), Some(("VAULT_ADDR", false, "EU_1")));
        assert_eq!(of("TFC_DEFAULT_VAULT_RUN_ROLE"), Some(("VAULT_RUN_ROLE", true, "")));
        assert_eq!(
            of("TFC_VAULT_BACKED_AWS_AUTH_TYPE"),
            Some(("VAULT_BACKED_AWS_AUTH_TYPE", false, ""))
        );
        assert_eq!(
            of("TFC_VAULT_BACKED_AWS_AUTH_TYPE_b"),
            Some(("VAULT_BACKED_AWS_AUTH_TYPE", false, "b"))
        );
        assert_eq!(
            of("TFC_VAULT_BACKED_AZURE_AUTH_TYPE"),
            Some(("VAULT_BACKED_AZURE_AUTH", false, "TYPE"))
        );
        for name in
            ["TFC_VAULT_ADDRESS", "TFC_RUN_ID", "TFC_TOKEN", "VAULT_ADDR", "TFE_VAULT_ADDRESS"]
        {
            assert!(named(name).is_none(), "{name}");
        }
    }

    #[test]
    fn what_is_meant_is_found_and_the_names_of_others_are_left_alone() {
        let of = |name| meant(name).map(|m| (m.name, m.is_slip));
        let some = |name: &str, slip| Some((name.to_owned(), slip));
        assert_eq!(of("TFC_VAULT_ADDRESS"), some("TFC_VAULT_ADDR", false));
        assert_eq!(of("TFC_VAULT_NAMESPCE"), some("TFC_VAULT_NAMESPACE", true));
        assert_eq!(of("TFE_VAULT_RUN_ROLE"), some("TFC_VAULT_RUN_ROLE", true));
        assert_eq!(
            of("TFC_VAULT_BACKED_AWS_RUN_VUALT_ROLE"),
            some("TFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE", true)
        );
        for name in [
            "TFC_VAULT_SOMETHING",
            "TFC_RUN_ID",
            "TFC_WORKSPACE_NAME",
            "TFC_AWS_REGION",
            "TFC_AWS_RUN_ID",
            "TFC_AGENT_TOKEN",
            "TFC_ADDRESS",
            "TFE_VAULT_ADDRESS",
            "TFE_VAULT_ROLE_ID",
            "TFE_TOKEN",
            "TFE_HOSTNAME",
            "VAULT_ADDR",
            "AWS_ROLE_ARN",
            "TF_VAULT_X",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
