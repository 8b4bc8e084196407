//! The parameters that an Application of Argo CD gives to Helm one by one, each as a `--set`.
//!
//! Source: argo-cd.readthedocs.io/en/stable/user-guide/helm, "Helm Parameters"; commas in a value are escaped on the way
//! (`cleanSetParameters` in argo-cd's util/helm).

use helm_values::strvals::SetMode;
use helm_values::{Document, Mapping, Node, NodeId, parse};
use text::Span;

use super::found::Found;
use super::helm::CHART;
use crate::carry::part::{Embedded, Form};
use crate::carry::sets::{self, Lines, Set, Style};
use crate::contract::Values;

/// Whether a text may have such parameters, and no values next to them.
pub(super) fn may_be_in(text: &str) -> bool {
    let is = |mark: &str| text.lines().any(|line| line.starts_with(mark));
    let keys = || text.lines().map(|line| line.trim_start_matches([' ', '-']));
    let has = |key: &str| keys().any(|line| line.starts_with(key));
    is("kind: Application")
        && text.contains(CHART)
        && has("parameters:")
        && !["values:", "valuesObject:", "generators:"].iter().any(|key| has(key))
}

/// Adds what the parameters of a source give to the chart.
pub(super) fn find(text: &str, found: &mut Found) {
    let document = parse(text);
    for (_, mapping) in document.mappings() {
        let source = Source { file: text, document: &document, mapping };
        let given = source.parameters();
        if !given.is_empty() {
            let mut values = sets::of("parameters", &given);
            let text = std::mem::replace(&mut values.text, Embedded::new("", Form::Sets));
            let lines = Lines { list: given, values };
            // Files may give it more values.
            found.values.push(Values::lines(text, false, lines));
            found.more = true;
        }
    }
}

/// A source of an Application, or a map in it.
struct Source<'d> {
    file: &'d str,
    document: &'d Document,
    mapping: &'d Mapping,
}

impl<'d> Source<'d> {
    fn parameters(&self) -> Vec<Set> {
        let names = |key: &str| self.text(key).is_some_and(|(_, text)| text.contains(CHART));
        if !names("chart") && !names("path") {
            return Vec::new();
        }
        let helm = self.node("helm").and_then(Node::as_mapping);
        let helm = helm.map(|mapping| Self { mapping, ..*self });
        let list = helm.and_then(|helm| helm.node("parameters")?.as_sequence());
        let items = list.into_iter().flat_map(|list| &list.items);
        items.filter_map(|item| self.set(item.value)).collect()
    }

    fn set(&self, item: NodeId) -> Option<Set> {
        let item = Self { mapping: self.document.node(item)?.as_mapping()?, ..*self };
        let (name, _) = item.text("name")?;
        let (value, written) = item.text("value")?;
        let forced = item.text("forceString").is_some_and(|(_, text)| text == "true");
        let mut line = Embedded::new("", Form::Made);
        line.same(self.file, name);
        let equals = line.text.len();
        line.frame("=", Span::at(name.end));
        if written.contains('$') {
            line.unknown(value);
        } else {
            self.escaped(value, &mut line);
        }
        Some(Set {
            style: Style::Parameter,
            line,
            equals,
            mode: Some(if forced { SetMode::Text } else { SetMode::Typed }),
            odd_type: None,
            as_text: None,
            repeated: false,
            name,
            value,
        })
    }

    /// A value with a backslash before each comma; a list in braces stays one.
    fn escaped(&self, value: Span, into: &mut Embedded) {
        let text = value.of(self.file);
        let mut done = value.start;
        let commas = text.match_indices(',').filter(|_| !text.starts_with('{'));
        for at in commas.map(|(at, _)| value.start + at) {
            into.same(self.file, Span::new(done, at));
            into.other("\\,", Span::new(at, at + 1));
            done = at + 1;
        }
        into.same(self.file, Span::new(done, value.end));
    }

    fn node(&self, name: &str) -> Option<&'d Node> {
        let entry = self.mapping.entries.iter().find(|e| e.name.as_deref() == Some(name))?;
        self.document.node(entry.value)
    }

    /// A text that is written as it is, and its place without quotes.
    fn text(&self, name: &str) -> Option<(Span, &'d str)> {
        let node = self.node(name)?;
        let scalar = node.as_scalar()?;
        let quoted = usize::from(node.span.of(self.file).starts_with(['"', '\'']));
        let inside = Span::new(node.span.start + quoted, node.span.end.checked_sub(quoted)?);
        let written = inside.of(self.file);
        (written == scalar.text.as_str()).then_some((inside, written))
    }
}
