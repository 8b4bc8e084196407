//! `resource "tfe_variable"`: the variables that Terraform gives to workspaces and variable sets.

use hcl_edit::Span as _;
use hcl_edit::structure::Block;
use text::Span;

use super::names::{Names, Scope};
use crate::carry::part::{Embedded, Form};
use crate::carry::template::span;
use crate::variables::{Category, List, Variable, literal};

/// The lists of a file, one for each workspace and variable set.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    /// Each with what it belongs to, as the file names it.
    lists: Vec<(String, List)>,
    /// The names of some variables are filled in, so that any may be among them.
    is_open: bool,
}

impl Variables {
    /// Adds the variables of a resource.
    pub(super) fn add<'f>(&mut self, file: &str, names: &Names<'f>, block: &'f Block) {
        let rounds = match block.body.get_attribute("for_each") {
            Some(each) => names.each(&each.value, "each"),
            None => Some(vec![Scope::default()]),
        };
        let owner = owner(file, block);
        for round in rounds.iter().flatten() {
            match one(file, names, block, round) {
                Some(variable) => self.push(&owner, variable),
                None => self.is_open = true,
            }
        }
        self.is_open |= rounds.is_none();
    }

    fn push(&mut self, owner: &str, variable: Variable) {
        match self.lists.iter_mut().find(|(known, _)| known == owner) {
            Some((_, list)) => list.variables.push(variable),
            None => {
                let list = List { variables: vec![variable], ..List::default() };
                self.lists.push((owner.to_owned(), list));
            }
        }
    }

    /// Whether one of them can be for the credentials of runs.
    pub(super) fn are_for_runs(&self) -> bool {
        let all = self.lists.iter().flat_map(|(_, list)| &list.variables);
        all.into_iter().any(|variable| variable.name.starts_with("TFC_"))
    }

    /// The lists.
    pub(super) fn finish(self) -> Vec<List> {
        let is_open = self.is_open;
        self.lists.into_iter().map(|(_, list)| List { is_open, is_part: true, ..list }).collect()
    }
}

/// The workspace or variable set, as it is written.
fn owner(file: &str, block: &Block) -> String {
    let attribute = |name| block.body.get_attribute(name).and_then(|a| span(a.value.span()));
    let place = attribute("workspace_id").or_else(|| attribute("variable_set_id"));
    place.map(|place| place.of(file).trim().to_owned()).unwrap_or_default()
}

fn one<'f>(file: &str, names: &Names<'f>, block: &'f Block, round: &Scope<'f>) -> Option<Variable> {
    let read = |name: &str| {
        let value = &block.body.get_attribute(name)?.value;
        let mut text = Embedded::new("", Form::Made);
        names.text(file, value, round, &mut text);
        let place = inside(file, text.outer_span(Span::new(0, text.text.len())));
        let known = text.first_unknown().is_none();
        Some((known.then_some(text.text), place))
    };
    let (name, key) = read("key")?;
    let given = read("value");
    let category = read("category").and_then(|(word, place)| Some(Category { word: word?, place }));
    let sensitive = read("sensitive").and_then(|(word, _)| word).as_deref() == Some("true");
    Some(Variable {
        name: name?,
        key,
        value: given.as_ref().and_then(|(value, _)| value.as_deref().and_then(literal)),
        place: given.map_or(Span::at(key.end), |(_, place)| place),
        category,
        sensitive,
        next: None,
    })
}

/// Without the quotes.
fn inside(file: &str, place: Span) -> Span {
    let written = place.of(file);
    let quoted = written.len() > 1 && written.starts_with('"') && written.ends_with('"');
    if quoted { Span::new(place.start + 1, place.end - 1) } else { place }
}
