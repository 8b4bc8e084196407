//! Where the policy expects the transit engine: at `transit/`, at another mount, or in a namespace
//! that its paths name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use text::Vocabulary;
use vault_policy::Document;

use crate::base::kind::Profile;

/// What follows the mount in the paths of the documented policy.
pub(crate) const CALLS: [&str; 7] =
    ["keys", "sign", "encrypt", "decrypt", "datakey/plaintext", "backup", "restore"];

/// What stands before the documented paths in this policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// `transit` in the documented policy.
    pub transit: String,
    /// Before `sys/` and `auth/`: nothing, or a namespace with its `/`.
    pub rest: String,
}

impl Default for Place {
    fn default() -> Self {
        Self { transit: "transit".to_owned(), rest: String::new() }
    }
}

impl Place {
    /// The one mount of all rules for TFE's keys. Where one of them is at `transit`, the others
    /// are wrong.
    pub(crate) fn of<'d>(
        documents: impl Iterator<Item = &'d Document> + Clone,
        profile: Profile,
    ) -> Self {
        if profile != Profile::TfeExternalVault {
            return Self::default();
        }
        let mut mounts: BTreeMap<&str, usize> = BTreeMap::new();
        for rule in documents.clone().flat_map(|d| &d.rules) {
            let text = rule.read.pattern.text.as_str();
            if text == "transit" || text.starts_with("transit/") {
                return Self::default();
            }
            if let Some(mount) = mount(text) {
                *mounts.entry(mount).or_default() += 1;
            }
        }
        let most = mounts.into_iter().max_by_key(|(_, count)| *count);
        let Some((mount, _)) = most.filter(|(mount, n)| *n > 1 || !misspelt(mount)) else {
            return Self::default();
        };
        let namespace = mount.strip_suffix("transit").filter(|n| n.ends_with('/')).unwrap_or("");
        let inside = |text: &str| {
            let rest = text.strip_prefix(namespace);
            rest.is_some_and(|r| r.starts_with("sys/") || r.starts_with("auth/"))
        };
        let named = !namespace.is_empty()
            && documents.flat_map(|d| &d.rules).any(|r| inside(&r.read.pattern.text));
        let rest = if named { namespace } else { "" };
        Self { transit: mount.to_owned(), rest: rest.to_owned() }
    }

    /// Whether it is the documented one.
    pub(crate) fn is_documented(&self) -> bool {
        self.transit == "transit"
    }

    /// A path of the documentation as it is here.
    pub(crate) fn path<'p>(&self, documented: &'p str) -> Cow<'p, str> {
        match documented.strip_prefix("transit/") {
            _ if self.is_documented() => documented.into(),
            Some(rest) => format!("{}/{rest}", self.transit).into(),
            None => format!("{}{documented}", self.rest).into(),
        }
    }
}

/// A mount that differs from `transit` by a letter or two.
pub(crate) fn misspelt(mount: &str) -> bool {
    static ENGINE: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::new(["transit"]));
    mount != "transit" && ENGINE.nearest(mount).is_some()
}

/// The mount of a rule for TFE's keys; `None` where it cannot be told from the path.
pub(crate) fn mount(path: &str) -> Option<&str> {
    // Most rules of most policies are for other engines.
    if !["/atlas_", "/archivist_", "/transit/"].iter().any(|part| path.contains(part)) {
        return None;
    }
    let keyed = CALLS.iter().find_map(|call| {
        path.find(&format!("/{call}/atlas_")).or_else(|| path.find(&format!("/{call}/archivist_")))
    });
    let wide = || path.find("/transit/").map(|at| at + "/transit".len());
    let mount = path.get(..keyed.or_else(wide)?)?;
    let plain = !mount.is_empty()
        && !mount.starts_with(['/', ' '])
        && !mount.contains(['+', '*', ':'])
        && mount != "v1"
        && !mount.starts_with("v1/");
    plain.then_some(mount)
}

/// Whether a path fits if each `*` and `+` stands for anything.
pub(crate) fn may_match(pattern: &str, path: &str) -> bool {
    let pattern = pattern.replace('+', "*");
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or("")) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else { return rest.is_empty() };
    for piece in between {
        let Some(at) = rest.find(piece) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or("");
    }
    rest.ends_with(last)
}
