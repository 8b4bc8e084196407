//! What the variables of a list say, by name and tag.

use super::names::{Named, meant, named};
use crate::carry::variables::{List, Variable};

/// The switch of the login to Vault.
pub(super) const LOGIN: &str = "VAULT_PROVIDER_AUTH";

/// A list with what its names are.
pub(crate) struct Facts<'l> {
    pub list: &'l List,
    /// The variables of known names.
    pub known: Vec<(&'l Variable, Named<'l>)>,
    /// Those of all lists of the text: others may hold the rest.
    pub all: Vec<(&'l Variable, Named<'l>)>,
}

/// A switch that is on, or may be.
#[derive(Clone, Copy)]
pub(crate) struct Switch<'l> {
    pub variable: &'l Variable,
    pub named: Named<'l>,
}

impl<'l> Facts<'l> {
    /// The facts of a list that is one of some.
    pub(crate) fn of(list: &'l List, lists: &'l [List]) -> Self {
        let all = lists.iter().flat_map(|list| &list.variables);
        Self { list, known: known(&list.variables), all: known(all) }
    }

    /// The switches that are on.
    pub(crate) fn on(&self) -> impl Iterator<Item = Switch<'l>> + '_ {
        let is_on = |v: &Variable| {
            v.value.as_deref().is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        };
        let all =
            self.known.iter().filter(move |(v, n)| n.is_switch() && !n.is_default && is_on(v));
        all.map(|(variable, named)| Switch { variable, named: *named })
    }

    /// The variable that counts for a tag: the one with that tag, else its default, and the last of two. Another
    /// list may hold what this one does not.
    pub(crate) fn find(&self, bare: &str, tag: &str) -> Option<&'l Variable> {
        [&self.known, &self.all].into_iter().find_map(|among| in_list(among, bare, tag))
    }

    /// Whether a variable is there for a tag, also without one.
    pub(crate) fn has(&self, bare: &str, tag: &str) -> bool {
        self.find(bare, tag).is_some() || self.find(bare, "").is_some()
    }

    /// Whether all names of a way are there for a tag. One that is misspelled is reported as such.
    pub(super) fn gives(&self, way: &[&str], tag: &str) -> bool {
        let is_slip = |bare: &str| {
            let mut written = self.list.variables.iter().filter_map(|v| meant(&v.name));
            written.any(|meant| named(&meant.name).is_some_and(|named| named.bare == bare))
        };
        way.iter().all(|bare| self.has(bare, tag) || is_slip(bare))
    }

    /// The tags of the logins to Vault, in the order of the text.
    pub(super) fn login_tags(&self) -> Vec<&'l str> {
        let logins = self.all.iter().filter(|(_, n)| n.bare == LOGIN && !n.is_default);
        logins.map(|(_, n)| n.tag).filter(|tag| !tag.is_empty()).collect()
    }

    /// Whether a variable is there in any form.
    pub(crate) fn has_any(&self, bare: &str) -> bool {
        self.all.iter().any(|(_, n)| n.bare == bare)
    }
}

fn in_list<'l>(among: &[(&'l Variable, Named<'l>)], bare: &str, tag: &str) -> Option<&'l Variable> {
    let fits = |n: &Named<'_>, is_default: bool| {
        n.bare == bare && n.is_default == is_default && (is_default || n.tag == tag)
    };
    let last = |is_default| among.iter().rfind(|(_, n)| fits(n, is_default)).map(|(v, _)| *v);
    last(false).or_else(|| last(true))
}

fn known<'l>(variables: impl IntoIterator<Item = &'l Variable>) -> Vec<(&'l Variable, Named<'l>)> {
    variables.into_iter().filter_map(|v| Some((v, named(&v.name)?))).collect()
}
