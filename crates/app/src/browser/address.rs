//! Addresses of views and rule pages: the part after `#`, which never leaves the browser.

use wasm_bindgen::JsValue;

use crate::model::View;

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A view.
    View(View),
    /// A rule's page.
    Rule(String),
}

/// The meaning of what stands after `#`.
pub(crate) fn address(hash: &str) -> Option<Address> {
    let path = hash.trim_start_matches('#').trim_start_matches('/');
    if let Some(name) = path.strip_prefix("rules/") {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        return (plain && !name.is_empty()).then(|| Address::Rule(name.to_owned()));
    }
    let view = match path {
        "file" => View::File,
        "findings" => View::Findings,
        "fixed" => View::Fixed,
        "access" | "settings" => View::Facts,
        _ => return None,
    };
    Some(Address::View(view))
}

/// Shows where the page is now, without a step in the browser's history.
pub(crate) fn replace_address(hash: &str) {
    if let Ok(history) = gloo::utils::window().history() {
        // Refused in sandboxed frames: the address is a convenience.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_views_and_rules() {
        assert_eq!(address("#/fixed"), Some(Address::View(View::Fixed)));
        assert_eq!(address("#/access"), Some(Address::View(View::Facts)));
        assert_eq!(address("#/rules/path-with-v1"), Some(Address::Rule("path-with-v1".to_owned())));
        assert_eq!(address("#/rules/../x"), None);
        assert_eq!(address(""), None);
    }
}
