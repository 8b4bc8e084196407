//! What stands in a script.

use text::Span;

use crate::carry::part::Embedded;
use crate::carry::signs;
use crate::contract::Values;
use crate::roles::approle::{Role, Written};

/// What stands in a script.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Policies whose text stands in it.
    pub(crate) policies: Vec<Embedded>,
    /// Values whose text stands in it.
    pub(crate) values: Vec<Values>,
    /// All policies that it writes.
    pub(crate) written: Vec<Written>,
    pub(crate) roles: Vec<Role>,
    /// Files that it takes policies from, and where they are named.
    pub(crate) elsewhere: Vec<(String, Span)>,
    /// There is more in it than one policy and the command around it.
    pub(super) more: bool,
}

impl Found {
    pub(super) fn is_any(&self) -> bool {
        let texts = self.policies.len() + self.values.len() + self.written.len();
        texts + self.roles.len() > 0
    }

    pub(super) fn sets_only(&self) -> bool {
        let texts = self.policies.len() + self.written.len() + self.roles.len();
        texts == 0 && self.values.iter().all(|values| values.singles.is_some())
    }
}

/// Whether a text inside of a script is a policy.
pub(super) fn is_policy(text: &str) -> bool {
    signs::policy::is_whole(text)
}
