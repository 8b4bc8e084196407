//! From the reader's words to a problem that can be told: what it is, where, and how far it reaches.

use text::{Edit, Span};

use crate::events::{Failure, TOO_DEEP};
use crate::flow;
use crate::leftover;
use crate::line::{block, content, cut_comment, glued_colon, indent};
use crate::problem::{Problem, ProblemKind as Kind};
use text::line_start;

use crate::shape::line_end;

/// A problem and the part of the working text to blank before reading on.
pub(crate) struct Verdict {
    pub(crate) problem: Problem,
    pub(crate) blank: Span,
}

/// The failure with everything around it that decides what it is. Offsets are those of `work`.
struct Scene<'t> {
    work: &'t str,
    failure: &'t Failure,
    /// Where the reader noticed, and where what it was reading began.
    at: usize,
    since: usize,
}

pub(crate) fn classify(
    text: &str,
    work: &str,
    piece: Span,
    shift: usize,
    failure: &Failure,
) -> Verdict {
    let place = |at: usize| work.floor_char_boundary((piece.start + at).min(piece.end.max(1) - 1));
    let scene = Scene { work, failure, at: place(failure.at), since: place(failure.since) };
    let (mut kind, mut span) = scene.judge();
    if let Some(line) = scene.left_out(&kind, span) {
        (kind, span) = (Kind::LeftOut, line);
    }
    if let Some(verdict) = scene.leftover(&kind, span, shift, piece) {
        return verdict;
    }
    // At the end of the text a bracket is missing, or much more.
    let ends = piece.start + failure.at >= piece.end;
    let gap = if ends { None } else { scene.gap() };
    let (kind, span) = gap.as_ref().map_or((kind, span), |gap| (gap.kind.clone(), gap.span));
    // Lines below one with a tab are no part of it: a tab counts as one column only.
    let blank = match kind {
        Kind::TabIndentation | Kind::TerraformTemplate => {
            let start = line_start(work, span.start);
            Span::new(start, line_end(work, start))
        }
        // What is around a gap cannot be read either.
        _ if gap.is_some() => flow::around(work, scene.since),
        _ => block(work, span.start),
    };
    let said_line = scene.said_line(piece);
    let span = span.shifted(shift);
    let mut problem = Problem::fatal(kind, span).saying(failure.problem, said_line);
    problem = match gap.map(|gap| gap.edit) {
        Some(Some(edit)) => problem.fixed_by(vec![Edit { span: edit.span.shifted(shift), ..edit }]),
        Some(None) => problem,
        None => crate::repair::repair(text, problem),
    };
    Verdict { problem, blank }
}

impl Scene<'_> {
    /// The line that stands for others, where the reader stops at one.
    fn left_out(&self, kind: &Kind, span: Span) -> Option<Span> {
        let placed = matches!(
            kind,
            Kind::MissingColon
                | Kind::BadIndentation
                | Kind::NestedUnderValue
                | Kind::ReservedStart(_)
        );
        let line = placed.then(|| self.line(span.start))?;
        text::is_left_out(line.of(self.work)).then_some(line)
    }

    /// Where lines are below an empty value, that value is wrong, and the lines are read.
    fn leftover(&self, kind: &Kind, span: Span, shift: usize, piece: Span) -> Option<Verdict> {
        if !matches!(kind, Kind::BadIndentation | Kind::NestedUnderValue) {
            return None;
        }
        let found = leftover::above(self.work, span.start)?;
        let problem = Problem::fatal(Kind::LinesBelowEmptyValue, found.entry.shifted(shift))
            .saying(self.failure.problem, self.said_line(piece))
            .deleting(found.gap.shifted(shift));
        Some(Verdict { problem, blank: found.value })
    }

    /// The line number in Helm's message, counted in the piece without its `---` line. A scanner's
    /// error is one line further down.
    fn said_line(&self, piece: Span) -> Option<u64> {
        let cut = piece.start > 0 && piece.of(self.work).starts_with("---");
        let own = |line: u64| line.saturating_sub(u64::from(cut));
        match own(self.failure.line) {
            0 => Some(own(self.failure.since_line)),
            line if self.failure.scanner => Some(line + 1),
            line => Some(line),
        }
    }

    fn judge(&self) -> (Kind, Span) {
        let Failure { problem, context, .. } = *self.failure;
        let here = self.char_at(self.at);
        match (problem, context) {
            (TOO_DEEP, _) => (Kind::TooDeep, self.line(self.at)),
            (_, "while scanning a directive" | "while parsing a %YAML directive")
            | ("found incompatible YAML document", _) => self.directive(),
            ("found character that cannot start any token", _) if here == '\t' => self.tab(self.at),
            ("found character that cannot start any token", _)
                if self.line(self.at).of(self.work).starts_with("%{") =>
            {
                (Kind::TerraformTemplate, self.line(self.at))
            }
            ("found character that cannot start any token", _)
                if self.rest(self.at).of(self.work).starts_with("%{") =>
            {
                (Kind::TerraformTemplate, self.rest(self.at))
            }
            ("found character that cannot start any token", _) => {
                (Kind::ReservedStart(here), self.rest(self.at))
            }
            (_, "while scanning a plain scalar") => self.tab(self.at),
            ("found a tab character where an indentation space is expected", _) => {
                self.tab(self.at)
            }
            (_, "while scanning a quoted scalar" | "while parsing a quoted scalar") => {
                self.quoted()
            }
            (_, "while scanning a block scalar") => self.block_scalar(),
            (_, "while scanning an anchor" | "while scanning an alias") => {
                (Kind::ReservedStart(self.char_at(self.since)), self.rest(self.since))
            }
            (_, "while scanning a tag" | "while parsing a tag")
            | ("found undefined tag handle", _) => {
                (Kind::ReservedStart('!'), self.rest(self.since))
            }
            ("mapping values are not allowed in this context", _) => self.second_colon(),
            ("could not find expected ':'", _) => self.missing_colon(self.since),
            ("block sequence entries are not allowed in this context", _) => {
                (Kind::ListBehindKey, self.rest(self.at))
            }
            (
                _,
                "while parsing a flow mapping"
                | "while parsing a flow sequence"
                | "while parsing a flow node",
            ) => self.flow(),
            ("did not find expected node content", _) => self.stray(here),
            (_, "while parsing a block mapping" | "while parsing a block collection" | "") => {
                self.misplaced(here)
            }
            _ => (Kind::Other(problem), self.line(self.at)),
        }
    }

    fn char_at(&self, at: usize) -> char {
        self.work.get(at..).and_then(|t| t.chars().next()).unwrap_or('\n')
    }

    /// The line's content without indentation and blanks at the end.
    fn line(&self, at: usize) -> Span {
        content(self.work, at)
    }

    /// From `at` to the end of the line's content.
    fn rest(&self, at: usize) -> Span {
        let end = self.line(at).end.max(at);
        Span::new(at, cut_comment(self.work, at, end))
    }

    fn before(&self, at: usize) -> &str {
        self.work.get(line_start(self.work, at)..at).unwrap_or_default()
    }

    fn tab(&self, at: usize) -> (Kind, Span) {
        let start = line_start(self.work, at);
        let line = self.work.get(start..line_end(self.work, at)).unwrap_or_default();
        (Kind::TabIndentation, Span::new(start, start + indent(line)))
    }

    fn directive(&self) -> (Kind, Span) {
        let start = line_start(self.work, self.since.min(self.at));
        let line = content(self.work, start);
        match line.of(self.work).starts_with("%{") {
            true => (Kind::TerraformTemplate, line),
            false => (Kind::Directive, line),
        }
    }

    fn quoted(&self) -> (Kind, Span) {
        if self.failure.problem.contains("end of stream")
            || self.failure.problem.contains("document indicator")
        {
            let quote = self.char_at(self.since);
            return (Kind::UnclosedQuote(quote), self.line_rest(self.since));
        }
        (Kind::BadEscape, self.line_rest(self.at.max(self.since)))
    }

    /// What is missing in brackets, where they lack no bracket.
    fn gap(&self) -> Option<flow::Gap> {
        let is_map = match self.failure.context {
            "while parsing a flow mapping" => true,
            "while parsing a flow sequence" => false,
            _ => return None,
        };
        flow::gap(self.work, self.since, self.at, is_map)
    }

    fn line_rest(&self, at: usize) -> Span {
        Span::new(at, self.line(at).end.max(at))
    }

    /// `|` and `>` begin a block; after them nothing but a number or a sign may stand.
    fn block_scalar(&self) -> (Kind, Span) {
        let header = self.rest(self.since);
        let text = header.of(self.work);
        let rest = text.trim_start_matches(['|', '>']).trim_start_matches(['+', '-']);
        if rest.starts_with(|c: char| !c.is_ascii_digit() && !c.is_whitespace()) {
            return (Kind::ReservedStart(self.char_at(self.since)), header);
        }
        (Kind::BadBlockScalar, header)
    }

    /// A `:` that cannot be: a second one in a value, or one on a line below a value.
    fn second_colon(&self) -> (Kind, Span) {
        let before = self.before(self.at);
        let start = line_start(self.work, self.at);
        let key_end = before.find(": ").or_else(|| before.find(":\t"));
        if let Some(colon) = key_end {
            let value = before.get(colon + 1..).unwrap_or_default();
            let blank = value.len() - value.trim_start().len();
            return (Kind::ColonInValue, self.rest(start + colon + 1 + blank));
        }
        let line = self.line(self.at);
        let above = self.above(start);
        let depth = line.start - start;
        match above {
            Some(above) if above.start - line_start(self.work, above.start) >= depth => {
                self.missing_colon(above.start)
            }
            _ => (Kind::NestedUnderValue, line),
        }
    }

    /// The content of the last line before `start` that has some.
    fn above(&self, start: usize) -> Option<Span> {
        let before = self.work.get(..start)?;
        let end = before.trim_end().len();
        (end > 0).then(|| content(self.work, end - 1))
    }

    fn missing_colon(&self, since: usize) -> (Kind, Span) {
        let line = self.line(since);
        let text = line.of(self.work);
        if text.len() > 1024 && text.contains(':') {
            return (Kind::LongKey, line);
        }
        match glued_colon(text) {
            Some(_) => (Kind::MissingSpace, line),
            None => (Kind::MissingColon, line),
        }
    }

    fn flow(&self) -> (Kind, Span) {
        let start =
            if self.failure.context == "while parsing a flow node" { self.at } else { self.since };
        let line = self.line(start);
        if line.of(self.work).contains("{{") {
            return (Kind::GoTemplate, self.rest(start));
        }
        if self.failure.context == "while parsing a flow node" {
            return (Kind::ReservedStart(self.char_at(self.at)), self.rest(self.at));
        }
        (Kind::UnclosedFlow(self.char_at(self.since)), self.line_rest(self.since))
    }

    fn stray(&self, here: char) -> (Kind, Span) {
        match here {
            ']' | '}' if self.before(self.at).trim().is_empty() => {
                (Kind::StrayClose(here), self.line(self.at))
            }
            _ => (Kind::ReservedStart(here), self.rest(self.at)),
        }
    }

    /// A quote that closes what a line above opened: most likely that line lacks its own.
    fn opened_above(&self, before: &str) -> Option<(Kind, Span)> {
        let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
        let odd = |text: &str| unescaped(text, quote).count() % 2 == 1;
        if !odd(before) {
            return None;
        }
        let mut start = line_start(self.work, self.at);
        while let Some(line) = self.above(start) {
            if odd(line.of(self.work)) {
                let open = line.start + unescaped(line.of(self.work), quote).last()?;
                return Some((Kind::UnclosedQuote(quote), Span::new(open, line.end)));
            }
            start = line_start(self.work, line.start);
        }
        None
    }

    /// Something that is no key where a key must be.
    fn misplaced(&self, here: char) -> (Kind, Span) {
        let before = self.before(self.at).trim_end();
        if let Some(open) = self.opened_above(before) {
            return open;
        }
        // `"${join(",", names)}"`: the quotes inside are Terraform's own.
        if let Some((_, call)) = before.rsplit_once("\"${")
            && before.ends_with('"')
            && !call.contains('}')
            && self.rest(self.at).of(self.work).contains('}')
        {
            return (Kind::TerraformTemplate, self.line(self.at));
        }
        if before.ends_with(['"', '\'', ']', '}']) {
            return (Kind::TextAfterQuote, self.rest(self.at));
        }
        if matches!(here, ']' | '}') {
            return (Kind::StrayClose(here), self.line(self.at));
        }
        match glued_colon(self.line(self.at).of(self.work)) {
            Some(_) => (Kind::MissingSpace, self.line(self.at)),
            None => (Kind::BadIndentation, self.line(self.at)),
        }
    }
}

/// The places of a quote that are no part of a text: in double quotes, those without a backslash before them.
fn unescaped(line: &str, quote: char) -> impl Iterator<Item = usize> {
    let escaped = move |at: usize| {
        let before = line.get(..at).unwrap_or_default();
        let backslashes = before.len() - before.trim_end_matches('\\').len();
        quote == '"' && backslashes % 2 == 1
    };
    line.match_indices(quote).map(|(at, _)| at).filter(move |at| !escaped(*at))
}
