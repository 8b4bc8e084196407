//! `resource "helm_release"`: the values that it gives to the chart.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use text::Span;

use super::collect::{Elsewhere, Found, elsewhere};
use super::names::Names;
use super::{json, sets};
use crate::carry::part::{Embedded, Form};
use crate::carry::paste::is_exact_version;
use crate::carry::sets::{self as lines, Lines, Set, SetValues};
use crate::carry::template::{self, span};
use crate::contract::Values;

/// Adds the values of a release of the chart terraform-enterprise.
pub(super) fn values(file: &str, names: &Names<'_>, block: &Block, name: &str, found: &mut Found) {
    if !is_ours(file, block) {
        return;
    }
    let name = format!("helm_release.{name}");
    let listed = Texts::of(file, names, &block.body, &name);
    let sets = sets::of(file, names, &block.body);
    let known = listed.places.is_empty() && listed.unclear.is_empty() && sets.unknown.is_empty();
    let only_sets = known && listed.texts.is_empty();
    let no_sets = sets.list.is_empty() && !block.body.has_blocks("dynamic");
    let only_text = known && listed.texts.len() == 1 && no_sets;
    let values = lines::of(&name, &sets.list);
    let over = values.entries.iter().filter_map(|entry| entry.path.last().cloned()).collect();
    let chart = chart_version(&block.body, names);
    let all = pieces(listed.texts, listed.covered, over, only_text);
    for mut piece in all.chain(of_sets(sets.list, values, only_sets)) {
        piece.text.supply.chart.clone_from(&chart);
        found.values.push(piece);
    }
    found.elsewhere.extend(listed.places);
    found.unknown.extend(listed.unclear);
    found.unknown.extend(sets.unknown);
    found.release = true;
}

/// What the `set`s of a release give; `only` says that nothing else gives it values.
fn of_sets(list: Vec<Set>, mut values: SetValues, only: bool) -> Option<Values> {
    let text = std::mem::replace(&mut values.text, Embedded::new("", Form::Sets));
    let whole = only && values.refused.is_empty();
    (!list.is_empty()).then(|| Values::lines(text, whole, Lines { list, values }))
}

/// What `values` of a release lists.
#[derive(Default)]
struct Texts {
    texts: Vec<Embedded>,
    /// Files with more of them.
    places: Vec<Elsewhere>,
    /// Expressions whose text the file does not show.
    unclear: Vec<Span>,
    /// So many of the texts may be overridden by one that is not here.
    covered: usize,
}

impl Texts {
    fn of(file: &str, names: &Names<'_>, body: &Body, name: &str) -> Self {
        let mut all = Self::default();
        let Some(attribute) = body.get_attribute("values") else { return all };
        match names.resolved(&attribute.value) {
            Expression::Array(list) => {
                for element in list.iter() {
                    all.add(one(file, names, names.resolved(element), name), element);
                }
            }
            Expression::Null(_) => {}
            _ => all.unclear.extend(span(attribute.value.span())),
        }
        all
    }

    fn add(&mut self, one: One, element: &Expression) {
        match one {
            One::Text(text) => self.texts.push(text),
            One::Elsewhere(place) => {
                self.covered = self.texts.len();
                self.places.push(place);
            }
            One::Unclear => {
                self.covered = self.texts.len();
                self.unclear.extend(span(element.span()));
            }
        }
    }
}

/// The texts with the names that are set over each: a later text wins against an earlier one, and `over` against
/// all of them.
fn pieces(
    texts: Vec<Embedded>,
    covered: usize,
    mut over: Vec<String>,
    whole: bool,
) -> impl Iterator<Item = Values> {
    let mut pieces = Vec::new();
    for (at, text) in texts.into_iter().enumerate().rev() {
        let own: Vec<String> = Values::keys(&text.text).collect();
        if at < covered {
            over.push(Values::ALL.to_owned());
        }
        pieces.push(Values { overridden: over.clone(), ..Values::text(text, whole) });
        over.extend(own);
    }
    pieces.into_iter().rev()
}

/// The version of the chart, where the release names one and no range.
fn chart_version(body: &Body, names: &Names<'_>) -> Option<String> {
    match names.resolved(&body.get_attribute("version")?.value) {
        Expression::String(version) => Some(version.to_string()).filter(|v| is_exact_version(v)),
        _ => None,
    }
}

/// Whether the release is of this chart: by its name; where that is filled in, by its settings.
fn is_ours(file: &str, block: &Block) -> bool {
    match block.body.get_attribute("chart").map(|a| &a.value) {
        Some(Expression::String(chart)) => chart.contains("terraform-enterprise"),
        Some(_) => span(block.span()).is_some_and(|s| s.of(file).contains("TFE_HOSTNAME")),
        None => false,
    }
}

enum One {
    Text(Embedded),
    Elsewhere(Elsewhere),
    Unclear,
}

fn one(file: &str, names: &Names<'_>, expression: &Expression, name: &str) -> One {
    if let Some(text) = template::read(file, expression, name) {
        return One::Text(text);
    }
    let Expression::FuncCall(call) = expression else { return One::Unclear };
    if matches!(call.name.name.as_str(), "yamlencode" | "jsonencode") {
        let made = call.args.iter().next().and_then(|a| json::read(file, names.resolved(a), name));
        return made.map_or(One::Unclear, One::Text);
    }
    elsewhere(call, "values").map_or(One::Unclear, One::Elsewhere)
}
