//! What changes for some files when they are used with other versions.
//!
//! Two things know it: the rules, which are asked for both versions, and the tables, which say since
//! when something is so. Where the tables know nothing, nothing is said.

mod access;
mod change;
mod chart;
mod findings;
mod pair;
mod settings;
mod side;
mod way;

use serde::{Deserialize, Serialize};

use crate::base::document::Document;
use crate::base::versions::Versions;
pub use change::{Change, Effect};
use side::Side;

/// What changes between two sets of versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upgrade {
    /// The versions before.
    pub from: Versions,
    /// The versions after.
    pub to: Versions,
    /// What breaks first, then what changes, goes and comes.
    pub changes: Vec<Change>,
}

/// What changes for documents that are used together.
pub fn upgrade(documents: &[Document], from: &Versions, to: &Versions) -> Upgrade {
    let (before, after) = (Side::of(documents, from), Side::of(documents, to));
    let mut changes = findings::changes(&before, &after);
    changes.extend(way::changes(&before, &after));
    changes.extend(pair::changes(&before, &after));
    changes.extend(chart::changes(&before, &after));
    changes.extend(access::changes(&before, &after));
    changes.extend(settings::changes(&before, &after));
    text::sort_by_key(&mut changes, |c| (c.effect, std::cmp::Reverse(c.severity)));
    Upgrade { from: from.clone(), to: to.clone(), changes }
}
