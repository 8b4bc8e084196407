//! Two installations that are given together.

use super::installation::{Installation, is_real};
use super::known::Known;
use super::member::At;

/// More texts of values are not the installations of one person.
const MOST: usize = 20;

/// Two installations of different host names, the earlier one first.
pub(super) fn pairs(known: &Known) -> impl Iterator<Item = (&Installation, &Installation)> {
    let all = known.installations.get(..MOST.min(known.installations.len())).unwrap_or_default();
    let before = move |(n, second)| all.iter().take(n).map(move |first| (first, second));
    let pairs = all.iter().enumerate().flat_map(before);
    // A file that says little more than another host name changes what the other one says.
    let apart = |(first, second): &(&Installation, &Installation)| {
        !first.is_overlay(second) && !second.is_overlay(first)
    };
    pairs.filter(|(first, second)| differ(first, second, "TFE_HOSTNAME")).filter(apart)
}

/// Whether both set it, to different values.
pub(super) fn differ(first: &Installation, second: &Installation, name: &str) -> bool {
    let both = first.get(name).zip(second.get(name));
    both.is_some_and(|((a, _), (b, _))| is_real(a) && is_real(b) && !a.eq_ignore_ascii_case(b))
}

/// The places where both set it to the same value.
pub(super) fn same(first: &Installation, second: &Installation, name: &str) -> Option<(At, At)> {
    let ((a, one), (b, other)) = first.get(name).zip(second.get(name))?;
    (is_real(a) && a.eq_ignore_ascii_case(b)).then_some((one, other))
}
