//! What the variables of a list say, by name and tag.

use std::rc::Rc;

use super::index::Index;
use super::names::{Named, named};
use crate::variables::{Beside, List, Variable};

/// The switch of the login to Vault.
pub(super) const LOGIN: &str = "VAULT_PROVIDER_AUTH";

/// A list with what its names are.
pub(crate) struct Facts<'l> {
    pub list: &'l List,
    /// The variables of known names.
    pub known: Vec<(&'l Variable, Named<'l>)>,
    /// Those of all lists: others may hold the rest.
    index: Rc<Index<'l>>,
    /// The place of the list among all of them.
    place: usize,
}

/// A switch that is on, or may be.
#[derive(Clone, Copy)]
pub(crate) struct Switch<'l> {
    pub variable: &'l Variable,
    pub named: Named<'l>,
}

impl<'l> Facts<'l> {
    /// The facts of each list of a text, next to those of other texts.
    pub(crate) fn each(lists: &'l [List], beside: &'l Beside) -> Vec<Self> {
        let index = Rc::new(Index::of(lists, beside));
        let of = |(place, list): (usize, &'l List)| {
            let variables = list.variables.iter();
            let known = variables.filter_map(|v| Some((v, named(&v.name)?))).collect();
            Self { list, known, index: Rc::clone(&index), place }
        };
        lists.iter().enumerate().map(of).collect()
    }

    /// The switches that are on.
    pub(crate) fn on(&self) -> impl Iterator<Item = Switch<'l>> + '_ {
        let all = self.known.iter().filter(|(v, n)| n.is_switch() && !n.is_default && is_on(v));
        all.map(|(variable, named)| Switch { variable, named: *named })
    }

    /// Whether the list is one variable that is given by itself, which lacks no other: the body of a request, a
    /// resource, a line among the variables of a configuration.
    pub(super) fn is_single(&self) -> bool {
        let by_itself = self.known.first().is_some_and(|(variable, _)| variable.next.is_none());
        let is_low = |v: &Variable| v.name.starts_with(|c: char| c.is_ascii_lowercase());
        let of_configuration = self.list.variables.iter().any(is_low);
        self.known.len() < 2 && !self.list.is_answer && (by_itself || of_configuration)
    }

    /// The variable that counts for a tag: the one with that tag, else its default, and the last of two. Another
    /// list of the text may hold what this one does not.
    pub(crate) fn find(&self, bare: &str, tag: &str) -> Option<&'l Variable> {
        self.index.find(self.place, bare, tag)
    }

    /// The variable of this list, and of no other.
    pub(crate) fn own(&self, bare: &str, tag: &str) -> Option<&'l Variable> {
        self.index.own(self.place, bare, tag)
    }

    /// The value of a variable in any text that is given: none where there is no such variable, and nothing in
    /// it where that is filled in.
    pub(crate) fn value(&self, bare: &str, tag: &str) -> Option<Option<&'l str>> {
        let variable = self.find(bare, tag).or_else(|| self.index.beside(self.place, bare, tag))?;
        Some(variable.value.as_deref())
    }

    /// Whether a variable is there for a tag, also without one.
    pub(crate) fn has(&self, bare: &str, tag: &str) -> bool {
        self.value(bare, tag).is_some() || self.value(bare, "").is_some()
    }

    /// Whether all names of a way are there for a tag. One that is misspelled is reported as such.
    pub(super) fn gives(&self, way: &[&str], tag: &str) -> bool {
        way.iter().all(|bare| self.has(bare, tag) || self.index.has_slip(self.place, bare))
    }

    /// Whether a variable is there in any form.
    pub(crate) fn has_any(&self, bare: &str) -> bool {
        self.index.has_any(bare)
    }

    /// Whether a variable is there in any form but its default.
    pub(crate) fn has_set(&self, bare: &str) -> bool {
        self.index.has_set(bare)
    }

    /// Whether a variable of the same name is set as an environment variable.
    pub(crate) fn is_in_environment(&self, named: Named<'_>) -> bool {
        self.index.is_in_environment(named)
    }

    /// The tags of the logins to Vault, in the order of the texts; none where a login has no tag.
    pub(crate) fn login_tags(&self) -> &[&'l str] {
        &self.index.tags
    }

    /// Whether a login to Vault has no tag.
    pub(crate) fn has_plain_login(&self) -> bool {
        self.index.plain_login
    }
}

/// So many tags are named in a message, and compared with a name that is none of them.
pub(super) const MOST_TAGS: usize = 12;

/// Tags as a message names them.
pub(super) fn listed(tags: &[&str]) -> String {
    let first = tags.get(..MOST_TAGS.min(tags.len())).unwrap_or_default().join(", ");
    match tags.len().checked_sub(MOST_TAGS) {
        None | Some(0) => first,
        Some(more) => format!("{first} and {more} more"),
    }
}

/// Whether a switch is written as on.
pub(crate) fn is_on(variable: &Variable) -> bool {
    variable.value.as_deref().is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}
