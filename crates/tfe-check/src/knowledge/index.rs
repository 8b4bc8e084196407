//! Rows of a table, found by their names.

/// The rows of a table by the lengths of their names. All names begin alike, so most are told apart
/// by their lengths sooner than by their letters.
pub(super) struct Index<T: 'static> {
    by_length: Vec<Vec<(&'static str, &'static T)>>,
}

impl<T> Index<T> {
    /// Of rows that are sorted by name.
    pub(super) fn new(rows: &'static [T], name: fn(&T) -> &'static str) -> Self {
        let longest = rows.iter().map(|row| name(row).len()).max().unwrap_or(0);
        let mut by_length = vec![Vec::new(); longest + 1];
        for row in rows {
            if let Some(rows) = by_length.get_mut(name(row).len()) {
                rows.push((name(row), row));
            }
        }
        Self { by_length }
    }

    /// The row of a name.
    pub(super) fn get(&self, name: &str) -> Option<&'static T> {
        let rows = self.by_length.get(name.len())?;
        let at = rows.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        rows.get(at).map(|(_, row)| *row)
    }
}
