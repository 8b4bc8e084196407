//! Changes of words in the manner of the file: JSON has no words without quotes.

use helm_values::edit::in_style;
use helm_values::{Entry, NodeId, Style};
use text::Edit;

use super::facts::Facts;

impl Facts<'_> {
    /// A word instead of a scalar or key, in the quotes that it has.
    pub(super) fn instead(&self, node: NodeId, word: &str) -> Edit {
        let scalar = self.tree.document.target(node).and_then(|node| node.as_scalar());
        let style = scalar.map_or(Style::Plain, |scalar| scalar.style);
        Edit::replace(self.tree.span(node), in_style(word, style))
    }

    /// The first entry of a map, and the change that writes a field before it: on a line of its own, or in the
    /// braces.
    pub(super) fn with_first(&self, map: NodeId, name: &str, value: &str) -> Option<(Entry, Edit)> {
        let first = self.tree.entries(map).first()?.clone();
        let field = self.field(map, name, value)?;
        if self.is_flow(map) {
            let start = first.span.start;
            return Some((first, Edit::insert(start, format!("{field}, "))));
        }
        let start = first.lines?.start;
        let indent = " ".repeat(first.span.start.checked_sub(start)?);
        Some((first, Edit::insert(start, format!("{indent}{field}\n"))))
    }

    /// A field as it is written after an entry of a map, what separates the two included.
    pub(super) fn behind(
        &self,
        map: NodeId,
        entry: &Entry,
        name: &str,
        value: &str,
    ) -> Option<String> {
        let field = self.field(map, name, value)?;
        if self.is_flow(map) {
            return Some(format!(", {field}"));
        }
        let indent = " ".repeat(entry.span.start.checked_sub(entry.lines?.start)?);
        Some(format!("\n{indent}{field}"))
    }

    /// A field with a word or a number, in the quotes that the keys have.
    fn field(&self, map: NodeId, name: &str, value: &str) -> Option<String> {
        let first = self.tree.entries(map).first()?;
        let style = self.tree.document.node(first.key)?.as_scalar()?.style;
        let is_word = value.starts_with(|c: char| c.is_ascii_alphabetic());
        let value = if is_word { in_style(value, style) } else { value.to_owned() };
        Some(format!("{}: {value}", in_style(name, style)))
    }

    fn is_flow(&self, map: NodeId) -> bool {
        let map = self.tree.document.target(map).and_then(|node| node.as_mapping());
        map.is_some_and(|map| map.flow)
    }
}

#[cfg(test)]
mod tests {
    use super::super::template;
    use super::Facts;

    #[test]
    fn quotes_stay_as_they_are() {
        for (text, word, expected) in [
            ("{\"a\":\"b\"}", "c", "{\"a\":\"c\"}"),
            ("{\"a\":\"b\"}", "c\"d", "{\"a\":\"c\\\"d\"}"),
            ("a: 'b' # c\n", "it's", "a: 'it''s' # c\n"),
            ("a: b\n", "https://c:8200", "a: https://c:8200\n"),
            ("a: b\n", "true", "a: \"true\"\n"),
            ("a: |-\n  b\nc: d\n", "e", "a: \"e\"\nc: d\n"),
        ] {
            let masked = template::mask(text);
            let document = helm_values::parse(&masked.text);
            let facts = Facts::new(text, &masked, &document);
            let node = facts.tree.document.roots().next().and_then(|r| facts.tree.at(r, &["a"]));
            let edit = facts.instead(node.unwrap(), word);
            let set = text::EditSet::new(vec![edit]).unwrap();
            assert_eq!(set.apply(text).unwrap(), expected);
        }
    }
}
