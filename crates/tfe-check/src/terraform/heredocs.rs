//! Finding the heredocs of a Terraform file.

use hcl_edit::Span as _;
use hcl_edit::template::{Element, HeredocTemplate};
use hcl_edit::visit::{Visit, visit_body};
use text::Span;

/// The text between the markers of a heredoc.
pub(super) struct Heredoc {
    /// Where it stands, without the lines of the markers.
    pub span: Span,
    /// `${…}` and `%{…}` in it.
    pub filled_in: Vec<Span>,
}

/// Why Terraform cannot read a file.
pub(crate) struct SyntaxError {
    /// Line from 1.
    pub line: usize,
    /// Column in characters from 1.
    pub column: usize,
    /// The parser's words.
    pub message: String,
}

/// All heredocs of a file.
pub(super) fn find(text: &str) -> Result<Vec<Heredoc>, SyntaxError> {
    let body = hcl_edit::parser::parse_body(text).map_err(|error| SyntaxError {
        line: error.location().line(),
        column: error.location().column(),
        message: error.message().to_owned(),
    })?;
    let mut collector = Collector { found: Vec::new() };
    visit_body(&mut collector, &body);
    Ok(collector.found)
}

struct Collector {
    found: Vec<Heredoc>,
}

impl Visit for Collector {
    fn visit_heredoc_template(&mut self, heredoc: &HeredocTemplate) {
        let mut whole: Option<Span> = None;
        let mut filled_in = Vec::new();
        for element in heredoc.template.iter() {
            let Some(range) = element.span() else { continue };
            let span = Span::new(range.start, range.end);
            whole = Some(whole.map_or(span, |w| w.cover(span)));
            if !matches!(element, Element::Literal(_)) {
                filled_in.push(span);
            }
        }
        self.found.extend(whole.map(|span| Heredoc { span, filled_in }));
    }
}
