//! Which anchors something refers to.

use std::collections::HashSet;

use helm_values::{Document, Kind, NodeId};

use super::facts::Facts;

/// What all aliases of a file refer to, found once: each value with an anchor asks.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    targets: HashSet<NodeId>,
    names: HashSet<String>,
}

impl Aliases {
    fn of(document: &Document) -> Self {
        let mut found = Self::default();
        for (_, node) in document.nodes() {
            if let Kind::Alias(alias) = &node.kind {
                found.targets.extend(alias.target);
                found.names.insert(alias.name.clone());
            }
        }
        found
    }
}

impl Facts<'_> {
    fn all_aliases(&self) -> &Aliases {
        self.aliases.get_or_init(|| Aliases::of(self.document))
    }

    /// Whether an alias stands for this value.
    pub(crate) fn is_referred_to(&self, anchored: NodeId) -> bool {
        self.all_aliases().targets.contains(&anchored)
    }

    /// Whether any alias has this name.
    pub(crate) fn has_alias(&self, name: &str) -> bool {
        self.all_aliases().names.contains(name)
    }
}
