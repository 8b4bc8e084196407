//! How Helm lays values over the chart's defaults, and documents over each other.

use std::sync::Arc;

use crate::map::Map;
use crate::value::{Data, Value};

/// Where a map and something else meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Path of the key.
    pub path: Vec<String>,
    /// Which of both is the map.
    pub kind: ClashKind,
    /// The file's value, the one that stays.
    pub value: Value,
    /// What the chart has there.
    pub default: Value,
}

/// The kinds of clashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClashKind {
    /// The chart has a map, the file a scalar or a list. Below the first level Helm warns
    /// `cannot overwrite table with non table`; on the first it says nothing.
    NotAMap,
    /// The chart has a scalar or a list, the file a map.
    NotATable,
}

/// Lays `values` over the chart's `defaults` as Helm does: maps merge, everything else replaces, and a
/// null takes the key away, default and all.
pub fn coalesce(values: &mut Map, defaults: &Map) -> Vec<Clash> {
    let mut clashes = Vec::new();
    lay(values, defaults, &mut Vec::new(), &mut clashes);
    clashes
}

fn lay(values: &mut Map, defaults: &Map, path: &mut Vec<String>, clashes: &mut Vec<Clash>) {
    let mut new = Vec::new();
    for (key, default) in defaults {
        let Some(value) = values.get_mut(key) else {
            new.push((key.clone(), default.clone()));
            continue;
        };
        if value.is_null() {
            values.remove(key);
            continue;
        }
        let kind = match (&mut value.data, &default.data) {
            (Data::Map(value), Data::Map(default)) => {
                path.push(key.to_string());
                lay(Arc::make_mut(value), default, path, clashes);
                path.pop();
                continue;
            }
            (_, Data::Map(_)) => ClashKind::NotAMap,
            (Data::Map(_), Data::Null) => continue,
            (Data::Map(_), _) => ClashKind::NotATable,
            _ => continue,
        };
        clashes.push(Clash {
            path: path.iter().cloned().chain([key.to_string()]).collect(),
            kind,
            value: value.clone(),
            default: default.clone(),
        });
    }
    values.extend(new);
}

/// Lays a later document over an earlier one (Helm 4): maps merge, everything else replaces; a null
/// stays a null.
pub(crate) fn overlay(below: &mut Arc<Map>, above: &Arc<Map>) {
    if below.is_empty() {
        *below = Arc::clone(above);
        return;
    }
    let below = Arc::make_mut(below);
    let mut new = Vec::new();
    for (key, value) in above.iter() {
        let Some(own) = below.get_mut(key) else {
            new.push((key.clone(), value.clone()));
            continue;
        };
        match (&mut own.data, &value.data) {
            (Data::Map(below), Data::Map(above)) => overlay(below, above),
            _ => *own = value.clone(),
        }
    }
    below.extend(new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Helm, parse};

    fn map(text: &str) -> Map {
        match parse(text).values(Helm::V4).data {
            Data::Map(map) => Arc::unwrap_or_clone(map),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn maps_merge_lists_replace_null_deletes() {
        let mut values = map("a: {x: 1}\nl: [2]\nn:\nk: null\ne: {}\n");
        let clashes =
            coalesce(&mut values, &map("a: {x: 0, y: 0}\nl: [1, 1]\nn: {z: 1}\ne: {d: 1}\nf: 5\n"));
        assert!(clashes.is_empty());
        let expected = map("a: {x: 1, y: 0}\nl: [2]\nk: null\ne: {d: 1}\nf: 5\n");
        assert!(Value::of(Data::map(values)).same(&Value::of(Data::map(expected))));
    }

    #[test]
    fn a_scalar_over_a_map_stays_and_is_reported() {
        let mut values = map("a: {m: text, s: {x: 1}}\n");
        let clashes = coalesce(&mut values, &map("a: {m: {}, s: 1}\n"));
        let told: Vec<_> = clashes.iter().map(|c| (c.path.join("."), c.kind)).collect();
        let expected =
            [("a.m".to_owned(), ClashKind::NotAMap), ("a.s".to_owned(), ClashKind::NotATable)];
        assert_eq!(told, expected);
    }
}
