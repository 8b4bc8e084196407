//! A map as Go walks it: sorted by the bytes of the keys.

use std::cmp::Ordering;
use std::{iter, slice, vec};

use crate::shared_text::SharedText;
use crate::value::Value;

/// Keys with their values, sorted by the bytes of the keys; no key twice.
///
/// It is a list, because most maps in values have a handful of keys: a tree keeps room for eleven in each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    entries: Vec<(SharedText, Value)>,
}

type Pairs<'m> = iter::Map<
    slice::Iter<'m, (SharedText, Value)>,
    fn(&'m (SharedText, Value)) -> (&'m SharedText, &'m Value),
>;

impl Map {
    /// One without keys.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// How many keys it has.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn place(&self, key: &str) -> Result<usize, usize> {
        match self.entries.last() {
            // Most keys come in order.
            Some((last, _)) if &**last < key => Err(self.entries.len()),
            _ => self.entries.binary_search_by(|(own, _)| (**own).cmp(key)),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.place(key).ok().and_then(|at| self.entries.get(at)).map(|(_, value)| value)
    }

    /// A key as it is kept here, with its value.
    pub fn get_key_value(&self, key: &str) -> Option<(&SharedText, &Value)> {
        let at = self.place(key).ok()?;
        self.entries.get(at).map(|(key, value)| (key, value))
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let at = self.place(key).ok()?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Whether it has this key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.place(key).is_ok()
    }

    /// Gives a key a value and returns the one that it had. For many keys, [`Map::extend`] is quicker.
    pub fn insert(&mut self, key: SharedText, value: Value) -> Option<Value> {
        match self.place(&key) {
            Ok(at) => self.entries.get_mut(at).map(|(_, own)| std::mem::replace(own, value)),
            Err(at) => {
                self.entries.insert(at, (key, value));
                None
            }
        }
    }

    /// The value of a key, which is made if it has none.
    pub fn or_insert_with(
        &mut self,
        key: &str,
        value: impl FnOnce() -> Value,
    ) -> Option<&mut Value> {
        if !self.contains_key(key) {
            self.insert(key.into(), value());
        }
        self.get_mut(key)
    }

    /// Takes a key away and returns its value.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.place(key).ok()?;
        Some(self.entries.remove(at).1)
    }

    /// Its keys with their values.
    pub fn iter(&self) -> Pairs<'_> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// Its keys.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &SharedText> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values of its keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values of its keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.entries.iter_mut().map(|(_, value)| value)
    }
}

impl Extend<(SharedText, Value)> for Map {
    /// Gives each key its value; of a key that comes twice, the later value stays.
    fn extend<I: IntoIterator<Item = (SharedText, Value)>>(&mut self, entries: I) {
        let entries = entries.into_iter();
        if self.entries.is_empty() {
            // Most maps are short and filled once: room for more adds up.
            self.entries.reserve_exact(entries.size_hint().0);
        }
        let mut sorted = true;
        for entry in entries {
            sorted &= self.entries.last().is_none_or(|last| last.0 < entry.0);
            self.entries.push(entry);
        }
        if sorted {
            return;
        }
        text::sort_by(&mut self.entries, by_key);
        self.entries.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
    }
}

fn by_key(a: &(SharedText, Value), b: &(SharedText, Value)) -> Ordering {
    a.0.cmp(&b.0)
}

impl FromIterator<(SharedText, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (SharedText, Value)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<'m> IntoIterator for &'m Map {
    type Item = (&'m SharedText, &'m Value);
    type IntoIter = Pairs<'m>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Map {
    type Item = (SharedText, Value);
    type IntoIter = vec::IntoIter<(SharedText, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::Data;

    #[test]
    fn it_does_what_a_tree_does() {
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let (mut map, mut tree) = (Map::new(), BTreeMap::new());
        for number in 0..3000 {
            let key: SharedText = format!("k{}", next(60)).into();
            let value = Value::of(Data::Number(f64::from(number)));
            match next(5) {
                0 => assert_eq!(map.remove(&key), tree.remove(&key)),
                1 => assert_eq!(map.insert(key.clone(), value.clone()), tree.insert(key, value)),
                2 => assert_eq!(map.get(&key), tree.get(&key)),
                3 => {
                    let own = map.or_insert_with(&key, || value.clone()).map(|v| v.clone());
                    assert_eq!(own.as_ref(), Some(&*tree.entry(key).or_insert(value)));
                }
                _ => {
                    let other = format!("k{}", next(60)).into();
                    let more = [
                        (key.clone(), value.clone()),
                        (other, value),
                        (key, Value::of(Data::Null)),
                    ];
                    map.extend(more.clone());
                    tree.extend(more);
                }
            }
            assert!(map.iter().eq(&tree));
        }
    }
}
