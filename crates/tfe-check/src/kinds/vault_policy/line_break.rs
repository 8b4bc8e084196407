//! Texts in quotes that a line break cuts in two, as mail programs and narrow terminals do.

use text::{Edit, EditSet, Span};
use vault_policy::{Capability, Document, ProblemKind as P, parse};

use super::needs;
use crate::base::kind::Profile;

/// More of them in one text have another cause.
const MOST: usize = 50;

/// Texts that are whole once the line breaks in them are taken out.
pub(crate) struct Broken {
    /// Each of them, from its first quote to its last.
    pub places: Vec<Span>,
    /// What joins them.
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
            cuts.extend(cut(text, problem.span.start));
        }
    }
    let edits = EditSet::new(cuts.iter().map(|c| Edit::delete(c.gap)).collect()).ok()?;
    let mended = edits.apply(text).ok().filter(|_| !edits.is_empty())?;
    let (left, origins) = (parse(&mended).problems, edits.origins());
    let inside = |at: usize| cuts.iter().any(|c| c.place.start <= at && at < c.place.end);
    let whole = !left.iter().any(|p| inside(origins.of(p.span.start)));
    if !whole || left.len() + cuts.len() > document.problems.len() {
        return None;
    }
    let known = cuts.iter().all(|c| is_known(&c.joined));
    Some(Broken { places: cuts.into_iter().map(|c| c.place).collect(), edits, mended, known })
}

struct Cut {
    place: Span,
    gap: Span,
    joined: String,
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
    Some(Cut { place, gap: Span::new(gap_start, gap_end), joined: format!("{first}{rest}") })
}

fn is_known(joined: &str) -> bool {
    let profiles = [Profile::TfeExternalVault, Profile::RaftSnapshot, Profile::DynamicCredentials];
    let path = |profile: Profile| needs(profile).iter().any(|need| need.path == joined);
    Capability::of_word(joined).is_some() || profiles.into_iter().any(path)
}
