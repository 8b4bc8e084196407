//! Texts in quotes that a line break cuts in two, as mail programs and narrow terminals do.

use text::{Edit, EditSet, Span};
use vault_policy::{Capability, Document, ProblemKind as P, parse};

use super::needs;
use crate::base::kind::Profile;

/// So many in one text are looked at.
const MOST: usize = 1_000;

/// Texts that are whole once the line breaks in them are taken out.
pub(crate) struct Broken {
    /// Each of them, from its first quote to its last, and whether one line can hold it.
    pub places: Vec<(Span, bool)>,
    /// What joins them, or takes out what no line can hold.
    pub edits: EditSet,
    /// The text then.
    pub mended: String,
    /// Every one of them is a word or a path that is known.
    pub known: bool,
}

/// `None` where no text is cut in two, and where joining does not put everything there right.
pub(crate) fn broken(text: &str, document: &Document) -> Option<Broken> {
    let open = |p: &&vault_policy::Problem| matches!(p.kind, P::UnterminatedString);
    let mut cuts: Vec<Cut> = Vec::new();
    for problem in document.problems.iter().filter(open).take(MOST) {
        if cuts.last().is_none_or(|last| last.place.end <= problem.span.start) {
            let at = problem.span.start;
            cuts.extend(cut(text, at).or_else(|| block(text, at)));
        }
    }
    let edits = EditSet::new(cuts.iter().map(|c| Edit::delete(c.gap)).collect()).ok()?;
    let mended = edits.apply(text).ok().filter(|_| !edits.is_empty())?;
    let (left, origins) = (parse(&mended).problems, edits.origins());
    // They follow each other.
    let inside = |at: usize| {
        let behind = cuts.partition_point(|c| c.place.end <= at);
        cuts.get(behind).is_some_and(|c| !c.block && c.place.start <= at)
    };
    let whole = !left.iter().any(|p| inside(origins.of(p.span.start)));
    if !whole || left.len() + cuts.len() > document.problems.len() {
        return None;
    }
    let known = cuts.iter().all(|c| is_known(&c.joined));
    let places = cuts.into_iter().map(|c| (c.place, !c.block)).collect();
    Some(Broken { places, edits, mended, known })
}

struct Cut {
    place: Span,
    gap: Span,
    joined: String,
    /// The quotes hold a whole block of lines.
    block: bool,
}

/// A block in quotes has at most this many lines.
const LONGEST_BLOCK: usize = 60;

/// The text that begins with the quote at `start` and ends with a quote that has its line to itself:
/// a block, which belongs in no quotes.
fn block(text: &str, start: usize) -> Option<Cut> {
    let behind = text.get(start..)?.strip_prefix('"')?;
    let mut at = start + 1;
    for (number, line) in behind.split_inclusive('\n').take(LONGEST_BLOCK).enumerate() {
        let opens = line.trim().is_empty();
        if number == 0 && !opens {
            return None;
        }
        if number > 1 && line.trim() == "\"" {
            let end = at + line.find('"')?;
            let (place, gap) = (Span::new(start, end + 1), Span::new(start + 1, end));
            return Some(Cut { place, gap, joined: String::new(), block: true });
        }
        at += line.len();
    }
    None
}

/// The text that begins with the quote at `start`, if it goes on at the start of a later line.
fn cut(text: &str, start: usize) -> Option<Cut> {
    let behind = text.get(start..)?.strip_prefix('"')?;
    let first = behind.split('\n').next()?.trim_end();
    let gap_start = start + 1 + first.len();
    let after = text.get(gap_start..)?;
    let second = after.trim_start();
    let gap_end = gap_start + (after.len() - second.len());
    let rest = second.get(..second.find('"')?)?;
    let plain = |part: &str| {
        part.len() <= 200 && !part.contains(|c: char| c.is_whitespace() || "[]=,#\\\"".contains(c))
    };
    if first.is_empty() && rest.is_empty() || !plain(first) || !plain(rest) {
        return None;
    }
    let place = Span::new(start, gap_end + rest.len() + 1);
    let gap = Span::new(gap_start, gap_end);
    Some(Cut { place, gap, joined: format!("{first}{rest}"), block: false })
}

fn is_known(joined: &str) -> bool {
    let profiles = [Profile::TfeExternalVault, Profile::RaftSnapshot, Profile::DynamicCredentials];
    let path = |profile: Profile| needs(profile).iter().any(|need| need.path == joined);
    Capability::of_word(joined).is_some() || profiles.into_iter().any(path)
}
