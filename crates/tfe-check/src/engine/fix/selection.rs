//! Which fixes of a round are good together.

use std::collections::HashSet;

use text::{EditSet, EditSetBuilder};

use super::state::{MOST_BEATEN, State, Wanted};

/// The fixes of a round that were found to be good together.
#[derive(Default)]
pub(super) struct Selection {
    pub trials: usize,
    pub taken: Vec<usize>,
    pub best: Option<(State, EditSet)>,
    /// Those that touch the same text as others that were tried.
    pub waiting: Vec<usize>,
    /// Those that do harm.
    pub refused: Vec<usize>,
}

impl Selection {
    /// Those taken, and those of a group that can be applied with them; the others leave the group
    /// and wait.
    pub(super) fn fitting(&mut self, wanted: &[Wanted<'_>], group: &mut Vec<usize>) -> Vec<usize> {
        let mut all = EditSetBuilder::default();
        let mut fits = |at: &usize| wanted.get(*at).is_some_and(|w| all.add(w.edits).is_ok());
        let mut fit: Vec<usize> = self.taken.iter().copied().filter(|at| fits(at)).collect();
        let (can, wait) = group.iter().partition(|at| fits(at));
        *group = can;
        self.waiting.extend::<Vec<usize>>(wait);
        fit.extend_from_slice(group);
        fit
    }
}

/// What became of a group that was tried.
pub(super) enum Outcome {
    /// All of it is taken.
    Good,
    /// Nothing of it can be taken.
    Bad,
    /// These do harm.
    BadWith(HashSet<usize>),
    /// One of them or several do harm: a part of the group may be good without the others.
    Unclear,
}

impl Outcome {
    /// What follows from the places of those that do harm among all that were tried.
    pub(super) fn of_harmful(group: &[usize], places: &[usize], tried: &[usize]) -> Self {
        let bad: HashSet<usize> = places.iter().filter_map(|p| tried.get(*p)).copied().collect();
        match group.iter().filter(|at| bad.contains(at)).count() {
            0 => Self::Bad,
            // Each of them may be good without the others.
            all if all == group.len() && (2..=MOST_BEATEN).contains(&all) => Self::Unclear,
            _ => Self::BadWith(bad),
        }
    }
}

/// The edits of some fixes, which fit to each other.
pub(super) fn union(chosen: &[Wanted<'_>]) -> EditSet {
    let mut all = EditSetBuilder::default();
    for one in chosen {
        // They fit: `fitting` has tried them in this order.
        let _ = all.add(one.edits);
    }
    all.finish()
}
