//! Tags with a comma or a bracket in them.
//!
//! Helm's reader takes `,`, `[` and `]` for letters of a tag: `!a,b c` is the text `c` with the tag
//! `!a,b`. The reader here ends the tag before them, and gives up or even panics. So they are put as
//! other letters of a tag, but only where a tag really begins: in quotes, comments and the middle of
//! a value a `!` is a letter like any other. Where tags begin is found out by reading the text with
//! every such `!` as a letter.

use std::collections::HashSet;

use crate::events::{EventKind, read_settled};

/// Tags that are put right: of one text, and bytes for reading it again after each.
const MOST: usize = 16;
const BYTES: usize = 4 << 20;

/// `part` as the reader can take it, byte for byte in its places; none if it can as it is.
pub(crate) fn settled(part: &str) -> Option<String> {
    let sites = sites(part);
    let mut left = sites.as_slice();
    if left.is_empty() {
        return None;
    }
    let mut bytes = part.as_bytes().to_vec();
    left.iter().for_each(|site| put(&mut bytes, site.start, b'_'));
    for _ in 0..(BYTES / part.len()).clamp(1, MOST) {
        let text = String::from_utf8(bytes.clone()).ok()?;
        let (starts, known) = scalars(&text);
        let tag = left.iter().position(|site| starts.contains(&site.start));
        let reached = left.iter().take_while(|site| site.start < known).count();
        let (letters, rest) = left.split_at_checked(tag.unwrap_or(reached))?;
        letters.iter().for_each(|site| put(&mut bytes, site.start, b'!'));
        let Some((site, rest)) = rest.split_first().filter(|_| tag.is_some()) else { break };
        put(&mut bytes, site.start, b'!');
        site.settle(&mut bytes);
        left = rest;
    }
    String::from_utf8(bytes).ok()
}

/// Where scalars begin, and up to where the text could be read.
fn scalars(text: &str) -> (HashSet<usize>, usize) {
    let (mut starts, mut known) = (HashSet::new(), 0);
    let outcome = read_settled(text, |event| {
        // The end of anything but a scalar may be that of the token after it.
        known = known.max(event.start);
        if matches!(event.kind, EventKind::Scalar { .. }) {
            known = known.max(event.end);
            starts.insert(content_start(text, event.start, event.end));
        }
    });
    (starts, if outcome.is_ok() { text.len() } else { known })
}

/// Where a scalar's text begins, after its anchor and tag and the comments between.
fn content_start(text: &str, start: usize, end: usize) -> usize {
    let mut at = start;
    while let Some(rest) = text.get(at..end).filter(|rest| rest.starts_with(['&', '!', '#'])) {
        let comment = rest.starts_with('#');
        let over = |c: char| if comment { BREAKS.contains(&c) } else { blank(c) };
        let Some(length) = rest.find(over) else { break };
        let behind = rest.get(length..).unwrap_or_default();
        at += length + behind.len() - behind.trim_start_matches(blank).len();
    }
    at
}

const BREAKS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

fn blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{feff}') || BREAKS.contains(&c)
}

/// A `!` that the reader may fail at.
struct Site {
    start: usize,
    /// The letters after it that belong to the tag for Helm's reader.
    end: usize,
    /// `!<...>`, where Helm's reader wants a blank after it: a quote there stops this one too.
    verbatim: bool,
}

impl Site {
    fn settle(&self, bytes: &mut [u8]) {
        if self.verbatim {
            return put(bytes, self.end, b'"');
        }
        for byte in bytes.get_mut(self.start..self.end).unwrap_or_default() {
            if stops(*byte) {
                *byte = b';';
            }
        }
    }
}

fn sites(part: &str) -> Vec<Site> {
    let bytes = part.as_bytes();
    let mut sites = Vec::new();
    let mut run = 0..0;
    let mut last_stop = 0;
    for (start, _) in part.match_indices('!') {
        if start >= run.end {
            let rest = bytes.get(start..).unwrap_or_default();
            run = start..start + rest.iter().take_while(|byte| in_tag(**byte)).count();
            let letters = bytes.get(run.clone()).unwrap_or_default();
            last_stop = letters.iter().rposition(|byte| stops(*byte)).map_or(0, |at| start + at);
        }
        if bytes.get(start + 1) == Some(&b'<') {
            let rest = bytes.get(start + 2..).unwrap_or_default();
            let end = start + 3 + rest.iter().take_while(|byte| in_tag(**byte)).count();
            if bytes.get(end) == Some(&b',') {
                sites.push(Site { start, end, verbatim: true });
            }
        } else if start < last_stop {
            sites.push(Site { start, end: run.end, verbatim: false });
        }
    }
    sites
}

/// What this reader ends a tag before.
const fn stops(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']')
}

/// The letters of a tag, as Helm's reader counts them.
fn in_tag(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-;/?:@&=+$,.!~*'()[]%".contains(&byte)
}

fn put(bytes: &mut [u8], at: usize, byte: u8) {
    if let Some(place) = bytes.get_mut(at) {
        *place = byte;
    }
}
