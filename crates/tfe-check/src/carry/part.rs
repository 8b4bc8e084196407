//! A text that stands inside another file (Terraform, a script, tasks), as Vault or Helm get it, and the
//! way back from its places to those of the file.

use text::{Edit, EditSet, Span};

use super::rule_blocks;
use crate::base::finding::{Finding, Fix};
use crate::base::kind::Kind;

/// A policy or a piece of values inside another file.
#[derive(Clone, Debug)]
pub struct Part {
    /// [`Kind::VaultPolicy`] or [`Kind::HelmOverrides`].
    pub kind: Kind,
    /// The text as Vault or Helm get it.
    pub text: Embedded,
    /// Nothing is filled in, so that the text is all there is.
    pub known: bool,
}

impl Part {
    pub(crate) fn of(kind: Kind, text: Embedded) -> Self {
        let known = text.loose.is_none() && text.first_unknown().is_none();
        Self { kind, text, known }
    }
}

/// What stands for a part that is filled in later.
pub(crate) const UNKNOWN: &str = "${…}";

/// A policy or values inside another file.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// What it belongs to: `vault_policy.tfe`, or the name that a command gives the policy.
    pub name: String,
    /// What Vault calls the policy, in lower case; none where that is not known.
    pub(crate) called: Option<String>,
    /// The text as the program gets it, `${…}` where something is filled in.
    pub text: String,
    /// What is filled in outside of quotes, where it may be anything.
    pub(crate) loose: Option<Span>,
    pieces: Vec<Piece>,
    form: Form,
}

/// How the text is written in the file, and so how a change of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Lines that begin with this, as heredocs and blocks of YAML have them.
    Lines(String, Fills),
    /// A text in quotes.
    Quoted,
    /// Blocks of a `vault_policy_document`.
    RuleBlocks,
    /// Written by a function: nothing in it can be changed for certain.
    Made,
    /// Values that several `set`s give: only words that the file has as they are can be changed.
    Sets,
}

/// Who fills something into a text, and so what has to be escaped in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fills {
    /// `${…}` and `%{…}`
    Terraform,
    /// `$…` and what stands between backticks.
    Shell,
    /// The same, in double quotes.
    ShellQuotes,
    /// Nobody; the text is in single quotes of a shell.
    ShellApostrophes,
    /// Nobody.
    Nothing,
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
    /// It is filled in.
    Unknown,
    /// Not in the file; it has the place of what it stands for.
    Frame,
}

impl Embedded {
    pub(crate) fn new(name: &str, form: Form) -> Self {
        let (name, text, pieces) = (name.to_owned(), String::new(), Vec::new());
        Self { name, called: None, text, loose: None, pieces, form }
    }

    /// Whether a role that names a policy so means this one.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.called.as_deref() == Some(name) || self.name == name
    }

    /// Adds what is the same in both.
    pub(crate) fn same(&mut self, file: &str, outer: Span) {
        self.push(outer.of(file), outer, What::Same);
    }

    /// Adds something that the file has in another form.
    pub(crate) fn other(&mut self, inner: &str, outer: Span) {
        self.push(inner, outer, What::Other);
    }

    /// Adds what is not in the file, with the place of what it stands for.
    pub(crate) fn frame(&mut self, inner: &str, outer: Span) {
        self.push(inner, outer, What::Frame);
    }

    /// Adds a part that is filled in, and remembers where that may be anything.
    pub(crate) fn fill(&mut self, outer: Span) {
        if !quoted_or_comment(&self.text) {
            self.loose = self.loose.or(Some(outer));
        }
        self.unknown(outer);
    }

    /// Adds a part that is filled in, inside of a text.
    pub(crate) fn unknown(&mut self, outer: Span) {
        self.push(UNKNOWN, outer, What::Unknown);
    }

    /// Adds what the file has at this place as it is.
    pub(crate) fn same_as(&mut self, inner: &str, outer: Span) {
        self.push(inner, outer, What::Same);
    }

    /// Adds a value of which something is filled in.
    pub(crate) fn unknown_as(&mut self, inner: &str, outer: Span) {
        self.push(inner, outer, What::Unknown);
    }

    /// Adds a whole value that is filled in.
    pub(crate) fn unknown_text(&mut self, outer: Span) {
        self.push(&format!("\"{UNKNOWN}\""), outer, What::Unknown);
    }

    /// Adds what another text is made of.
    pub(crate) fn append(&mut self, other: &Self) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        let moved = |p: &Piece| Piece { inner: p.inner.shifted(by), ..*p };
        self.pieces.extend(other.pieces.iter().map(moved));
    }

    /// A part of the text with the places that it has in the file.
    pub(crate) fn part(&self, inner: Span) -> Self {
        let mut part = Self::new(&self.name, self.form.clone());
        for piece in self.pieces.iter().filter(|p| p.inner.overlaps(inner)) {
            let start = piece.inner.start.max(inner.start);
            let end = piece.inner.end.min(inner.end);
            let cut = Span::new(start - piece.inner.start, end - piece.inner.start);
            let outer = match piece.what {
                What::Same => cut.shifted(piece.outer.start),
                What::Other | What::Unknown | What::Frame => piece.outer,
            };
            part.push(Span::new(start, end).of(&self.text), outer, piece.what);
        }
        part
    }

    fn push(&mut self, inner: &str, outer: Span, what: What) {
        let start = self.text.len();
        self.text.push_str(inner);
        let inner = Span::new(start, self.text.len());
        if !inner.is_empty() || !outer.is_empty() {
            self.pieces.push(Piece { inner, outer, what });
        }
    }

    /// The first part that is filled in, in the file.
    pub(crate) fn first_unknown(&self) -> Option<Span> {
        self.unknowns().next().map(|p| p.outer)
    }

    /// The places in the file of all parts that are filled in.
    pub(crate) fn filled_in(&self) -> impl Iterator<Item = Span> {
        self.unknowns().map(|p| p.outer)
    }

    fn unknowns(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|p| p.what == What::Unknown)
    }

    /// Whether Terraform may fill in more than a value, or a part of one, where the text is YAML.
    pub(crate) fn loose_in_yaml(&self, file: &str) -> bool {
        self.unknowns().any(|piece| {
            let before = self.text.get(..piece.inner.start).unwrap_or("");
            let line = before.rsplit('\n').next().unwrap_or("");
            let in_value = line.contains(": ") || line.trim_start().starts_with(['#', '-', '"']);
            let made = matches!(self.form, Form::Made | Form::Sets);
            piece.outer.of(file).starts_with("%{") || !in_value && !made
        })
    }

    /// Whether a part of the text is filled in.
    pub(crate) fn is_unknown(&self, inner: Span) -> bool {
        self.around(inner).any(|p| p.what == What::Unknown && p.inner.overlaps(inner))
    }

    /// Whether a place in the text is within something that the file has as it is.
    pub(crate) fn is_same(&self, inner: Span) -> bool {
        self.around(inner).any(|p| p.what == What::Same && p.inner.contains(inner))
    }

    /// The pieces that touch a place in the text. They are in the order of the text.
    fn around(&self, inner: Span) -> impl Iterator<Item = &Piece> {
        let first = self.pieces.partition_point(|p| p.inner.end < inner.start);
        let rest = self.pieces.get(first..).unwrap_or_default();
        rest.iter().take_while(move |p| p.inner.start <= inner.end)
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

    /// The place in the file of a place in the text; none of what is filled in.
    pub(crate) fn known_place(&self, inner: Span) -> Option<Span> {
        (!self.is_unknown(inner)).then(|| self.outer_span(inner))
    }

    pub(crate) fn outer_span(&self, inner: Span) -> Span {
        let (start, end) = (self.outer(inner.start), self.outer_end(inner.end));
        if inner.is_empty() { Span::at(start) } else { Span::new(start, end.max(start)) }
    }

    /// A finding in the file; `None` where it is about what is filled in. `others` are the
    /// texts that its related places may stand in.
    pub(crate) fn finding(
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
        let bare = self.bare_value(edit);
        let edit = bare.as_ref().unwrap_or(edit);
        if self.form == Form::Sets {
            // A word for a word: neither Helm's nor Terraform's grammar reads anything else in it.
            let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            let plain = !edit.insert.is_empty() && edit.insert.chars().all(word);
            if !plain || edit.span.is_empty() || !self.is_same(edit.span) {
                return None;
            }
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

    /// The change of a `set`'s value without the quotes that only the text of all sets has.
    fn bare_value(&self, edit: &Edit) -> Option<Edit> {
        let quoted = |text: &str| text.len() > 1 && text.starts_with('"') && text.ends_with('"');
        if self.form != Form::Sets || !quoted(edit.span.of(&self.text)) {
            return None;
        }
        let span = Span::new(edit.span.start + 1, edit.span.end - 1);
        let insert =
            if quoted(&edit.insert) { edit.insert.trim_matches('"') } else { &edit.insert };
        Some(Edit::replace(span, insert))
    }

    fn touches_frame(&self, inner: Span) -> bool {
        let touched = |p: &&Piece| match inner.is_empty() {
            true => p.inner.start < inner.start && inner.start <= p.inner.end,
            false => p.inner.overlaps(inner),
        };
        let mut touched = self.around(inner).filter(touched).peekable();
        touched.peek().is_none() || touched.any(|p| p.what == What::Frame)
    }

    /// New text as it is written in the file.
    fn written(&self, edit: &Edit) -> String {
        let escaped = match self.form {
            Form::Lines(_, Fills::Shell) => {
                edit.insert.replace('\\', "\\\\").replace('$', "\\$").replace('`', "\\`")
            }
            Form::Lines(_, Fills::ShellQuotes) => {
                let escaped = edit.insert.replace('\\', "\\\\").replace('$', "\\$");
                escaped.replace('`', "\\`").replace('"', "\\\"")
            }
            Form::Lines(_, Fills::ShellApostrophes) => edit.insert.replace('\'', "'\\''"),
            Form::Lines(_, Fills::Nothing) => edit.insert.clone(),
            _ => edit.insert.replace("${", "$${").replace("%{", "%%{"),
        };
        match &self.form {
            Form::Quoted => escaped
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n")
                .replace('\r', "\\r")
                .replace('\t', "\\t"),
            Form::Lines(indent, _) if !indent.is_empty() => {
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

/// Whether the end of a text is inside of quotes or in a comment.
fn quoted_or_comment(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or("");
    let bare = line.trim_start();
    if bare.starts_with('#') || bare.starts_with("//") {
        return true;
    }
    let quotes = line.replace("\\\"", "").matches('"').count();
    quotes % 2 == 1
}
