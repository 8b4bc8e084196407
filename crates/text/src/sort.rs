//! Sorting with one copy of the algorithm for all types.
//!
//! The standard library's sort is compiled anew for every type and every key: in the page that was
//! a tenth of all code. Here only comparing and swapping are.

use std::cmp::Ordering;

/// Sorts by comparing; equal items keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.is_sorted_by(|a, b| compare(a, b) != Ordering::Greater) {
        return;
    }
    let order = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b) == Ordering::Greater,
        _ => false,
    });
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// Sorts by a key of each item; equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Where each sorted place takes its item from. What is in order already is found in one pass and
/// merged as a whole.
fn order(length: usize, after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in 0..length {
        match runs.last_mut() {
            Some(run) if !after(at - 1, at) => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut left = runs.into_iter();
        while let Some(first) = left.next() {
            merged.push(match left.next() {
                Some(second) => merge(&first, &second, after),
                None => first,
            });
        }
        runs = merged;
    }
    runs.pop().unwrap_or_default()
}

fn merge(first: &[usize], second: &[usize], after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut merged = Vec::with_capacity(first.len() + second.len());
    let mut second = second.iter().copied().peekable();
    for a in first.iter().copied() {
        while let Some(b) = second.next_if(|b| after(a, *b)) {
            merged.push(b);
        }
        merged.push(a);
    }
    merged.extend(second);
    merged
}

/// Follows each cycle of the order once.
fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(place) = order.get_mut(at) {
            let from = std::mem::replace(place, at);
            if from == start || from == at {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_a_few_items_is_sorted_and_stable() {
        for code in 0..5_usize.pow(5) {
            let key = |at: u32| code / 5_usize.pow(at) % 5;
            let mut items: Vec<(usize, u32)> = (0..5).map(|at| (key(at), at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut items, |(key, _)| *key);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn many_items_in_any_order_are_sorted() {
        let shuffled = |n: u64| n.wrapping_mul(6_364_136_223_846_793_005) >> 33;
        for length in [0, 1, 2, 1000, 100_003] {
            let mut items: Vec<u64> = (0..length).map(shuffled).collect();
            let mut expected = items.clone();
            expected.sort_unstable_by(|a, b| b.cmp(a));
            sort_by(&mut items, |a, b| b.cmp(a));
            assert_eq!(items, expected);
        }
    }
}
