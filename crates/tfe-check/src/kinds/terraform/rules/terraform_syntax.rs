//! A file that Terraform cannot read.

use text::{Lines, Span};

use crate::base::finding::Finding;
use crate::kinds::terraform::SyntaxError;
use crate::knowledge::rules::terraform::TERRAFORM_SYNTAX;

/// Terraform cannot read the file.
pub(crate) fn syntax(text: &str, error: &SyntaxError) -> Finding {
    let line = Lines::new(text).span(error.line);
    let content = line.of(text);
    let column = error.column.saturating_sub(1);
    let at = content.char_indices().nth(column).map_or(content.len(), |(at, _)| at);
    let rest = content.get(at..).unwrap_or("").chars().next().map_or(0, char::len_utf8);
    let from = if rest == 0 { line.start } else { line.start + at };
    TERRAFORM_SYNTAX.at(Span::new(from, line.start + at + rest)).say(
        "Terraform cannot read this file from here on.",
        format!("Terraform stops with a syntax error: {}.", error.message.trim_end_matches('.')),
        "Correct this line; then the policies are checked.",
    )
}
