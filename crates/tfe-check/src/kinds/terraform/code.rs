//! What a configuration says of its providers, for whoever has the variables of its runs.

use hcl_edit::Span as _;
use hcl_edit::structure::{Block, Body};
use text::Span;

use super::parse;
use crate::carry::template::span;

/// The providers of a configuration, and the variables that it declares.
pub(crate) struct Code {
    pub providers: Vec<Provider>,
    /// The names of its variables.
    pub variables: Vec<String>,
}

/// A block of a provider.
pub(crate) struct Provider {
    /// `azurerm`
    pub name: String,
    pub has_alias: bool,
    /// The word `provider`.
    pub at: Span,
    pub arguments: Vec<Argument>,
}

/// An argument of a provider.
pub(crate) struct Argument {
    pub name: String,
    pub at: Span,
    /// The value as it is written.
    pub written: String,
}

impl Code {
    /// The same at other places.
    pub(crate) fn moved(mut self, to: impl Fn(Span) -> Span) -> Self {
        for provider in &mut self.providers {
            provider.at = to(provider.at);
            for argument in &mut provider.arguments {
                argument.at = to(argument.at);
            }
        }
        self
    }
}

/// What a file says; none where Terraform cannot read it, or where it gives variables to other workspaces: then
/// it runs somewhere else than they do.
pub(crate) fn code(text: &str) -> Option<Code> {
    if !text.contains("provider") {
        return None;
    }
    let body = parse::body(text).ok()?;
    let is_giver = |block: &Block| {
        block.labels.first().is_some_and(|label| label.as_str().starts_with("tfe_variable"))
    };
    (!body.blocks().any(is_giver)).then(|| of(text, &body))
}

fn of(text: &str, body: &Body) -> Code {
    let label = |block: &Block| block.labels.first().map(|label| label.as_str().to_owned());
    let named = |word: &'static str| body.blocks().filter(move |b| b.ident.as_str() == word);
    Code {
        providers: named("provider").filter_map(|block| provider(text, block)).collect(),
        variables: named("variable").filter_map(label).collect(),
    }
}

fn provider(text: &str, block: &Block) -> Option<Provider> {
    let mut arguments = Vec::new();
    for attribute in block.body.attributes() {
        let places = span(attribute.key.span()).zip(span(attribute.value.span()));
        let Some((at, value)) = places else { continue };
        let (name, written) = (attribute.key.as_str().to_owned(), value.of(text).to_owned());
        arguments.push(Argument { name, at, written });
    }
    Some(Provider {
        name: block.labels.first()?.as_str().to_owned(),
        has_alias: block.body.has_attribute("alias"),
        at: span(block.ident.span())?,
        arguments,
    })
}
