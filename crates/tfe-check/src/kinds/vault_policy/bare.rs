//! A policy in JSON whose rules do not stand in `"path": { "…": { … } }`: with a level too few, or
//! with one too many.

use text::{Edit, EditSet, Span};
use vault_policy::{AttributeValue, Document, Mode, ProblemKind as P, Token, TokenKind, parse};

/// What is wrong with the levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// The rules stand without `path` around them.
    Path,
    /// The lists of capabilities stand without their key.
    Capabilities,
    /// This key stands around `path`.
    Around(String),
}

/// Rules that are all read once the levels are right.
pub(crate) struct Bare {
    /// Where the finding belongs.
    pub at: Span,
    pub level: Level,
    /// How many rules there are.
    pub rules: usize,
    /// What puts it right.
    pub edits: EditSet,
    /// The text then.
    pub mended: String,
}

/// `None` where the rules stand as they should, or where the text has other faults in its form.
pub(crate) fn bare(text: &str, document: &Document) -> Option<Bare> {
    let problems = document.problems.as_slice();
    let at = problems.first().filter(|_| document.mode == Mode::Json)?.span;
    let all = |wanted: fn(&P) -> bool| problems.iter().all(|p| wanted(&p.kind));
    let (level, edits) = match document.rules.as_slice() {
        [] if all(|k| matches!(k, P::PathWordMissing { .. })) => {
            (Level::Path, around_all(document)?)
        }
        [] => match problems {
            [one] => within(document, one.span, &one.kind)?,
            _ => return None,
        },
        [_] if all(|k| matches!(k, P::UnknownKey { .. })) => {
            (Level::Capabilities, around_lists(document)?)
        }
        _ => return None,
    };
    let mended = edits.apply(text).ok()?;
    let rules = parse(&mended).rules.len();
    let whole = matches!(level, Level::Around(_)) || rules == problems.len();
    (rules > 0 && whole).then_some(Bare { at, level, rules, edits, mended })
}

/// `path` around the members of the text; a name stands before or after them.
fn around_all(document: &Document) -> Option<EditSet> {
    let tokens = document.tokens();
    let (first, last) = (document.problems.first()?.span, document.problems.last()?.span);
    let (_, close) = object_of(&tokens, last)?;
    let edits = vec![Edit::insert(first.start, "\"path\": {"), Edit::insert(close.span.end, "}")];
    EditSet::new(edits).ok()
}

/// `{"path": {"P": ["read"]}}`: the key `capabilities` before each list.
fn around_lists(document: &Document) -> Option<EditSet> {
    let rule = document.rules.first().filter(|r| r.path.span == r.keyword)?;
    let mut edits = Vec::new();
    for attribute in &rule.attributes {
        let listed = matches!(attribute.value.value, AttributeValue::List(_));
        let span = Some(attribute.value.span).filter(|_| listed)?;
        edits.push(Edit::insert(span.start, "{\"capabilities\": "));
        edits.push(Edit::insert(span.end, "}"));
    }
    EditSet::new(edits).ok()
}

/// `{"policy": {"path": { … }}}`: the outer level goes.
fn within(document: &Document, key: Span, kind: &P) -> Option<(Level, EditSet)> {
    let P::UnknownTopLevelKey { key: name, nearest: None } = kind else { return None };
    let tokens = document.tokens();
    let (open, close) = braces(&tokens, 0)?;
    let (inner, end) = object_of(&tokens, key)?;
    let before = Span::new(open.span.start, inner.span.start);
    let behind = Span::new(end.span.end, close.span.end);
    let edits = EditSet::new(vec![Edit::delete(before), Edit::delete(behind)]).ok()?;
    Some((Level::Around(name.clone()), edits))
}

/// The braces of the object after a key.
fn object_of(tokens: &[Token], key: Span) -> Option<(&Token, &Token)> {
    let at = tokens.iter().position(|t| t.span == key)?;
    let inner = tokens.get(at..)?.iter().position(|t| t.kind == TokenKind::OpenBrace)?;
    braces(tokens, at + inner)
}

/// The brace with this number, and the one that closes it.
fn braces(tokens: &[Token], at: usize) -> Option<(&Token, &Token)> {
    let mut depth = 0_usize;
    let open = tokens.get(at).filter(|t| t.kind == TokenKind::OpenBrace)?;
    for token in tokens.get(at..)? {
        match token.kind {
            TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseBrace => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some((open, token));
        }
    }
    None
}
