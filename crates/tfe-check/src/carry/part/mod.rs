//! A text that stands inside another file (Terraform, a script, tasks), as Vault or Helm get it, and the
//! way back from its places to those of the file.

mod carried;
mod edit;
mod escape;
mod last_line;
mod narrow;
mod places;

use text::Span;

use crate::base::kind::Kind;

pub(crate) use escape::Escape;
use last_line::LastLine;

/// A policy or a piece of values inside another file.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// The text as Vault or Helm get it.
    pub text: Embedded,
    /// Nothing is filled in, so that the text is all there is.
    pub known: bool,
    /// What it is wrapped in with its file, from outside to inside.
    around: Vec<Embedded>,
}

impl Part {
    pub(crate) fn of(kind: Kind, text: Embedded) -> Self {
        let known = text.loose.is_none() && text.first_unknown().is_none();
        Self { kind, text, known, around: Vec::new() }
    }

    /// The same where its file is wrapped in something.
    pub(crate) fn within(self, around: &[Embedded]) -> Self {
        Self { around: around.to_vec(), ..self }
    }

    /// The place in the document of a place in the text.
    pub fn outer_span(&self, inner: Span) -> Span {
        let there = self.text.outer_span(inner);
        self.around.iter().rev().fold(there, |span, text| text.outer_span(span))
    }

    /// The same; none of what is filled in.
    pub(crate) fn known_place(&self, inner: Span) -> Option<Span> {
        let there = self.text.known_place(inner)?;
        self.around.iter().rev().try_fold(there, |span, text| text.known_place(span))
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
    /// What is around it says how values get to Helm.
    pub(crate) supply: Supply,
    pieces: Vec<Piece>,
    form: Form,
    last_line: LastLine,
}

/// What a deployer's file says around values of how they get to Helm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Supply {
    /// Other values for the same release come from elsewhere.
    pub more: bool,
    /// Kustomize reads what the chart renders.
    pub kustomized: bool,
    /// The version of the chart, where it is exact.
    pub chart: Option<String>,
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
    /// Out of a wrapping, which says what a new line begins with (nothing where no new line can be
    /// written) and how characters are written.
    Wrapped(Option<String>, Escape),
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
    /// PowerShell, between `@"` and `"@`.
    HereString,
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
    /// Byte for byte the same, but a change of it would break what is around it.
    Locked,
    /// It is filled in.
    Unknown,
    /// Not in the file; it has the place of what it stands for.
    Frame,
}

impl Piece {
    /// Whether the file has the same bytes here.
    fn is_verbatim(&self) -> bool {
        matches!(self.what, What::Same | What::Locked)
    }
}

impl Embedded {
    pub(crate) fn new(name: &str, form: Form) -> Self {
        let (name, text, pieces) = (name.to_owned(), String::new(), Vec::new());
        let last_line = LastLine::default();
        let supply = Supply::default();
        Self { name, called: None, text, loose: None, supply, pieces, form, last_line }
    }

    /// Whether a role that names a policy so means this one.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.called.as_deref() == Some(name) || self.name == name
    }

    /// Adds what is the same in both.
    pub(crate) fn same(&mut self, file: &str, outer: Span) {
        self.push(outer.of(file), outer, What::Same);
    }

    /// Adds what is the same in both, and has to stay.
    pub(crate) fn locked(&mut self, file: &str, outer: Span) {
        self.push(outer.of(file), outer, What::Locked);
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
        if self.loose.is_none() && !self.last_line.is_quoted_or_comment(&self.text) {
            self.loose = Some(outer);
        }
        self.unknown(outer);
    }

    /// The same, told apart from what is filled in elsewhere by what stands there.
    pub(crate) fn fill_by_name(&mut self, written: &str, outer: Span) {
        if self.loose.is_none() && !self.last_line.is_quoted_or_comment(&self.text) {
            self.loose = Some(outer);
        }
        let name = written.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
        self.unknown_as(&format!("${{{}}}", name.collect::<String>()), outer);
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

    /// Adds a text that goes on after a line; where the two are written in different ways, no line can be
    /// added.
    pub(crate) fn join(&mut self, other: &Self) {
        let end = self.outer_span(Span::new(0, self.text.len())).end;
        self.frame("\n", Span::new(end, other.outer(0)));
        self.append(other);
        if self.form != other.form {
            self.cannot_have_lines();
        }
    }

    /// The same text, with what is said around it.
    pub(crate) fn supplied(mut self, supply: &Supply) -> Self {
        self.supply = supply.clone();
        self
    }

    /// The same text, to which no line can be added.
    pub(crate) fn within_lines(mut self) -> Self {
        self.cannot_have_lines();
        self
    }

    fn cannot_have_lines(&mut self) {
        if let Form::Wrapped(begin, _) = &mut self.form {
            *begin = None;
        }
    }

    /// A part of the text with the places that it has in the file.
    pub(crate) fn part(&self, inner: Span) -> Self {
        let mut part = Self::new(&self.name, self.form.clone());
        part.supply = self.supply.clone();
        for piece in self.pieces.iter().filter(|p| p.inner.overlaps(inner)) {
            let start = piece.inner.start.max(inner.start);
            let end = piece.inner.end.min(inner.end);
            let cut = Span::new(start - piece.inner.start, end - piece.inner.start);
            let outer =
                if piece.is_verbatim() { cut.shifted(piece.outer.start) } else { piece.outer };
            part.push(Span::new(start, end).of(&self.text), outer, piece.what);
        }
        part
    }

    fn push(&mut self, inner: &str, outer: Span, what: What) {
        let start = self.text.len();
        self.text.push_str(inner);
        let inner = Span::new(start, self.text.len());
        // What goes on without a gap is one piece.
        if let Some(last) = self.pieces.last_mut()
            && what == What::Same
            && (last.what, last.outer.end) == (what, outer.start)
            && (last.inner.len(), inner.len()) == (last.outer.len(), outer.len())
        {
            last.inner.end = inner.end;
            last.outer.end = outer.end;
        } else if !inner.is_empty() || !outer.is_empty() {
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
}
