//! Marks at the line starts: those of a quoted mail or a table, and those of a diff.

use text::Span;

use super::around::is_prompt;
use super::layer::{Layer, Wrapping, new};
use super::remark::is_vote;
use super::search::Search;
use super::sentence::is_sentence;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;

/// The marks with which mail programs and tables begin a line.
pub(super) const MARKS: [char; 6] = ['>', '|', '│', '┃', '║', '▏'];

/// So many lines may stand before and after what is marked.
const MOST_AROUND: usize = 30;

pub(super) fn quote_marks(text: &str, search: Search<'_>) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let marked = |line: &&Line<'_>| line.content.trim_start().starts_with(MARKS);
    let mark = lines.iter().take(MOST_AROUND).find(marked)?.content.trim_start().chars().next()?;
    let has = |line: &Line<'_>| line.content.trim_start().starts_with(mark);
    let inside = block(&lines, has, search)?;
    let marks = Marks::of(inside, mark);
    let first = inside.first()?;
    let lead = first.content.get(..first.indent() + mark.len_utf8())?;
    let begin = if marks.blank { format!("{lead} ") } else { lead.to_owned() };
    let begin = (!marks.closed).then_some(begin.as_str());
    let mut inner = new(begin, Escape::Nothing);
    for line in inside.iter().filter(|line| has(line) || !is_reply(line.content)) {
        inner.same(text, marks.body(line));
        inner.same(text, Span::new(line.span().end, line.start + line.whole.len()));
    }
    let at = Span::new(first.start + first.indent(), first.start + lead.len());
    let count = inside.iter().filter(|line| has(line)).count();
    let inner = vec![inner];
    Some(Layer { wrapping: Wrapping::QuoteMarks, at, count, inner, sure: false })
}

/// The mark at the line starts, and what goes with it.
pub(super) struct Marks {
    mark: char,
    /// A blank follows it everywhere.
    pub blank: bool,
    /// It is at all line ends too, as in a table.
    closed: bool,
}

impl Marks {
    pub(super) fn of(lines: &[Line<'_>], mark: char) -> Self {
        let bare = Self { mark, blank: false, closed: false };
        let full = || lines.iter().map(|l| bare.behind(l)).filter(|body| !body.trim().is_empty());
        let blank = full().all(|body| body.starts_with([' ', '\t']));
        let closed = mark != '>' && full().all(|body| body.trim_end().ends_with(mark));
        Self { mark, blank, closed }
    }

    /// What follows the mark in a line.
    fn behind<'t>(&self, line: &Line<'t>) -> &'t str {
        line.content.trim_start().strip_prefix(self.mark).unwrap_or(line.content)
    }

    /// The place of a line's own text.
    pub(super) fn body(&self, line: &Line<'_>) -> Span {
        let body = self.behind(line);
        let body = if self.blank { body.get(1..).unwrap_or_default() } else { body };
        let start = line.span().end - body.len();
        let bare = body.trim_end();
        let own = match bare.strip_suffix(self.mark).filter(|_| self.closed) {
            Some(inside) => inside.trim_end(),
            None if self.closed => bare,
            None => body,
        };
        Span::new(start, start + own.len())
    }
}

/// Whether a line between quoted ones is what somebody answers there. The rest of a quoted line that a mail
/// program broke has no mark either.
fn is_reply(line: &str) -> bool {
    let ends = line.trim_end().ends_with(['.', ',', '?', '!', ':']);
    is_sentence(line) && (ends || line.starts_with(char::is_uppercase)) && !line.contains(": ")
}

/// The same name before every line, as `grep` and log viewers put it: `tfe.hcl:`, `vault-1  | `.
pub(super) fn shared_start(text: &str, _: Search<'_>) -> Option<Layer> {
    let first = lines_of(text).find(|l| !l.is_blank())?;
    let bar = first.content.find("| ").map(|at| at + 2);
    let file = first.content.find(':').map(|at| at + 1);
    let file = file.filter(|end| first.content.get(..*end).is_some_and(|s| s.contains('.')));
    let shared = first.content.get(..bar.or(file)?)?;
    let filled = || lines_of(text).filter(|l| !l.is_blank());
    let named = |line: &Line<'_>| line.content.starts_with(shared.trim_end());
    if shared.contains(['"', '{']) || filled().nth(2).is_none() || !filled().all(|l| named(&l)) {
        return None;
    }
    let mut inner = new(Some(shared), Escape::Nothing);
    for line in lines_of(text) {
        let behind = line.whole.strip_prefix(shared);
        let behind = behind.or(line.whole.strip_prefix(shared.trim_end())).unwrap_or(line.whole);
        let end = line.start + line.whole.len();
        inner.same(text, Span::new(end - behind.len(), end));
    }
    let at = Span::new(first.start, first.start + shared.trim_end().len());
    let (count, inner) = (filled().count(), vec![inner]);
    Some(Layer { wrapping: Wrapping::QuoteMarks, at, count, inner, sure: false })
}

/// The lines from the first marked one to the last, where nearly all of them are marked and what
/// stands around says nothing.
pub(super) fn block<'l, 't>(
    lines: &'l [Line<'t>],
    marked: impl Fn(&Line<'t>) -> bool,
    search: Search<'_>,
) -> Option<&'l [Line<'t>]> {
    let first = lines.iter().position(&marked)?;
    let last = lines.iter().rposition(&marked)?;
    let inside = lines.get(first..=last)?;
    let bare = inside.iter().filter(|l| !l.is_blank() && !marked(l)).count();
    let around = lines.get(..first)?.iter().chain(lines.get(last + 1..)?);
    let mut around = around.filter(|l| !l.is_blank()).take(MOST_AROUND + 1);
    let silent = around.by_ref().take(MOST_AROUND).all(|l| !search.is_ours(l.content));
    (bare * 5 < inside.len() && silent && around.next().is_none()).then_some(inside)
}

/// What begins a line of a diff that is about the diff itself.
const HEADERS: [&str; 9] = [
    "diff --git ",
    "index ",
    "--- ",
    "+++ ",
    "@@ ",
    "\\ No newline",
    "new file mode",
    "deleted file mode",
    "similarity index",
];

pub(super) fn diff_marks(text: &str, search: Search<'_>) -> Option<Layer> {
    let starts = |mark: &str| text.starts_with(mark) || text.contains(&format!("\n{mark}"));
    if !starts("+") && !starts("-") {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    // `+1` below a text is no line that a diff adds; among such lines it is.
    let is_added = |l: &Line<'_>| l.content.starts_with('+') && !is_vote(l.content.trim_end());
    let has_added = lines.iter().any(is_added);
    let is_header = |line: &Line<'_>| {
        let vote = !has_added && is_vote(line.content.trim_end());
        vote || HEADERS.iter().any(|h| line.content.starts_with(h))
    };
    let hunk = lines.iter().any(|l| l.content.starts_with("@@ "));
    let headed = hunk || starts("diff --git ") || starts("+++ ") && starts("--- ");
    // A shell that shows its commands has a mark before each.
    let is_command = |l: &Line<'_>| l.content.starts_with("+ ") && is_prompt(l.content);
    let is_mark = |l: &Line<'_>, mark| l.content.starts_with(mark) && !is_command(l);
    let marks = |mark: char| lines.iter().filter(move |l| !is_header(l) && is_mark(l, mark));
    let (plus, minus) = (marks('+').count(), marks('-').count());
    // What is pasted has often lost the blank before its first line.
    let body = || lines.iter().skip(1).filter(|l| !l.is_blank() && !is_header(l));
    let all = body().all(|l| l.content.starts_with(['+', '-', ' ', '\t']));
    let removed = |l: &Line<'_>| {
        let bare = l.content.strip_prefix('-').unwrap_or_default();
        signs::has_rules(bare) || signs::has_chart_keys(bare)
    };
    let removed_rule = || marks('-').any(removed);
    let rules = signs::has_rules(text);
    let believed = headed || all && (plus > 0 || removed_rule()) || rules && plus > 0;
    if !believed || plus + minus == 0 {
        return None;
    }
    let new = Sections { gone: '-', headed }.of(text, &lines, is_header);
    let old = || Sections { gone: '+', headed }.of(text, &lines, is_header);
    let inner = search.readable(new).or_else(|| search.readable(old()))?;
    let first = lines.iter().find(|l| is_header(l) || l.content.starts_with(['+', '-']))?;
    let end = if is_header(first) { first.content.len() } else { 1 };
    Some(Layer {
        wrapping: Wrapping::DiffMarks,
        at: Span::new(first.start, first.start + end),
        count: plus + minus,
        inner,
        sure: headed,
    })
}

/// How the text of each file in a diff is made.
struct Sections {
    /// Lines that begin with this are left out.
    gone: char,
    /// The diff says how many lines it has.
    headed: bool,
}

impl Sections {
    fn of(
        &self,
        text: &str,
        lines: &[Line<'_>],
        is_header: impl Fn(&Line<'_>) -> bool,
    ) -> Vec<Embedded> {
        let mut texts = vec![self.empty()];
        // A patch in a mail ends with two dashes and the version of Git.
        let mut signed = false;
        for (number, line) in lines.iter().enumerate() {
            let ends = line.content.trim_end() == "--";
            let next =
                lines.get(number + 1).is_none_or(|l| !l.content.starts_with(['+', '-', ' ']));
            signed =
                (signed || self.headed && ends && next) && !line.content.starts_with("diff --git ");
            if signed || is_header(line) {
                if line.content.starts_with("+++ ") {
                    texts.push(self.empty());
                }
                continue;
            }
            let Some(into) = texts.last_mut().filter(|_| !line.content.starts_with(self.gone))
            else {
                continue;
            };
            let marked = line.content.starts_with(['+', '-', ' ']);
            let end = line.start + line.whole.len();
            let own = Span::new(line.start + usize::from(marked), end);
            // A line that is not added has to be the line of the file that the diff is for.
            match line.content.starts_with('+') {
                true => into.same(text, own),
                false => into.locked(text, own),
            }
        }
        texts
    }

    fn empty(&self) -> Embedded {
        new((!self.headed).then_some("+"), Escape::Nothing)
    }
}
