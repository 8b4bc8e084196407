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
    pub aliases: Vec<Alias>,
}

/// Credentials of a tag that the code takes: `var.tfc_aws_dynamic_credentials.aliases["EU"]`.
pub(crate) struct Alias {
    /// `tfc_aws_dynamic_credentials`
    pub variable: String,
    /// The tag; none where it is filled in.
    pub tag: Option<String>,
    /// The tag, or what fills it in.
    pub at: Span,
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
        for alias in &mut self.aliases {
            alias.at = to(alias.at);
        }
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
        aliases: aliases(text),
    }
}

/// What is between a variable's name and the tag.
const BEFORE_TAG: &str = "_dynamic_credentials.aliases[";

fn aliases(text: &str) -> Vec<Alias> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let one = |(at, before): (usize, &str)| {
        let head = text.get(..at)?;
        let name = head.rfind(|c| !is_name(c)).map_or(0, |dot| dot + 1);
        let start = at + before.len();
        let rest = text.get(start..)?;
        let inner = rest.get(..rest.find(']')?)?;
        let tag = inner.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
        Some(Alias {
            variable: format!("{}_dynamic_credentials", head.get(name..)?),
            tag: tag.filter(|tag| !tag.contains("${")).map(str::to_owned),
            at: Span::new(start, start + inner.len()),
        })
    };
    text.match_indices(BEFORE_TAG).filter_map(one).collect()
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
