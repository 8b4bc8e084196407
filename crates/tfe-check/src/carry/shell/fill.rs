//! What a shell fills into a text, and what is escaped in it.

use text::Span;

/// A longer `$(…)` is not looked through for its end.
const LONGEST: usize = 4096;

/// What a backslash escapes in a heredoc.
pub(crate) const IN_HEREDOC: &[&str] = &["\\$", "\\`", "\\\\"];

/// What a backslash escapes in double quotes.
pub(crate) const IN_QUOTES: &[&str] = &["\\$", "\\`", "\\\\", "\\\""];

/// What a backtick escapes between PowerShell's `@"` and `"@`, where quotes and backslashes are letters.
pub(crate) const IN_HERE_STRING: &[&str] = &["`$", "``", "`\""];

/// What begins an expression of a pipeline, as in GitHub's workflows: filled in whatever quotes are around.
pub(crate) const EXPRESSION: &str = "${{";

/// A piece of a text that a shell reads.
pub(crate) enum Filled<'t> {
    /// It stays.
    Same,
    /// An escape, and what it is for.
    Escape(&'t str),
    /// A variable, or the output of a command.
    Variable,
}

/// Goes through a text in which the shell fills in variables and the output of commands.
pub(crate) fn fill<'t>(
    file: &'t str,
    span: Span,
    escapes: &[&str],
    mut each: impl FnMut(Filled<'t>, Span),
) {
    let text = span.of(file);
    // Where a backtick escapes, no command is between two of them.
    let tick_escapes = escapes.iter().any(|escape| escape.starts_with('`'));
    let variable = |rest| variable(rest).filter(|_| !(tick_escapes && rest.starts_with('`')));
    let (mut done, mut at) = (0, 0);
    while let Some(next) = text.get(at..).and_then(|t| t.find(['$', '`', '\\'])).map(|n| at + n) {
        let rest = text.get(next..).unwrap_or("");
        let place = |length: usize| Span::new(span.start + next, span.start + next + length);
        let escape = escapes.iter().find(|e| rest.starts_with(**e));
        let (length, what) = match (escape, variable(rest)) {
            (Some(escape), _) => {
                let plain = rest.get(1..escape.len()).unwrap_or("");
                (escape.len(), Filled::Escape(plain))
            }
            (None, Some(length)) => (length, Filled::Variable),
            (None, None) => {
                at = next + 1;
                continue;
            }
        };
        each(Filled::Same, Span::new(span.start + done, span.start + next));
        each(what, place(length));
        (done, at) = (next + length, next + length);
    }
    each(Filled::Same, Span::new(span.start + done, span.end));
}

/// Goes through a text of which a shell reads nothing: only a pipeline's expressions are filled in.
pub(crate) fn expressions(file: &str, span: Span, mut each: impl FnMut(Filled<'_>, Span)) {
    let text = span.of(file);
    let mut done = 0;
    while let Some(at) = text.get(done..).and_then(|t| t.find(EXPRESSION)).map(|at| done + at) {
        let Some(length) = text.get(at..).and_then(variable) else { break };
        each(Filled::Same, Span::new(span.start + done, span.start + at));
        done = at + length;
        each(Filled::Variable, Span::new(span.start + at, span.start + done));
    }
    each(Filled::Same, Span::new(span.start + done, span.end));
}

/// How long the variable or command is that a text begins with.
pub(crate) fn variable(text: &str) -> Option<usize> {
    let near = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let closed = |open: usize, close: char| {
        let at = near.get(open..)?.find(close)?;
        Some(open + at + close.len_utf8())
    };
    if text.starts_with('`') {
        return closed(1, '`');
    }
    // A pipeline fills these in before a shell sees them.
    if text.starts_with(EXPRESSION) {
        return near.find("}}").map(|end| end + "}}".len());
    }
    let behind = text.strip_prefix('$')?;
    match behind.chars().next()? {
        '{' => closed(2, '}'),
        '(' => closed(2, ')'),
        c if c.is_ascii_alphabetic() || c == '_' => {
            let end = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
            Some(1 + behind.find(end).unwrap_or(behind.len()))
        }
        _ => None,
    }
}
