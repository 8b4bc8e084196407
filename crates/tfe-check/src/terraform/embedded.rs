//! A text that stands inside a Terraform file, as Vault or Helm get it, and the way back from its
//! places to those of the file.

use text::{Edit, EditSet, Span};

use super::rule_blocks;
use crate::finding::{Finding, Fix};

/// What stands for a part that Terraform fills in.
pub(super) const UNKNOWN: &str = "${…}";

/// A policy or values in a Terraform file.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// The block that it belongs to: `vault_policy.tfe`.
    pub name: String,
    /// The text as the program gets it, [`UNKNOWN`] where Terraform fills in.
    pub text: String,
    /// What Terraform fills in outside of quotes, where it may be anything.
    pub(crate) loose: Option<Span>,
    pieces: Vec<Piece>,
    form: Form,
}

/// How the text is written in the file, and so how a change of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A heredoc whose lines begin with this.
    Lines(String),
    /// A text in quotes.
    Quoted,
    /// Blocks of a `vault_policy_document`.
    RuleBlocks,
    /// Written by a function: nothing in it can be changed for certain.
    Made,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    inner: Span,
    outer: Span,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Byte for byte the same.
    Same,
    /// One thing for another: an escape for its character.
    Other,
    /// Terraform fills it in.
    Unknown,
    /// Not in the file; it has the place of what it stands for.
    Frame,
}

impl Embedded {
    pub(super) fn new(name: &str, form: Form) -> Self {
        let (name, text, pieces) = (name.to_owned(), String::new(), Vec::new());
        Self { name, text, loose: None, pieces, form }
    }

    /// Adds what is the same in both.
    pub(super) fn same(&mut self, file: &str, outer: Span) {
        self.push(outer.of(file), outer, What::Same);
    }

    /// Adds something that the file has in another form.
    pub(super) fn other(&mut self, inner: &str, outer: Span) {
        self.push(inner, outer, What::Other);
    }

    /// Adds what is not in the file, with the place of what it stands for.
    pub(super) fn frame(&mut self, inner: &str, outer: Span) {
        self.push(inner, outer, What::Frame);
    }

    /// Adds a part that Terraform fills in.
    pub(super) fn unknown(&mut self, outer: Span) {
        self.push(UNKNOWN, outer, What::Unknown);
    }

    /// Adds a whole value that Terraform fills in.
    pub(super) fn unknown_text(&mut self, outer: Span) {
        self.push(&format!("\"{UNKNOWN}\""), outer, What::Unknown);
    }

    /// Adds what another text is made of.
    pub(super) fn append(&mut self, other: &Self) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        let moved = |p: &Piece| Piece { inner: p.inner.shifted(by), ..*p };
        self.pieces.extend(other.pieces.iter().map(moved));
    }

    fn push(&mut self, inner: &str, outer: Span, what: What) {
        let start = self.text.len();
        self.text.push_str(inner);
        let inner = Span::new(start, self.text.len());
        if !inner.is_empty() || !outer.is_empty() {
            self.pieces.push(Piece { inner, outer, what });
        }
    }

    /// The first part that Terraform fills in, in the file.
    pub(super) fn first_unknown(&self) -> Option<Span> {
        self.pieces.iter().find(|p| p.what == What::Unknown).map(|p| p.outer)
    }

    /// Whether Terraform may fill in more than a value, or a part of one, where the text is YAML.
    pub(super) fn loose_in_yaml(&self, file: &str) -> bool {
        let mut unknown = self.pieces.iter().filter(|p| p.what == What::Unknown);
        unknown.any(|piece| {
            let before = self.text.get(..piece.inner.start).unwrap_or("");
            let line = before.rsplit('\n').next().unwrap_or("");
            let in_value = line.contains(": ") || line.trim_start().starts_with(['#', '-', '"']);
            piece.outer.of(file).starts_with("%{") || !in_value && self.form != Form::Made
        })
    }

    /// Whether a part of the text is filled in by Terraform.
    pub(super) fn is_unknown(&self, inner: Span) -> bool {
        self.pieces.iter().any(|p| p.what == What::Unknown && p.inner.overlaps(inner))
    }

    /// The place in the file of a place in the text.
    pub fn outer(&self, inner: usize) -> usize {
        let after = self.pieces.partition_point(|p| p.inner.end <= inner);
        match self.pieces.get(after).or(self.pieces.last()) {
            Some(piece) if piece.what == What::Same => {
                piece.outer.start + inner.saturating_sub(piece.inner.start).min(piece.outer.len())
            }
            Some(piece) if inner >= piece.inner.end => piece.outer.end,
            Some(piece) => piece.outer.start,
            None => 0,
        }
    }

    /// The place in the file where what stands before a place in the text ends.
    fn outer_end(&self, inner: usize) -> usize {
        let after = self.pieces.partition_point(|p| p.inner.end < inner);
        match self.pieces.get(after) {
            Some(piece) if piece.inner.start >= inner => piece.outer.start,
            Some(piece) if piece.what == What::Same => {
                piece.outer.start + (inner - piece.inner.start)
            }
            Some(piece) => piece.outer.end,
            None => self.pieces.last().map_or(0, |p| p.outer.end),
        }
    }

    pub(crate) fn outer_span(&self, inner: Span) -> Span {
        let (start, end) = (self.outer(inner.start), self.outer_end(inner.end));
        if inner.is_empty() { Span::at(start) } else { Span::new(start, end.max(start)) }
    }

    /// A finding in the file; `None` where it is about what Terraform fills in. `others` are the
    /// texts that its related places may stand in.
    pub(super) fn finding(
        &self,
        mut finding: Finding,
        file: &str,
        others: &[Self],
    ) -> Option<Finding> {
        if self.is_unknown(finding.primary) {
            return None;
        }
        finding.primary = self.outer_span(finding.primary);
        for related in &mut finding.related {
            let of = match related.document.take() {
                Some(other) => others.get(other),
                None => Some(self),
            };
            related.span = of.unwrap_or(self).outer_span(related.span);
        }
        finding.fixes = finding.fixes.into_iter().filter_map(|f| self.fix(f, file)).collect();
        Some(finding)
    }

    fn fix(&self, fix: Fix, file: &str) -> Option<Fix> {
        let edits: Option<Vec<Edit>> =
            fix.edits.edits().iter().map(|e| self.edit(e, file)).collect();
        Some(Fix { edits: EditSet::new(edits?).ok()?, ..fix })
    }

    fn edit(&self, edit: &Edit, file: &str) -> Option<Edit> {
        if self.is_unknown(edit.span) || self.form == Form::Made {
            return None;
        }
        if self.form == Form::RuleBlocks {
            if let Some(blocks) = rule_blocks::new_rules(&edit.insert) {
                return rule_blocks::insert(file, self.outer_end(edit.span.start), &blocks);
            }
            if edit.insert.contains('\n') || self.touches_frame(edit.span) {
                return None;
            }
        }
        let span = if edit.span.is_empty() {
            Span::at(self.outer_end(edit.span.start))
        } else {
            self.outer_span(edit.span)
        };
        Some(Edit { span, insert: self.written(edit) })
    }

    fn touches_frame(&self, inner: Span) -> bool {
        let touched = |p: &&Piece| match inner.is_empty() {
            true => p.inner.start < inner.start && inner.start <= p.inner.end,
            false => p.inner.overlaps(inner),
        };
        let mut touched = self.pieces.iter().filter(touched).peekable();
        touched.peek().is_none() || touched.any(|p| p.what == What::Frame)
    }

    /// New text as it is written in the file.
    fn written(&self, edit: &Edit) -> String {
        let escaped = edit.insert.replace("${", "$${").replace("%{", "%%{");
        match &self.form {
            Form::Quoted => escaped
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n")
                .replace('\r', "\\r")
                .replace('\t', "\\t"),
            Form::Lines(indent) if !indent.is_empty() => {
                let before = self.text.get(..edit.span.start).unwrap_or("");
                let mut begins = before.is_empty() || before.ends_with('\n');
                let mut out = String::new();
                for line in escaped.split_inclusive('\n') {
                    if begins && !line.trim().is_empty() {
                        out.push_str(indent);
                    }
                    out.push_str(line);
                    begins = true;
                }
                out
            }
            _ => escaped,
        }
    }
}
