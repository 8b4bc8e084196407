//! What becomes of each line, and the text that is left.

use text::Span;

use super::prompts::{is_output, is_prompt};
use crate::carry::line::Line;
use crate::carry::part::Escape;
use crate::carry::paste::layer::{Layer, Wrapping, new};
use crate::secrets;

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Fate {
    Stays,
    /// A prompt or what a command says: it goes.
    Goes,
    /// A sentence: it becomes a comment.
    Comment,
    /// It goes where something else does.
    Between,
}

pub(super) fn fate(bare: &str, is_sentence: impl Fn(&str) -> bool) -> Fate {
    if bare.is_empty()
        || bare.starts_with(['#', '}', '{', ',', '%']) && !bare.starts_with("% ") && bare != "%"
        || bare.starts_with("//")
        || bare.starts_with("/*")
    {
        // The prompt of the superuser looks like a comment, and harms as little.
        return Fate::Stays;
    }
    if is_prompt(bare) || is_output(bare) {
        Fate::Goes
    } else if is_sentence(bare) {
        Fate::Comment
    } else {
        Fate::Stays
    }
}

pub(super) fn rebuild(text: &str, fates: &[(Line<'_>, Fate)]) -> Option<Layer> {
    let goes = |(_, fate): &&(Line<'_>, Fate)| matches!(fate, Fate::Goes | Fate::Comment);
    fates.iter().find(goes)?;
    let (first, _) = fates.iter().find(|(_, fate)| *fate != Fate::Stays)?;
    let mut inner = new(Some(""), Escape::Nothing);
    for (line, fate) in fates {
        let whole = Span::new(line.start, line.start + line.whole.len());
        match fate {
            // The text does not begin with blank lines.
            Fate::Stays if inner.text.is_empty() => {
                let bare = line.whole.trim_start_matches(['\n', '\r']);
                inner.same(text, Span::new(whole.end - bare.len(), whole.end));
            }
            Fate::Stays => inner.same(text, whole),
            Fate::Goes | Fate::Between => {}
            // What is meant for nobody is kept in no file.
            Fate::Comment if !secrets::of(line.content).is_empty() => {}
            Fate::Comment => {
                let bare = line.whole.trim_start();
                let own = Span::new(whole.end - bare.len(), whole.end);
                inner.frame("# ", Span::at(own.start));
                inner.locked(text, own);
            }
        }
    }
    let count = fates.iter().filter(|(_, fate)| *fate != Fate::Stays).count();
    let (at, inner) = (first.span(), vec![inner]);
    Some(Layer { wrapping: Wrapping::Surroundings, at, count, inner, sure: false })
}
