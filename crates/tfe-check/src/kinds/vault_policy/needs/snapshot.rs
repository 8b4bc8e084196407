//! What a policy for Raft snapshots is for: to save, to restore, or to let Vault take snapshots by itself.

use vault_policy::{Capability, Document, Rule as PolicyRule};

use super::Goal;

pub(crate) const SNAPSHOT: &str = "sys/storage/raft/snapshot";
pub(crate) const FORCE: &str = "sys/storage/raft/snapshot-force";
const CONFIG: &str = "sys/storage/raft/snapshot-auto/config/*";

/// Which of the calls a policy is there for.
pub(crate) struct Wanted {
    save: bool,
    force: bool,
    restore: bool,
    /// Operations that its rules for automated snapshots grant.
    automate: Vec<Capability>,
}

impl Wanted {
    /// Judged by the paths of the rules and by what they grant.
    pub(crate) fn of(document: &Document) -> Self {
        let grants = |rule: &&PolicyRule, c| rule.read.capabilities.contains(c);
        let named = |word: &str| {
            let word = word.to_owned();
            document.rules.iter().filter(move |r| r.path.value.split('/').any(|s| s == word))
        };
        let on = |path: &'static str| {
            document.rules.iter().filter(move |r| r.read.pattern.matches(path))
        };
        let any = |c| on(SNAPSHOT).any(|r| grants(&r, c));
        // That path is only for restores, so a rule that does not grant them keeps the token away from
        // them: with a deny, with an empty list, or because somebody meant to save there.
        let force = named("snapshot-force").any(|r| grants(&r, Capability::Update));
        let kept_away =
            |r: &PolicyRule| grants(&r, Capability::Read) || grants(&r, Capability::Deny);
        let restores = named("snapshot-force").any(|r| !kept_away(r));
        // A rule for more than snapshots gives the right to restore to administrators, and a narrower one
        // takes it away on purpose.
        let about = |r: &&PolicyRule| r.path.value.trim_start_matches('/').starts_with(SNAPSHOT);
        let restore = on(SNAPSHOT).filter(about).any(|r| grants(&r, Capability::Update));
        let other = force || restores || named("snapshot-auto").next().is_some();
        let exact = on(SNAPSHOT).next().is_some();
        let save = if exact { any(Capability::Read) || !restore } else { !other };
        let automate = [Capability::Read, Capability::Update, Capability::Delete, Capability::List];
        let automate = automate
            .into_iter()
            .filter(|c| named("snapshot-auto").any(|r| grants(&r, *c) && is_for(r, *c)))
            .collect();
        Self { save, force, restore, automate }
    }

    /// Whether a call is one of those.
    pub(crate) fn asks(&self, goal: Goal, operation: &str, path: &str) -> bool {
        match goal {
            Goal::Snapshot => self.save,
            Goal::RestoreSnapshot if path == FORCE => self.force,
            Goal::RestoreSnapshot => self.restore,
            _ => self.automate.iter().any(|c| c.word() == operation),
        }
    }

    /// The policy lets its token restore snapshots and not save them.
    pub(crate) const fn only_restores(&self) -> bool {
        self.restore && !self.save
    }

    /// The policy lets its token restore by force.
    pub(crate) const fn forces(&self) -> bool {
        self.force
    }
}

/// Whether a rule is for what the automated snapshots' settings are asked for: the name of one, or
/// the list of all.
fn is_for(rule: &PolicyRule, capability: Capability) -> bool {
    let pattern = &rule.read.pattern;
    let (folder, example) = (CONFIG.trim_end_matches("/*"), "daily");
    match capability {
        // A LIST asks the rule without its slash, too.
        Capability::List => pattern.text == folder || pattern.matches(&format!("{folder}/")),
        _ => pattern.matches(&format!("{folder}/{example}")),
    }
}
