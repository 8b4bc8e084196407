//! The variables of all lists by their names, so that each question about one takes the same time whatever
//! else there is.

use super::facts::LOGIN;
use super::names::{Named, meant, meant_by_value, named};
use crate::variables::{Beside, List, Variable};

/// A variable, with its list.
struct Entry<'l> {
    key: Key<'l>,
    list: usize,
    variable: &'l Variable,
}

/// A name of the table, whether it is a default, and the tag: a default counts for all of them.
type Key<'l> = (&'static str, bool, &'l str);

/// The variables of all lists.
pub(super) struct Index<'l> {
    /// By their keys, and in their order.
    entries: Vec<Entry<'l>>,
    /// The names of the table that are misspelled in each list.
    slips: Vec<Vec<&'static str>>,
    /// The switches of each list, in their order.
    switches: Vec<Vec<Key<'l>>>,
    /// Lists from here on are in other texts.
    outside: usize,
    pub(super) tags: Vec<&'l str>,
    pub(super) plain_login: bool,
}

/// So many variables of one name are compared: nobody writes more.
const SAME: usize = 64;

impl<'l> Index<'l> {
    pub(super) fn of(lists: &'l [List], beside: &'l Beside) -> Self {
        let mut index = Self {
            entries: Vec::new(),
            slips: Vec::new(),
            switches: Vec::new(),
            outside: lists.len(),
            tags: Vec::new(),
            plain_login: false,
        };
        for list in lists.iter().chain(beside.lists()) {
            index.add(list);
        }
        text::sort_by_key(&mut index.entries, |entry| entry.key);
        index
    }

    fn add(&mut self, list: &'l List) {
        let place = self.switches.len();
        let (mut switches, mut slips) = (Vec::new(), Vec::new());
        for variable in &list.variables {
            let value = variable.value.as_deref().unwrap_or("true");
            let by_value = meant_by_value(&variable.name, value);
            let found = named(&variable.name).filter(|_| by_value.is_none());
            let Some(found) = found else {
                let other = by_value.or_else(|| meant(&variable.name));
                slips.extend(other.and_then(|m| Some(named(&m.name)?.bare)));
                continue;
            };
            let key = key(found);
            if found.is_switch() {
                switches.push(key);
            }
            if found.bare == LOGIN && !found.is_default {
                self.plain_login |= found.tag.is_empty();
                self.tags.extend(Some(found.tag).filter(|tag| !tag.is_empty()));
            }
            self.entries.push(Entry { key, list: place, variable });
        }
        text::sort_by_key(&mut switches, |key| *key);
        text::sort_by_key(&mut slips, |name| *name);
        self.switches.push(switches);
        self.slips.push(slips);
    }

    /// The variables of a key, the last one first.
    fn all(&self, key: Key<'_>) -> impl Iterator<Item = &Entry<'l>> {
        let from = self.entries.partition_point(|entry| entry.key < key);
        let to = self.entries.partition_point(|entry| entry.key <= key);
        self.entries.get(from..to).unwrap_or_default().iter().rev().take(SAME)
    }

    /// As [`super::Facts::find`] says.
    pub(super) fn find(&self, list: usize, bare: &str, tag: &str) -> Option<&'l Variable> {
        let here = |other: usize| other < self.outside && self.are_together(list, other);
        self.own(list, bare, tag).or_else(|| self.first(bare, tag, here))
    }

    pub(super) fn own(&self, list: usize, bare: &str, tag: &str) -> Option<&'l Variable> {
        self.first(bare, tag, |other| other == list)
    }

    /// The variable of another text.
    pub(super) fn beside(&self, list: usize, bare: &str, tag: &str) -> Option<&'l Variable> {
        self.first(bare, tag, |other| other >= self.outside && self.are_together(list, other))
    }

    fn first(&self, bare: &str, tag: &str, of: impl Fn(usize) -> bool) -> Option<&'l Variable> {
        let bare = known(bare)?;
        let mut keys = [(bare, false, tag), (bare, true, "")].into_iter();
        keys.find_map(|key| self.all(key).find(|e| of(e.list)).map(|e| e.variable))
    }

    /// Whether two lists may be for the same runs: one that repeats a switch is another workspace's.
    fn are_together(&self, list: usize, other: usize) -> bool {
        let both = self.switches.get(list).zip(self.switches.get(other));
        list == other
            || both.is_none_or(|(own, there)| {
                !own.iter().take(SAME).any(|key| there.binary_search(key).is_ok())
            })
    }

    pub(super) fn has_any(&self, bare: &str) -> bool {
        let at = self.entries.partition_point(|entry| entry.key.0 < bare);
        self.entries.get(at).is_some_and(|entry| entry.key.0 == bare)
    }

    pub(super) fn has_set(&self, bare: &str) -> bool {
        let at = self.entries.partition_point(|entry| entry.key.0 < bare);
        self.entries.get(at).is_some_and(|entry| entry.key.0 == bare && !entry.key.1)
    }

    pub(super) fn is_in_environment(&self, named: Named<'_>) -> bool {
        let is_env = |variable: &Variable| {
            variable.category.as_ref().is_some_and(|category| category.word == "env")
        };
        self.all(key(named)).any(|entry| is_env(entry.variable))
    }

    pub(super) fn has_slip(&self, list: usize, bare: &str) -> bool {
        let slips = self.slips.iter().enumerate().filter(|(_, slips)| !slips.is_empty());
        slips.take(SAME).any(|(other, slips)| {
            slips.binary_search(&bare).is_ok() && self.are_together(list, other)
        })
    }
}

fn key(named: Named<'_>) -> Key<'_> {
    (named.bare, named.is_default, if named.is_default { "" } else { named.tag })
}

/// The name of the table.
fn known(bare: &str) -> Option<&'static str> {
    super::names::known(bare)
}
