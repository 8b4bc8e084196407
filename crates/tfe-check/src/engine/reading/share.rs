//! The variables of runs that each text sees in the others.

use std::rc::Rc;

use super::text::{How, Text};
use super::{Reading, head};
use crate::across::runs;
use crate::variables::{Beside, List};

/// Gives each text what the others have: documents of one installation are about the same runs.
pub(super) fn share(all: &mut [Reading<'_>]) {
    let texts: usize = all.iter().map(|reading| reading.texts.len()).sum();
    let concerned = |reading: &Reading<'_>| runs::may_concern(head(&reading.document.text));
    if texts < 2 || !all.iter().any(concerned) {
        return;
    }
    let mut lists = Vec::new();
    let mut place = 0;
    for reading in all.iter() {
        for text in &reading.texts {
            let own = lists_of(text, head(&reading.document.text));
            lists.extend(own.into_iter().map(|list| (place, list)));
            place += 1;
        }
    }
    let lists: Rc<[(usize, List)]> = lists.into();
    for (place, text) in all.iter_mut().flat_map(|reading| &mut reading.texts).enumerate() {
        text.beside = Beside::of(&lists, place);
    }
}

fn lists_of(text: &Text<'_>, file: &str) -> Vec<List> {
    let own = text.of(file);
    match &text.how {
        How::Hold(hold, names, _) => hold(own, names).variables,
        How::Read(_) => (text.behavior.variables)(own),
    }
}
