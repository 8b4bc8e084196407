use crate::Span;
use std::collections::BTreeMap;

use thiserror::Error;

/// One change of a text: the bytes of `span` give way to `insert`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// What goes; empty for an insertion.
    pub span: Span,
    /// What comes; empty for a deletion.
    pub insert: String,
}

impl Edit {
    /// New text before the byte at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::at(offset), insert: text.into() }
    }

    /// Other text in place of `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, insert: text.into() }
    }

    /// Nothing in place of `span`.
    pub fn delete(span: Span) -> Self {
        Self { span, insert: String::new() }
    }
}

impl Edit {
    /// Whether it only inserts whole lines, or items that bring their own comma.
    fn is_whole(&self) -> bool {
        let item = self.insert.strip_prefix(',').is_some_and(|i| i.starts_with([' ', '\n', '\r']));
        self.span.is_empty()
            && (self.insert.ends_with('\n') || self.insert.starts_with(['\n', '\r']) || item)
    }
}

/// Why a set of edits was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// Two edits touch the same bytes, or insert at the same place.
    #[error("two edits touch the text at byte {0}")]
    Overlap(usize),
    /// An edit does not fit the text: outside of it, or inside a character.
    #[error("an edit at byte {0} does not fit the text")]
    Outside(usize),
}

/// Edits that can be applied together: sorted, and no two touch the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditSet {
    edits: Vec<Edit>,
}

impl EditSet {
    /// Sorts the edits.
    ///
    /// # Errors
    /// [`EditError::Overlap`] where two of them touch the same bytes or insert at the same place.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, EditError> {
        crate::sort_by_key(&mut edits, key);
        for pair in edits.windows(2) {
            if let [a, b] = pair
                && (a.span.end > b.span.start || a.span == b.span)
            {
                return Err(EditError::Overlap(b.span.start));
            }
        }
        Ok(Self { edits })
    }

    /// The edits, first place first.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// This set and the other as one. Edits that both hold count once; whole lines (or items with
    /// their comma) that both insert at the same place follow each other.
    ///
    /// # Errors
    /// [`EditError::Overlap`] where they want different things of the same bytes.
    pub fn union(&self, other: &Self) -> Result<Self, EditError> {
        let mut gathered = EditSetBuilder::default();
        gathered.add(self)?;
        gathered.add(other)?;
        Ok(gathered.finish())
    }

    /// Whether [`EditSet::union`] would take this set into the other. It costs little where this
    /// set is small, however large the other is.
    pub fn joins(&self, other: &Self) -> bool {
        self.edits.iter().all(|edit| other.has_room_for(edit))
    }

    fn has_room_for(&self, edit: &Edit) -> bool {
        let Span { start, end } = edit.span;
        let at = self.edits.partition_point(|e| (e.span.start, e.span.end) < (start, end));
        let after = self.edits.get(at);
        if let Some(same) = after.filter(|e| e.span == edit.span) {
            return same == edit || (same.is_whole() && edit.is_whole());
        }
        let before = at.checked_sub(1).and_then(|at| self.edits.get(at));
        before.is_none_or(|e| e.span.end <= start) && after.is_none_or(|e| end <= e.span.start)
    }

    /// The same edits for a text that holds this one from byte `by` on.
    pub fn shifted(&self, by: usize) -> Self {
        let moved = |e: &Edit| Edit { span: e.span.shifted(by), insert: e.insert.clone() };
        Self { edits: self.edits.iter().map(moved).collect() }
    }

    /// The place in the old text of a place in the text after the edits; what was inserted counts as
    /// the start of what gave way to it. For many places, [`EditSet::origins`] is quicker.
    pub fn before(&self, after: usize) -> usize {
        self.origins().of(after)
    }

    /// The way back from places in the text after the edits.
    pub fn origins(&self) -> Origins {
        let (mut old, mut new) = (0, 0);
        let mut pieces = Vec::with_capacity(self.edits.len());
        for edit in &self.edits {
            let start = new + (edit.span.start - old);
            let inserted = Span::new(start, start + edit.insert.len());
            pieces.push((inserted, edit.span));
            (old, new) = (edit.span.end, inserted.end);
        }
        Origins { pieces }
    }

    /// The text after the edits.
    ///
    /// # Errors
    /// [`EditError::Outside`] where an edit does not fit; nothing is applied then.
    pub fn apply(&self, text: &str) -> Result<String, EditError> {
        let grown: usize = self.edits.iter().map(|e| e.insert.len()).sum();
        let mut out = String::with_capacity(text.len() + grown);
        let mut done = 0;
        for edit in &self.edits {
            let outside = EditError::Outside(edit.span.start);
            out.push_str(text.get(done..edit.span.start).ok_or(outside)?);
            text.get(edit.span.start..edit.span.end).ok_or(outside)?;
            out.push_str(&edit.insert);
            done = edit.span.end;
        }
        out.push_str(text.get(done..).ok_or(EditError::Outside(done))?);
        Ok(out)
    }
}

/// The way back from a text after some edits to the text before them.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Where each edit's text is now, and what gave way to it.
    pieces: Vec<(Span, Span)>,
}

impl Origins {
    /// The place in the old text of a place in the new one; what was inserted counts as the start
    /// of what gave way to it.
    pub fn of(&self, after: usize) -> usize {
        let next = self.pieces.partition_point(|(inserted, _)| inserted.start <= after);
        let Some((inserted, gone)) = next.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return after;
        };
        if after < inserted.end { gone.start } else { gone.end + (after - inserted.end) }
    }
}

/// So few edits are moved out of the way of those that follow in order.
const FEW: usize = 8;

/// Sets being made into one, as [`EditSet::union`] does for two. Each costs its own size only.
#[derive(Clone, Debug, Default)]
pub struct EditSetBuilder {
    /// Those that came in the order of their places, as most do.
    ordered: Vec<Edit>,
    /// The others.
    late: BTreeMap<(usize, usize), Edit>,
}

impl EditSetBuilder {
    /// Adds a set, as a whole or not at all.
    ///
    /// # Errors
    /// [`EditError::Overlap`] where it wants something else of bytes that were changed before.
    pub fn add(&mut self, set: &EditSet) -> Result<(), EditError> {
        let last = self.ordered.last().map(|e| e.span);
        let behind = |edit: &Edit| {
            last.is_none_or(|l| l.end <= edit.span.start && l.start < edit.span.start)
        };
        let behind = set.edits.first().is_none_or(behind);
        if behind && set.edits.iter().all(|edit| self.is_clear_of_late(edit)) {
            self.ordered.extend_from_slice(&set.edits);
            return Ok(());
        }
        // What belongs at the end of the text, such as a bracket that is missing there, often comes first.
        if !behind && self.ordered.len() <= FEW && self.late.is_empty() {
            self.late.extend(self.ordered.drain(..).map(|edit| (key(&edit), edit)));
        }
        for edit in &set.edits {
            self.fits(edit)?;
        }
        for edit in &set.edits {
            self.put(edit);
        }
        Ok(())
    }

    /// Whether an edit touches none of those that came late.
    fn is_clear_of_late(&self, edit: &Edit) -> bool {
        let key = key(edit);
        let before = self.late.range(..key).next_back();
        let after = self.late.range(key..).next();
        before.is_none_or(|(_, e)| e.span.end <= key.0)
            && after.is_none_or(|(other, e)| *other != key && key.1 <= e.span.start)
    }

    fn put(&mut self, edit: &Edit) {
        let key = key(edit);
        let same = match self.ordered.binary_search_by_key(&key, self::key) {
            Ok(at) => self.ordered.get_mut(at),
            Err(_) => self.late.get_mut(&key),
        };
        match same {
            Some(before) if before == edit => {}
            Some(before) => before.insert = crate::nested::both(&before.insert, &edit.insert),
            None => {
                self.late.insert(key, edit.clone());
            }
        }
    }

    fn fits(&self, edit: &Edit) -> Result<(), EditError> {
        let key = key(edit);
        let overlap = Err(EditError::Overlap(key.0));
        let (at, same) = match self.ordered.binary_search_by_key(&key, self::key) {
            Ok(at) => (at, self.ordered.get(at)),
            Err(at) => (at, self.late.get(&key)),
        };
        if let Some(same) = same {
            let joins = same == edit || (same.is_whole() && edit.is_whole());
            return if joins { Ok(()) } else { overlap };
        }
        let before = at.checked_sub(1).and_then(|at| self.ordered.get(at));
        let before = before.into_iter().chain(self.late.range(..key).next_back().map(|(_, e)| e));
        let after = self.ordered.get(at).into_iter();
        let mut after = after.chain(self.late.range(key..).next().map(|(_, e)| e));
        let clear = before.map(|e| e.span.end).all(|end| end <= key.0)
            && after.all(|e| key.1 <= e.span.start);
        if clear { Ok(()) } else { overlap }
    }

    /// Everything that was added.
    pub fn finish(self) -> EditSet {
        let mut edits = self.ordered;
        edits.extend(self.late.into_values());
        crate::sort_by_key(&mut edits, key);
        EditSet { edits }
    }
}

fn key(edit: &Edit) -> (usize, usize) {
    (edit.span.start, edit.span.end)
}

impl From<Edit> for EditSet {
    fn from(edit: Edit) -> Self {
        Self { edits: vec![edit] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_order_of_place() {
        let set = EditSet::new(vec![
            Edit::insert(5, "!"),
            Edit::replace(Span::new(0, 1), "J"),
            Edit::delete(Span::new(3, 4)),
        ])
        .unwrap();
        assert_eq!(set.apply("hello").unwrap(), "Jelo!");
    }

    #[test]
    fn an_insertion_may_stand_at_the_border_of_a_change() {
        let set = EditSet::new(vec![
            Edit::insert(1, "<"),
            Edit::replace(Span::new(1, 2), "B"),
            Edit::insert(2, ">"),
        ])
        .unwrap();
        assert_eq!(set.apply("abc").unwrap(), "a<B>c");
    }

    #[test]
    fn edits_that_touch_the_same_bytes_are_refused() {
        let two = |a, b| EditSet::new(vec![a, b]).unwrap_err();
        let delete = Edit::delete(Span::new(1, 4));
        assert_eq!(two(delete.clone(), Edit::insert(2, "x")), EditError::Overlap(2));
        assert_eq!(two(Edit::insert(2, "x"), Edit::insert(2, "y")), EditError::Overlap(2));
        assert_eq!(two(delete, Edit::delete(Span::new(3, 5))), EditError::Overlap(3));
    }

    #[test]
    fn a_union_takes_a_shared_edit_once() {
        let a = EditSet::new(vec![Edit::insert(0, "a"), Edit::insert(2, "b")]).unwrap();
        let b = EditSet::from(Edit::insert(2, "b"));
        assert_eq!(a.union(&b).unwrap(), a);
        assert!(a.union(&EditSet::from(Edit::insert(2, "c"))).is_err());
    }

    #[test]
    fn a_set_joins_another_where_their_union_is_one() {
        let sets = [
            EditSet::from(Edit::insert(2, "b")),
            EditSet::from(Edit::insert(2, "c")),
            EditSet::from(Edit::insert(2, "line\n")),
            EditSet::from(Edit::insert(2, "more\n")),
            EditSet::from(Edit::delete(Span::new(1, 3))),
            EditSet::from(Edit::delete(Span::new(3, 4))),
            EditSet::new(vec![Edit::insert(0, "a"), Edit::replace(Span::new(2, 3), "x")]).unwrap(),
            EditSet::default(),
        ];
        for (a, b) in sets.iter().flat_map(|a| sets.iter().map(move |b| (a, b))) {
            assert_eq!(a.joins(b), b.union(a).is_ok(), "{a:?} {b:?}");
        }
    }

    #[test]
    fn sets_that_are_gathered_in_any_order_are_their_unions() {
        let sets = [
            EditSet::from(Edit::insert(9, "end\n")),
            EditSet::from(Edit::insert(9, "last\n")),
            EditSet::new(vec![Edit::insert(1, "\""), Edit::insert(4, "\"")]).unwrap(),
            EditSet::from(Edit::delete(Span::new(4, 6))),
            EditSet::from(Edit::replace(Span::new(5, 9), "x")),
        ];
        for start in 0..sets.len() * sets.len() * sets.len() {
            let order = [start % 5, start / 5 % 5, start / 25, 0, 3];
            let (mut gathered, mut unions) = (EditSetBuilder::default(), EditSet::default());
            for set in order.iter().filter_map(|at| sets.get(*at)) {
                let union = unions.union(set);
                assert_eq!(gathered.add(set).is_ok(), union.is_ok(), "{order:?}");
                unions = union.unwrap_or(unions);
            }
            assert_eq!(gathered.finish(), unions, "{order:?}");
        }
    }

    #[test]
    fn whole_lines_at_one_place_follow_each_other() {
        let lines = |text| EditSet::from(Edit::insert(2, text));
        let both = lines("x\n").union(&lines("y\n")).unwrap();
        assert_eq!(both.apply("a\nb").unwrap(), "a\nx\ny\nb");
        assert_eq!(both.union(&lines("x\ny\n")).unwrap(), both, "it is there already");
        assert!(lines("x").union(&lines("y")).is_err(), "no whole lines");
        let items = lines(", x").union(&lines(", y")).unwrap();
        assert_eq!(items.apply("[a]").unwrap(), "[a, x, y]");
    }

    #[test]
    fn edits_that_do_not_fit_are_refused_whole() {
        assert_eq!(EditSet::from(Edit::insert(9, "x")).apply("abc"), Err(EditError::Outside(9)));
        assert_eq!(EditSet::from(Edit::insert(1, "x")).apply("é"), Err(EditError::Outside(1)));
        let past = EditSet::from(Edit::delete(Span::new(1, 9)));
        assert_eq!(past.apply("abc"), Err(EditError::Outside(1)));
    }

    #[test]
    fn places_of_the_new_text_are_found_in_the_old() {
        let set = EditSet::new(vec![
            Edit::delete(Span::new(1, 3)),
            Edit::replace(Span::new(4, 5), "XYZ"),
            Edit::insert(6, "!"),
        ])
        .unwrap();
        assert_eq!(set.apply("abcdefg").unwrap(), "adXYZf!g");
        let places: Vec<usize> = (0..=8).map(|at| set.before(at)).collect();
        assert_eq!(places, [0, 3, 4, 4, 4, 5, 6, 6, 7]);
    }

    #[test]
    fn shifted_edits_do_the_same_further_on() {
        let set = EditSet::from(Edit::replace(Span::new(0, 1), "X")).shifted(2);
        assert_eq!(set.apply("abc").unwrap(), "abX");
    }
}
