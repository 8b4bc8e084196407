//! Changes of a text, written in what the text is wrapped in. A change that cannot be written for certain
//! is not written at all.

use text::{Edit, Span, line_start};

use super::{Embedded, Escape, Piece, What};

/// Where new text goes in the file, and what has to be written around it.
struct Place {
    span: Span,
    /// What a line begins with is before it already.
    open: bool,
    /// The rest of the line follows on a line of its own.
    tail: bool,
}

impl Embedded {
    /// A change of the text as a change of the file; `begin` is what new lines begin with.
    pub(super) fn wrapped_edit(
        &self,
        edit: &Edit,
        file: &str,
        begin: Option<&str>,
        escape: &Escape,
    ) -> Option<Edit> {
        let edit = &self.before_the_last_break(edit)?;
        let removed = edit.span.of(&self.text);
        let lines = edit.insert.contains('\n') || removed.contains('\n');
        if begin.is_none() && lines
            || !self.can_change(edit)
            || !self.gaps_may_go(edit, file, escape)
        {
            return None;
        }
        let place = self.place(edit, file, escape);
        let mut insert = String::new();
        let mut open = place.open;
        if open && self.is_line_start(edit.span.start) {
            insert.push_str(self.rest_of_begin(edit, file, place.span.start, begin)?);
        }
        for line in edit.insert.split_inclusive('\n') {
            if !open {
                let begin = begin.unwrap_or("");
                let blank = line.ends_with('\n') && line.trim().is_empty();
                insert.push_str(if blank { begin.trim_end() } else { begin });
            }
            insert.push_str(&escape.write(line)?);
            open = false;
        }
        if place.tail {
            insert.push_str(begin.unwrap_or(""));
        }
        Some(without_empty_item(Edit { span: place.span, insert }, file, escape))
    }

    /// A line break at the end that the file does not have is not written after: what comes after it
    /// comes before it, with a line break of its own.
    fn before_the_last_break(&self, edit: &Edit) -> Option<Edit> {
        let last = self.pieces.last().filter(|p| p.what == What::Frame);
        let at_end = edit.span == Span::at(self.text.len());
        let framed = last.is_some_and(|p| p.inner.of(&self.text) == "\n");
        if !framed || !at_end || edit.insert.is_empty() {
            return Some(edit.clone());
        }
        let lines = edit.insert.strip_suffix('\n')?;
        Some(Edit::insert(self.text.len() - 1, format!("\n{lines}")))
    }

    fn is_line_start(&self, at: usize) -> bool {
        at == 0 || self.text.get(..at).is_some_and(|t| t.ends_with('\n'))
    }

    /// Whether the file has what the edit changes, and may have it changed.
    fn can_change(&self, edit: &Edit) -> bool {
        let Span { start, end } = edit.span;
        if self.text.is_empty() || end > self.text.len() {
            return false;
        }
        self.around(edit.span).all(|piece| {
            let within = |at: usize| piece.inner.start < at && at < piece.inner.end;
            if piece.inner.overlaps(edit.span) || within(start) {
                match piece.what {
                    What::Same => true,
                    What::Other => edit.span.contains(piece.inner),
                    What::Frame | What::Unknown => false,
                    // A line may come between two that stay.
                    What::Locked => {
                        start == end && self.is_line_start(start) && edit.insert.ends_with('\n')
                    }
                }
            } else {
                self.can_touch(piece, edit)
            }
        })
    }

    /// Whether a change may begin or end at a piece that it does not change itself.
    fn can_touch(&self, piece: &Piece, edit: &Edit) -> bool {
        let breaks = piece.inner.of(&self.text).ends_with('\n');
        match piece.what {
            What::Same | What::Other | What::Unknown => true,
            // Before it nothing may be joined to it, after it only to the line after.
            What::Frame | What::Locked if piece.inner.start >= edit.span.end => {
                let lines_go = edit.insert.is_empty() && self.is_line_start(edit.span.start);
                let joins = !edit.insert.ends_with('\n') && !lines_go;
                !joins || piece.inner.of(&self.text).starts_with('\n')
            }
            What::Frame | What::Locked => breaks || edit.insert.starts_with('\n'),
        }
    }

    /// Whether what the file has between the pieces that are changed may go with them.
    fn gaps_may_go(&self, edit: &Edit, file: &str, escape: &Escape) -> bool {
        let mut last: Option<&Piece> = None;
        for piece in self.around(edit.span).filter(|p| p.inner.overlaps(edit.span)) {
            if let Some(before) = last {
                let in_order = before.outer.end <= piece.outer.start;
                let gap = Span::new(before.outer.end, piece.outer.start);
                if !in_order || !escape.may_drop(gap.of(file)) {
                    return false;
                }
            }
            last = Some(piece);
        }
        true
    }

    fn place(&self, edit: &Edit, file: &str, escape: &Escape) -> Place {
        let Span { start, end } = edit.span;
        let ends = edit.insert.ends_with('\n');
        let (begins, last) = (self.is_line_start(start), self.text.len());
        if start == end {
            return self.place_between(start, ends);
        }
        let whole = begins && (self.is_line_start(end) || end == last);
        if edit.insert.is_empty() && whole && start > 0 {
            // Whole lines go with what they begin with.
            let line = line_start(file, self.outer(start));
            let before = self.outer_end(start);
            // A string for each line: its quotes stay, and what was in them goes.
            let quoted = before < line && matches!(escape, Escape::Json { .. });
            let from = if quoted { self.outer(start) } else { line.max(before) };
            let span = Span::new(from, self.outer_end(end));
            return Place { span, open: true, tail: false };
        }
        // The line that follows has its own beginning, where it stays a line.
        let joined = !ends && self.is_line_start(end) && end < last;
        let after = if joined { self.outer(end) } else { self.outer_end(end) };
        let tail = ends && !self.is_line_start(end) && end < last;
        Place { span: Span::new(self.outer(start), after), open: true, tail }
    }

    /// The place of new text between two characters.
    fn place_between(&self, at: usize, ends: bool) -> Place {
        let (begins, last) = (self.is_line_start(at), self.text.len());
        let framed = self.around(Span::at(at)).any(|p| p.what == What::Frame && p.inner.end == at);
        if ends && begins && at > 0 && !framed {
            return Place { span: Span::at(self.outer_end(at)), open: false, tail: false };
        }
        let after = begins && at < last;
        let place = if after { self.outer(at) } else { self.outer_end(at) };
        let open = at == 0 || !begins || at < last;
        Place { span: Span::at(place), open, tail: ends && at < last }
    }

    /// What is missing of a line's beginning before a line that was blank.
    fn rest_of_begin<'b>(
        &self,
        edit: &Edit,
        file: &str,
        place: usize,
        begin: Option<&'b str>,
    ) -> Option<&'b str> {
        let blank = self.text.get(edit.span.start..).is_none_or(|t| t.starts_with(['\n', '\r']));
        if !blank || edit.insert.is_empty() || edit.insert.starts_with(['\n', '\r']) {
            return Some("");
        }
        let before = file.get(..place)?;
        let line = line_start(file, place);
        let line = line.max(if edit.span.start == 0 { 0 } else { self.outer_end(edit.span.start) });
        let there = before.get(line..)?;
        let begin = begin?;
        if there.ends_with(begin) { Some("") } else { begin.strip_prefix(there) }
    }
}

/// A line that goes is an item of a list in a notebook: nothing is left of it, not even an empty string.
fn without_empty_item(edit: Edit, file: &str, escape: &Escape) -> Edit {
    let goes = matches!(escape, Escape::Json { .. }) && edit.insert.is_empty();
    let place = if goes { item(file, edit.span) } else { None };
    place.map_or(edit, Edit::delete)
}

/// The place of a list's item that is one string, with the comma that goes with it.
fn item(file: &str, inside: Span) -> Option<Span> {
    let head = file.get(..inside.start)?.strip_suffix('"')?.trim_end();
    let tail = file.get(inside.end..)?.strip_prefix('"')?;
    let next = tail.trim_start();
    if let Some(rest) = next.strip_prefix(',').filter(|_| head.ends_with([',', '['])) {
        return Some(Span::new(head.len(), file.len() - rest.len()));
    }
    let last = next.starts_with(']') && head.ends_with(',');
    last.then(|| Span::new(head.len() - 1, file.len() - tail.len()))
}
