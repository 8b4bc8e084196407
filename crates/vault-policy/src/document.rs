use std::collections::HashMap;

use text::Span;

use crate::ast::Ast;
use crate::decode::{Decoded, Vintage, decode};
use crate::duplicates::duplicates;
use crate::json;
use crate::lexer::lex;
use crate::literal::Mode;
use crate::model::{Policy, Rule, Spanned};
use crate::parser;
use crate::pattern::is_templated;
use crate::problem::{Problem, ProblemKind};
use crate::token::{Tok, Token, TokenKind};
use crate::{VaultLine, VaultLines};

/// A policy text, read as far as it can be read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// How the text is written.
    pub mode: Mode,
    /// The rules in the order of the text, also those of a text that Vault rejects.
    pub rules: Vec<Rule>,
    /// Everything because of which some version of Vault rejects the text, first place first.
    pub problems: Vec<Problem>,
    /// The `name` of the policy; it has no effect.
    pub name: Option<Spanned<String>>,
    /// The comments, markers included, without the line end.
    pub comments: Vec<Span>,
    /// JSON mode: what stands after the end of the first object. Vault does not read it.
    pub ignored: Option<Span>,
    /// JSON mode: where Vault stops because a comma is missing.
    pub stop: Option<json::Stop>,
    tokens: Vec<Tok>,
    /// What Vault up to 1.19 makes of a text that later versions reject or read otherwise.
    le_1_19: Option<Policy>,
}

/// Reads a policy. Never fails: what is wrong stands in [`Document::problems`].
///
/// ```
/// let document = vault_policy::parse(r#"path "transit/keys/*" { capabilities = ["read" "list"] }"#);
/// assert!(!document.accepted(vault_policy::VaultLine::V1_21));
/// let fix = document.problems[0].fix.as_ref().unwrap();
/// assert_eq!(document.rules[0].read.capabilities.iter().count(), 2);
/// assert_eq!(fix.edits()[0].insert, ",");
/// ```
pub fn parse(text: &str) -> Document {
    if text.trim_start().starts_with('{') { parse_json(text) } else { parse_hcl(text) }
}

/// Reads a policy of any bytes. What is no UTF-8 is a problem; offsets are those of `bytes`.
pub fn parse_bytes(bytes: &[u8]) -> Document {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut broken: Vec<Span> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        clean.extend_from_slice(chunk.valid().as_bytes());
        let start = clean.len();
        // A character of one byte that is illegal between tokens, as the broken bytes are.
        clean.resize(start + chunk.invalid().len(), 0x1a);
        let span = Span::new(start, clean.len());
        match broken.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ if !span.is_empty() => broken.push(span),
            _ => {}
        }
    }
    let text = String::from_utf8(clean).unwrap_or_default();
    let mut document = parse(&text);
    let read_to = document.ignored.map_or(text.len(), |ignored| ignored.start);
    broken.retain(|span| span.start < read_to);
    broken.truncate(crate::problem::MOST_PROBLEMS);
    document.problems.retain(|p| {
        let illegal = matches!(p.kind, ProblemKind::IllegalCharacter('\x1a'));
        !(illegal && broken.iter().any(|b| b.overlaps(p.span)))
    });
    let invalid = |span: Span| Problem::new(ProblemKind::InvalidUtf8, span);
    document.problems.extend(broken.into_iter().map(invalid));
    document.finish();
    document
}

fn parse_hcl(text: &str) -> Document {
    let lexed = lex(text);
    let mut parsed = parser::parse(text, &lexed.tokens);
    let syntax_fine = lexed.problems.is_empty();
    let swallowed = (syntax_fine && parsed.swallows)
        .then(|| parser::parse_le_1_19(text, &lexed.tokens))
        .flatten()
        .map(|ast| decode(text, &ast, Mode::Hcl, Vintage::Older))
        .filter(|decoded| decoded.problems.is_empty());
    let mut decoded = decode(text, &parsed.ast, Mode::Hcl, Vintage::Current);
    let mut problems = lexed.problems;
    problems.append(&mut parsed.problems);
    let le_1_19 = match swallowed {
        Some(older) => {
            problems.iter_mut().chain(&mut decoded.problems).for_each(rejects_from_1_20);
            Some(older.policy())
        }
        None => older_reading(text, &parsed.ast, Mode::Hcl, &mut decoded),
    };
    problems.extend(duplicates(text, &parsed.ast));
    build(
        Mode::Hcl,
        decoded,
        problems,
        Document { comments: lexed.comments, tokens: lexed.tokens, le_1_19, ..Document::default() },
    )
}

const fn rejects_from_1_20(problem: &mut Problem) {
    problem.lines = VaultLines::FROM_1_20;
}

/// The policy as Vault up to 1.19 reads it, where that differs. Each problem then gets the
/// versions that have it.
fn older_reading(text: &str, ast: &Ast, mode: Mode, current: &mut Decoded) -> Option<Policy> {
    if !current.differs {
        return None;
    }
    let older = decode(text, ast, mode, Vintage::Older);
    let by_place = |problems: &[Problem]| {
        let mut places: HashMap<Span, Vec<Problem>> = HashMap::new();
        for problem in problems {
            places.entry(problem.span).or_default().push(problem.clone());
        }
        places
    };
    let (newest, oldest) = (by_place(&current.problems), by_place(&older.problems));
    let lacks = |places: &HashMap<Span, Vec<Problem>>, problem: &Problem| {
        places.get(&problem.span).is_none_or(|there| !there.contains(problem))
    };
    let mut only_older = older.problems.clone();
    only_older.retain(|problem| lacks(&newest, problem));
    let newer = current.problems.iter_mut().filter(|problem| lacks(&oldest, problem));
    newer.for_each(rejects_from_1_20);
    let only_older = only_older.into_iter().map(|problem| problem.on(VaultLines::UP_TO_1_19));
    current.problems.extend(only_older);
    Some(older.policy())
}

fn parse_json(text: &str) -> Document {
    let mut parsed = json::parse(text);
    json::flatten(&mut parsed.ast);
    let mut decoded = decode(text, &parsed.ast, Mode::Json, Vintage::Current);
    let le_1_19 = older_reading(text, &parsed.ast, Mode::Json, &mut decoded);
    let rest = Span::new(parsed.end, text.len());
    build(
        Mode::Json,
        decoded,
        parsed.problems,
        Document {
            tokens: parsed.tokens,
            stop: parsed.stop,
            ignored: (!rest.of(text).trim().is_empty()).then_some(rest),
            le_1_19,
            ..Document::default()
        },
    )
}

fn build(mode: Mode, decoded: Decoded, problems: Vec<Problem>, rest: Document) -> Document {
    let mut document =
        Document { mode, rules: decoded.rules, name: decoded.name, problems, ..rest };
    document.problems.extend(decoded.problems);
    document.finish();
    document
}

fn policy_of(rules: &[Rule], name: Option<&Spanned<String>>) -> Policy {
    Policy {
        name: name.map(|n| n.value.clone()).unwrap_or_default(),
        templated: rules.iter().any(|r| is_templated(&r.path.value) == Some(true)),
        rules: rules.iter().map(|r| r.read.clone()).collect(),
    }
}

impl Decoded {
    fn policy(&self) -> Policy {
        policy_of(&self.rules, self.name.as_ref())
    }
}

impl Document {
    fn finish(&mut self) {
        text::sort_by_key(&mut self.problems, |p| (p.span.start, p.span.end));
        self.problems.dedup_by(|a, b| a.kind == b.kind && a.span == b.span);
        self.rules.shrink_to_fit();
    }

    /// Whether this version of Vault takes the text as a policy.
    pub fn accepted(&self, line: VaultLine) -> bool {
        self.first_problem(line).is_none()
    }

    /// The first place because of which this version rejects the text.
    pub fn first_problem(&self, line: VaultLine) -> Option<&Problem> {
        self.problems.iter().find(|p| p.rejects(line))
    }

    /// The policy as this version of Vault understands it; `None` where it rejects the text.
    pub fn policy(&self, line: VaultLine) -> Option<Policy> {
        if !self.accepted(line) {
            return None;
        }
        match &self.le_1_19 {
            Some(policy) if line == VaultLine::UpTo1_19 => Some(policy.clone()),
            _ => Some(self.as_read()),
        }
    }

    /// The policy as far as it can be read, whatever is wrong with it. Its rules are those of
    /// [`Document::rules`], in the same order.
    pub fn as_read(&self) -> Policy {
        policy_of(&self.rules, self.name.as_ref())
    }

    /// Every piece of the text but white space, comments included, first place first. (In JSON
    /// mode up to the place where Vault stops reading.)
    pub fn tokens(&self) -> Vec<Token> {
        let comment = |span: &Span| Token { kind: TokenKind::Comment, span: *span };
        let real = self.tokens.iter().filter(|t| t.kind != TokenKind::Eof);
        let mut tokens: Vec<Token> = real.map(|t| t.public()).collect();
        tokens.extend(self.comments.iter().map(comment));
        text::sort_by_key(&mut tokens, |t| t.span.start);
        tokens
    }
}
