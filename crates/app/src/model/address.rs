//! Addresses of views, rules and wishes: what is after `#`.

use super::View;

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
