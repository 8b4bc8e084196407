//! A log without a known failure.

use text::Span;

use crate::base::finding::Finding;
use crate::knowledge::rules::log::NOTHING_KNOWN_IN_LOG;

/// The finding at the first line of a log.
pub(super) fn say(text: &str) -> Finding {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    NOTHING_KNOWN_IN_LOG.at(Span::new(start, start + line.len())).say(
        "This log has no known failure.",
        "None of its lines is explained in TFE's documentation or a support article.",
        "Look for the first line with an error, and check the files of the installation.",
    )
}
