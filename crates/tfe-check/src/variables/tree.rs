//! Variables in YAML and JSON: maps of names and values, lists of `key` and `value`, what the variables API
//! gives and takes.

use helm_values::{Document, Entry, Kind, Mapping, NodeId, Plain, Style, parse};
use text::{Span, line_start};

use super::{Category, List, Next, Variable, is_name, literal};

/// Deeper than anybody writes them.
const DEEPEST: usize = 16;

/// The lists in a text, in its order; each map with variables and each list of them is one.
pub(crate) fn read(text: &str) -> Vec<List> {
    let document = parse(text);
    let mut reader = Reader { text, document: &document, lists: Vec::new() };
    for root in document.roots() {
        reader.look(root, DEEPEST);
    }
    reader.lists.retain(|list| !list.variables.is_empty());
    reader.lists
}

struct Reader<'t> {
    text: &'t str,
    document: &'t Document,
    lists: Vec<List>,
}

impl Reader<'_> {
    fn look(&mut self, node: NodeId, left: usize) {
        let document = self.document;
        let Some(left) = left.checked_sub(1) else { return };
        match document.node(node).map(|node| &node.kind) {
            Some(Kind::Mapping(map)) => self.map(map, left),
            Some(Kind::Sequence(list)) => {
                let items: Vec<NodeId> = list.items.iter().map(|item| item.value).collect();
                let own: Vec<Variable> = items.iter().filter_map(|item| self.item(*item)).collect();
                if own.is_empty() {
                    items.into_iter().for_each(|item| self.look(item, left));
                } else {
                    self.lists.push(List { variables: own, ..List::default() });
                }
            }
            _ => {}
        }
    }

    fn map(&mut self, map: &Mapping, left: usize) {
        if let Some(variable) = self.pair(map) {
            self.lists.push(List { variables: vec![variable], ..List::default() });
            return;
        }
        let own: Vec<Variable> =
            map.entries.iter().filter_map(|entry| self.entry(map, entry)).collect();
        self.lists.push(List { variables: own, ..List::default() });
        let before = self.lists.len();
        for entry in &map.entries {
            self.look(entry.value, left);
        }
        // `{"data": [{"type": "vars", "attributes": {…}}]}`
        let is_data = map.entries.iter().any(|entry| entry.name.as_deref() == Some("data"));
        let found = self.lists.get_mut(before..).unwrap_or_default();
        if is_data && self.text.contains("\"vars\"") {
            found.iter_mut().for_each(|list| list.is_answer = list.variables.len() > 1);
        }
    }

    /// An item of a list: `{key, value}` or what the API wraps it in.
    fn item(&self, node: NodeId) -> Option<Variable> {
        let map = self.document.target(node)?.as_mapping()?;
        self.pair(map).or_else(|| {
            let attributes = self.of(map, &["attributes"])?;
            self.pair(self.document.target(attributes)?.as_mapping()?)
        })
    }

    /// `key: NAME` and `value: …` in one map.
    fn pair(&self, map: &Mapping) -> Option<Variable> {
        let key = self.of(map, &["key", "name"])?;
        let name = self.scalar(key)?;
        if !is_name(name) {
            return None;
        }
        let given = self.of(map, &["value"]);
        if given.is_none() && self.of(map, &["category", "sensitive"]).is_none() {
            return None;
        }
        let category = self.of(map, &["category"]).and_then(|node| {
            Some(Category { word: self.scalar(node)?.to_owned(), place: self.inside(node) })
        });
        let sensitive =
            self.of(map, &["sensitive"]).and_then(|node| self.scalar(node)) == Some("true");
        // A list of an object's environment has no category, and names of its own.
        let key_place = self.inside(key);
        Some(Variable {
            name: name.to_owned(),
            key: key_place,
            value: given
                .and_then(|node| self.value(node))
                .filter(|value| !sensitive || !value.is_empty()),
            place: given.map_or(Span::at(key_place.end), |node| self.inside(node)),
            category,
            sensitive,
            next: None,
        })
    }

    /// `NAME: value`
    fn entry(&self, map: &Mapping, entry: &Entry) -> Option<Variable> {
        let name = entry.name.as_deref().filter(|name| {
            is_name(name)
                && !name.contains(|c: char| c.is_ascii_lowercase() && !name.starts_with("TFC_"))
        })?;
        self.document.target(entry.value)?.as_scalar()?;
        let key = self.inside(entry.key);
        Some(Variable {
            name: name.to_owned(),
            key,
            value: self.value(entry.value),
            place: self.inside(entry.value),
            next: next(self.text, map, entry, key),
            ..Variable::default()
        })
    }

    /// The value of the first of these keys.
    fn of(&self, map: &Mapping, keys: &[&str]) -> Option<NodeId> {
        let named = |key: &&str| map.entries.iter().rfind(|e| e.name.as_deref() == Some(*key));
        keys.iter().find_map(named).map(|entry| entry.value)
    }

    fn scalar(&self, node: NodeId) -> Option<&str> {
        self.document.target(node)?.as_scalar().map(|scalar| scalar.text.as_str())
    }

    /// What a tool makes of the value: `yes` without quotes is a boolean.
    fn value(&self, node: NodeId) -> Option<String> {
        let scalar = self.document.target(node)?.as_scalar()?;
        match scalar.value {
            Plain::Null => None,
            Plain::Bool(bool) if scalar.style == Style::Plain => Some(bool.to_string()),
            _ => literal(&scalar.text),
        }
    }

    /// Where a scalar is written, without its quotes.
    fn inside(&self, node: NodeId) -> Span {
        let span = self.document.node(node).map(|node| node.span).unwrap_or_default();
        let written = span.of(self.text);
        let quoted = ['"', '\'']
            .iter()
            .any(|q| written.len() > 1 && written.starts_with(*q) && written.ends_with(*q));
        if quoted { Span::new(span.start + 1, span.end - 1) } else { span }
    }
}

/// How another entry is written after one.
pub(crate) fn next(text: &str, map: &Mapping, entry: &Entry, key: Span) -> Option<Next> {
    let start = line_start(text, key.start);
    let indent = Span::new(start, entry.span.start).of(text);
    if !indent.trim().is_empty() {
        return None;
    }
    if map.flow {
        let before = format!(",\n{indent}\"");
        return Some(Next { at: entry.span.end, before, between: "\": \"", after: "\"" });
    }
    let lines = entry.lines?;
    let end = lines.of(text).trim_end_matches(['\n', '\r']).len();
    let before = format!("\n{indent}");
    Some(Next { at: lines.start + end, before, between: ": \"", after: "\"" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<Vec<(String, Option<String>)>> {
        let lists = read(text);
        for variable in lists.iter().flat_map(|list| &list.variables) {
            assert_eq!(variable.key.of(text), variable.name);
        }
        let pairs = |list: List| list.variables.into_iter().map(|v| (v.name, v.value)).collect();
        lists.into_iter().map(pairs).collect()
    }

    fn pair(name: &str, value: &str) -> (String, Option<String>) {
        (name.to_owned(), Some(value.to_owned()))
    }

    #[test]
    fn maps_are_lists() {
        let text =
            "a:\n  env:\n    TFC_A: \"b\" # c\n    TFC_B: yes\n  name: c\nb:\n  - TFC_C: ${d}\n";
        let expected =
            [vec![pair("TFC_A", "b"), pair("TFC_B", "true")], vec![("TFC_C".to_owned(), None)]];
        assert_eq!(said(text), expected);
    }

    #[test]
    fn answers_of_the_api_are_lists() {
        let text = r#"{"data": [
            {"id": "var-1", "type": "vars", "attributes": {"key": "TFC_A", "value": "b", "sensitive": false, "category": "terraform", "hcl": false}},
            {"id": "var-2", "type": "vars", "attributes": {"key": "TFC_B", "value": null, "sensitive": true, "category": "env"}}
        ]}"#;
        assert_eq!(said(text), [vec![pair("TFC_A", "b"), ("TFC_B".to_owned(), None)]]);
        let lists = read(text);
        let list = lists.first().unwrap();
        assert!(list.is_answer);
        let category = list.variables.first().and_then(|v| v.category.clone()).unwrap();
        assert_eq!((category.word.as_str(), category.place.of(text)), ("terraform", "terraform"));
        let one = r#"{"data": {"type": "vars", "attributes": {"key": "TFC_A", "value": "b", "category": "env"}}}"#;
        assert_eq!(said(one), [vec![pair("TFC_A", "b")]]);
        assert!(!read(one).iter().any(|list| list.is_answer));
    }

    #[test]
    fn a_new_variable_is_written_like_the_one_before_it() {
        for (text, expected) in [
            (
                "env:\n  TFC_A: b # c\n  TFC_D: e\n",
                "env:\n  TFC_A: b # c\n  N: \"v\"\n  TFC_D: e\n",
            ),
            ("{\n  \"TFC_A\": \"b\"\n}\n", "{\n  \"TFC_A\": \"b\",\n  \"N\": \"v\"\n}\n"),
        ] {
            let lists = read(text);
            let edit = lists.first().and_then(|l| l.variables.first()?.add("N", "v"));
            let after = edit.map(text::EditSet::from).and_then(|edit| edit.apply(text).ok());
            assert_eq!(after.as_deref(), Some(expected));
        }
    }
}
