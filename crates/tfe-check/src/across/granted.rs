//! What policies grant together, as Vault decides it.

use vault_policy::{Acl, Document, Operation, Policy, Request, VaultLine};

/// Whether a token with these policies may do one of some operations at a path.
pub(super) fn allows(readings: &[Document], ways: &[Operation], path: &str) -> bool {
    let read = |d: &Document| {
        let rules = d.rules.iter().map(|rule| rule.read.clone()).collect();
        Policy { rules, ..Policy::default() }
    };
    let policies: Vec<Policy> = readings.iter().map(read).collect();
    let acl = Acl::new(policies.iter().collect::<Vec<_>>(), None, VaultLine::default());
    ways.iter().any(|way| acl.check(&Request::new(*way, path)).allowed)
}
