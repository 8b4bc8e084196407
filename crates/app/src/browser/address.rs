//! Addresses of views, rules and wishes: the part after `#`, which never leaves the browser.

use wasm_bindgen::JsValue;

use crate::model::View;

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A view.
    View(View),
    /// A rule's page.
    Rule(String),
    /// The list of all rules.
    Rules,
    /// How to see that nothing leaves the page.
    Verify,
    /// The form that starts a file.
    New,
    /// What other versions change.
    Upgrade,
    /// What the author of a link wants to be seen.
    Wish(Wish),
}

/// `#example=…&rule=…`: each part is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    /// An example of the first screen, or a rule, whose first Bad it is.
    pub example: Option<String>,
    /// The page of this rule is open.
    pub rule: Option<String>,
    /// What the document is.
    pub kind: Option<String>,
    /// What the policy is for.
    pub profile: Option<String>,
    /// The release of Terraform Enterprise.
    pub tfe: Option<String>,
    /// The release of the chart.
    pub chart: Option<String>,
    /// The release of Vault.
    pub vault: Option<String>,
    /// The view on screen.
    pub view: Option<View>,
    /// Texts, packed.
    pub share: Option<String>,
}

/// The meaning of what is after `#`.
pub(crate) fn address(hash: &str) -> Option<Address> {
    let path = hash.trim_start_matches('#');
    if path.contains('=') && !path.starts_with('/') {
        return Some(Address::Wish(wish(path)));
    }
    let path = path.trim_start_matches('/');
    if let Some(name) = path.strip_prefix("rules/").filter(|name| !name.is_empty()) {
        return is_plain(name).then(|| Address::Rule(name.to_owned()));
    }
    Some(match path.trim_end_matches('/') {
        "rules" => Address::Rules,
        "verify" => Address::Verify,
        "new" => Address::New,
        "upgrade" => Address::Upgrade,
        "" => Address::View(View::Findings),
        view => Address::View(view_named(view)?),
    })
}

/// Parts that are not known, or that have other characters than names have, are left out.
fn wish(query: &str) -> Wish {
    let mut wish = Wish::default();
    let parts = query.split('&').filter_map(|part| part.split_once('='));
    for (name, value) in parts.filter(|(_, value)| is_plain(value)) {
        let own = || Some(value.to_owned());
        match name {
            "example" => wish.example = own(),
            "rule" => wish.rule = own(),
            "kind" => wish.kind = own(),
            "profile" => wish.profile = own(),
            "tfe" => wish.tfe = own(),
            "chart" => wish.chart = own(),
            "vault" => wish.vault = own(),
            "view" => wish.view = view_named(value),
            "share" => wish.share = own(),
            _ => {}
        }
    }
    wish
}

fn view_named(name: &str) -> Option<View> {
    Some(match name {
        "file" => View::File,
        "findings" => View::Findings,
        "fixed" => View::Fixed,
        "access" => View::Access,
        "settings" => View::Settings,
        _ => return None,
    })
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
}

/// Shows where the page is now, without a step in the browser's history.
pub(crate) fn replace_address(hash: &str, document: u32) {
    if let Ok(history) = gloo::utils::window().history() {
        // Refused in sandboxed frames: the address is a convenience.
        let _ = history.replace_state_with_url(&JsValue::from(document), "", Some(hash));
    }
}

/// The same with a step, so that Back leads to what was on screen before.
pub(crate) fn push_address(hash: &str, document: u32) {
    let window = gloo::utils::window();
    let here = window.location().hash().unwrap_or_default();
    let Ok(history) = window.history() else { return };
    let same_document = history.state().is_ok_and(|s| s.as_f64() == Some(f64::from(document)));
    if here != hash || !same_document {
        let _ = history.push_state_with_url(&JsValue::from(document), "", Some(hash));
    }
}

/// The document that the step of the browser's history had on screen.
pub(crate) fn document_of_step() -> Option<u32> {
    let state = gloo::utils::window().history().ok()?.state().ok()?.as_f64()?;
    // It was put there as a small whole number.
    (0_u32..=10_000).find(|id| f64::from(*id).total_cmp(&state).is_eq())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_views_and_rules() {
        assert_eq!(address("#/fixed"), Some(Address::View(View::Fixed)));
        assert_eq!(address("#/access"), Some(Address::View(View::Access)));
        assert_eq!(address("#/rules/path-with-v1"), Some(Address::Rule("path-with-v1".to_owned())));
        assert_eq!(address("#/rules"), Some(Address::Rules));
        assert_eq!(address("#/rules/"), Some(Address::Rules));
        assert_eq!(address("#/new"), Some(Address::New));
        assert_eq!(address("#/rules/../x"), None);
        assert_eq!(address(""), Some(Address::View(View::Findings)));
        assert_eq!(address("#results"), None);
    }

    #[test]
    fn wishes_are_read_part_by_part_and_odd_ones_left_out() {
        let some = |text: &str| Some(text.to_owned());
        let expected = Wish {
            example: some("flat"),
            tfe: some("v202409-1"),
            view: Some(View::Fixed),
            ..Wish::default()
        };
        let found = address("#example=flat&tfe=v202409-1&view=fixed&kind=<b>&other=1&rule=");
        assert_eq!(found, Some(Address::Wish(expected)));
    }
}
