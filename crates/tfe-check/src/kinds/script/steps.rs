//! Steps of pipelines that give values to Helm without a command: actions of GitHub with `chart:` and `values:`, and the
//! task HelmDeploy of Azure Pipelines.
//!
//! Source: Microsoft's documentation of HelmDeploy@0 and @1, inputs `overrideValues` and `arguments`.

use helm_values::{Document, Mapping, Node, Scalar, Style, parse};
use text::Span;

use super::found::Found;
use super::helm::{self, CHART};
use super::tasks;
use crate::carry::part::{Embedded, Form};
use crate::carry::shell::read_part;
use crate::contract::Values;

/// Whether a text may have such steps.
pub(super) fn may_be_in(text: &str) -> bool {
    text.contains(CHART) && (text.contains("HelmDeploy") || text.contains("with:"))
}

/// Adds what the steps of a pipeline give to the chart.
pub(super) fn find(text: &str, found: &mut Found) {
    let before = found.values.len();
    let document = parse(text);
    for (_, mapping) in document.mappings() {
        let step = Step { file: text, document: &document, mapping };
        step.action(found);
        step.task(found);
    }
    found.more |= found.values.len() > before;
}

/// A step, as one mapping.
struct Step<'d> {
    file: &'d str,
    document: &'d Document,
    mapping: &'d Mapping,
}

impl<'d> Step<'d> {
    fn inside(&self, name: &str) -> Option<Self> {
        let mapping = self.node(name)?.as_mapping()?;
        Some(Self { mapping, ..*self })
    }

    fn node(&self, name: &str) -> Option<&'d Node> {
        let entry = self.mapping.entries.iter().find(|e| e.name.as_deref() == Some(name))?;
        self.document.node(entry.value)
    }

    fn scalar(&self, name: &str) -> Option<(&'d Scalar, Span)> {
        let node = self.node(name)?;
        Some((node.as_scalar()?, node.span))
    }

    fn names_chart(&self, key: &str) -> bool {
        self.scalar(key).is_some_and(|(scalar, _)| scalar.text.contains(CHART))
    }

    /// `uses: …/helm` with `chart:` and `values:`. Files may give it more values.
    fn action(&self, found: &mut Found) {
        let Some(with) = self.inside("with").filter(|with| with.names_chart("chart")) else {
            return;
        };
        let Some((values, span)) = with.scalar("values") else { return };
        let text = match values.style {
            Style::Literal => Some(tasks::block(self.file, span, "values")),
            _ => self.quoted(values, span),
        };
        let whole = with.has_no_other_values();
        found.values.extend(text.map(|text| Values::text(text, whole)));
    }

    /// Whether no input next to `values` gives more of them: `value-files`, `set`.
    fn has_no_other_values(&self) -> bool {
        let names = self.mapping.entries.iter().filter_map(|entry| entry.name.as_deref());
        let gives =
            |name: &str| name != "values" && (name.contains("value") || name.starts_with("set"));
        !names.into_iter().any(gives)
    }

    /// A text of one line that is written as it is.
    fn quoted(&self, scalar: &Scalar, span: Span) -> Option<Embedded> {
        let quotes = usize::from(matches!(scalar.style, Style::Single | Style::Double));
        let inside = Span::new(span.start + quotes, span.end.checked_sub(quotes)?);
        let mut into = Embedded::new("values", Form::Made);
        into.same(self.file, inside);
        (into.text == scalar.text.as_str() && !into.text.contains("${{")).then_some(into)
    }

    /// `task: HelmDeploy@0` with `overrideValues:` and `arguments:`.
    fn task(&self, found: &mut Found) {
        let is_task =
            self.scalar("task").is_some_and(|(task, _)| task.text.starts_with("HelmDeploy@"));
        let Some(inputs) = self.inside("inputs").filter(|_| is_task) else { return };
        if !inputs.names_chart("chartName") && !inputs.names_chart("chartPath") {
            return;
        }
        let pairs = inputs.scalar("overrideValues").map(|(_, span)| self.bare(span));
        let scripts: Vec<_> = inputs
            .scalar("arguments")
            .map(|(_, span)| read_part(self.file, self.bare(span)))
            .into_iter()
            .collect();
        let commands = scripts.iter().flat_map(|script| &script.commands);
        let words: Vec<Span> = commands.flat_map(|c| c.words.iter().copied()).collect();
        let given = helm::of_task(self.file, pairs, &words);
        let values = given.map(|given| Values::lines(given.text, false, given.lines));
        found.values.extend(values);
    }

    /// The place of a scalar without its quotes or the mark of its block.
    fn bare(&self, span: Span) -> Span {
        let text = span.of(self.file);
        let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
        if quote.is_some() && text.len() > 1 {
            return Span::new(span.start + 1, span.end - 1);
        }
        let mark = text.find('\n').filter(|_| text.starts_with(['|', '>'])).unwrap_or(0);
        Span::new(span.start + mark, span.end)
    }
}
