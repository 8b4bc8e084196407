//! From the tree to the policy: what Vault does with `hcl.DecodeObject` and then in
//! `parseACLPolicyWithTemplating` (vault/policy.go), gone on after an error.

mod capabilities;
mod control_group;
mod parameters;
mod rule;
mod scalars;
mod value;

use text::{Edit, Span};

use crate::ast::{Ast, ItemId, Node, NodeId, NodeKind};
use crate::literal::{Mode, key_of, text_of};
use crate::model::{Rule, Spanned};
use crate::nearest::{TOP_LEVEL_KEYS, meant};
use crate::problem::{Expected, MOST_PROBLEMS, Problem, ProblemKind};
use crate::token::{Tok, TokenKind};

/// What a tree means.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) problems: Vec<Problem>,
    /// The other vintage may read something else.
    pub(crate) differs: bool,
}

/// Whose reading it is. They part at repeated control groups and at durations that are too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vintage {
    /// Vault up to 1.19: HCL v1.0.1-vault-5, parseutil up to 0.1.8.
    Older,
    /// Vault 1.20 and later: HCL v1.0.1-vault-7, parseutil 0.2.0.
    Current,
}

pub(crate) fn decode(text: &str, ast: &Ast, mode: Mode, vintage: Vintage) -> Decoded {
    let mut decoder = Decoder { text, ast, mode, vintage, slips: false, out: Decoded::default() };
    for item in ast.root() {
        decoder.top_level(Entry { item: *item, skip: 0 });
    }
    decoder.out
}

/// An item, of whose keys some have been used up.
#[derive(Clone, Copy, Debug)]
struct Entry {
    item: ItemId,
    skip: usize,
}

struct Decoder<'t> {
    text: &'t str,
    ast: &'t Ast,
    mode: Mode,
    vintage: Vintage,
    /// The rule at hand has a key with a slip in it.
    slips: bool,
    out: Decoded,
}

impl<'t> Decoder<'t> {
    fn top_level(&mut self, entry: Entry) {
        let Some(key) = self.keys(entry).first().copied() else {
            return;
        };
        match self.key_text(key).as_str() {
            "path" => self.rule(key, self.inner(entry)),
            "name" => self.name(key, self.inner(entry)),
            word if word.contains('/') && self.node(self.value(entry)).kind == NodeKind::Object => {
                let hcl = self.mode == Mode::Hcl;
                let fix = hcl.then(|| Edit::insert(key.span().start, "path "));
                let kind = ProblemKind::PathWordMissing { path: word.to_owned() };
                self.problem(kind, key.span(), fix.into_iter().collect());
            }
            word => {
                let near = meant(word, &TOP_LEVEL_KEYS);
                let (word, fix) = (word.to_owned(), self.other_key(key, near));
                let kind = ProblemKind::UnknownTopLevelKey { key: word, nearest: near };
                self.problem(kind, key.span(), fix);
                let rule = self.inner(entry);
                let block = self.node(self.value(rule)).kind == NodeKind::Object;
                // What else is wrong in it is found at once, and its path is not missing.
                if near == Some("path") && block && !self.keys(rule).is_empty() {
                    self.rule(key, rule);
                }
            }
        }
    }

    fn name(&mut self, key: Tok, entry: Entry) {
        let value = self.value(entry);
        let text = if self.keys(entry).is_empty() { self.text_value(value) } else { None };
        match text {
            Some(text) => {
                let span = self.ast.node(value).span;
                self.out.name = Some(Spanned { value: text, span });
            }
            None => self.wrong_type("name", Expected::Text, key.span().cover(self.span(value))),
        }
    }

    fn keys(&self, entry: Entry) -> &'t [Tok] {
        let keys = self.ast.item(entry.item).map_or(&[][..], |i| self.ast.keys(i));
        keys.get(entry.skip..).unwrap_or_default()
    }

    /// The same item without its first key.
    const fn inner(&self, entry: Entry) -> Entry {
        Entry { item: entry.item, skip: entry.skip + 1 }
    }

    fn value(&self, entry: Entry) -> NodeId {
        self.ast.item(entry.item).map_or(NodeId::NOWHERE, |i| i.value)
    }

    fn node(&self, id: NodeId) -> Node {
        self.ast.node(id)
    }

    fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    fn entries(&self, object: NodeId) -> Vec<Entry> {
        self.ast.items(object).map(|item| Entry { item, skip: 0 }).collect()
    }

    /// A key's text; one that Vault crashes on is a problem, and read as written.
    fn key_text(&mut self, key: Tok) -> String {
        key_of(self.text, key, self.mode).unwrap_or_else(|| {
            self.problem(ProblemKind::UnreadableEscape, key.span(), vec![]);
            key.span().of(self.text).to_owned()
        })
    }

    /// A node where a text is wanted: texts and whole numbers will do.
    fn text_value(&mut self, id: NodeId) -> Option<String> {
        let node = self.node(id);
        let kind = match node.kind {
            NodeKind::Scalar(
                kind @ (TokenKind::String
                | TokenKind::Heredoc
                | TokenKind::Null
                | TokenKind::Number),
            ) => kind,
            NodeKind::Bare => TokenKind::Ident,
            _ => return None,
        };
        Some(self.scalar_text(kind, node.span))
    }

    fn scalar_text(&mut self, kind: TokenKind, span: Span) -> String {
        text_of(self.text, kind, span, self.mode).unwrap_or_else(|| {
            self.problem(ProblemKind::UnreadableEscape, span, vec![]);
            span.of(self.text).to_owned()
        })
    }

    /// A list of texts, appended to what other attributes of the same key gave.
    fn texts(&mut self, key: &str, entry: Entry, out: &mut Vec<(String, Span)>) {
        let id = self.value(entry);
        let node = self.node(id);
        let labelled = !self.keys(entry).is_empty();
        match node.kind {
            NodeKind::List if !labelled => {
                for element in self.ast.elements(id) {
                    let span = self.span(element);
                    match self.text_value(element) {
                        Some(text) => out.push((text, span)),
                        None => self.wrong_type(key, Expected::Texts, span),
                    }
                }
            }
            // An empty block adds nothing and passes.
            NodeKind::Object if !labelled && self.ast.items(id).next().is_none() => {}
            NodeKind::Scalar(TokenKind::String) => {
                let edits =
                    vec![Edit::insert(node.span.start, "["), Edit::insert(node.span.end, "]")];
                let kind = ProblemKind::BareString { key: key.to_owned() };
                self.problem(kind, node.span, edits);
                if let Some(text) = self.text_value(id) {
                    out.push((text, node.span));
                }
            }
            _ => self.wrong_type(key, Expected::Texts, node.span),
        }
    }

    fn wrong_type(&mut self, key: &str, expected: Expected, span: Span) {
        let key = key.to_owned();
        self.problem(ProblemKind::WrongType { key, expected }, span, vec![]);
    }

    /// The change of a key to another word, in the quotes it has.
    fn other_key(&self, key: Tok, word: Option<&str>) -> Vec<Edit> {
        let written = key.span().of(self.text);
        let quoted = written.starts_with('"') && written.ends_with('"') && written.len() > 1;
        match word {
            Some(word) if quoted => vec![Edit::replace(key.span(), format!("\"{word}\""))],
            Some(word) if key.kind == TokenKind::Ident => {
                vec![Edit::replace(key.span(), word)]
            }
            _ => vec![],
        }
    }

    /// Whether enough has been found.
    const fn is_full(&self) -> bool {
        self.out.problems.len() >= MOST_PROBLEMS
    }

    fn problem(&mut self, kind: ProblemKind, span: Span, edits: Vec<Edit>) {
        if self.is_full() {
            return;
        }
        let problem = Problem::new(kind, span);
        self.out.problems.push(if edits.is_empty() { problem } else { problem.fixed_by(edits) });
    }
}
