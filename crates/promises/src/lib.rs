//! What is promised of every text, whoever wrote it: one function for each promise, which tests run over known
//! texts and fuzzing over unknown ones.
//!
//! A function gives `Ok` where the promise holds, and otherwise a sentence on what does not.

mod editor;
mod edits;
mod fixes;
mod places;
mod readers;
mod secrets;

pub use editor::no_editor_shows;
pub use edits::edits_do_what_they_say;
pub use fixes::{fixes_keep_their_word, found_at_once};
pub use places::places_are_in_the_text;
pub use readers::readers_take_any_text;
pub use secrets::{no_output_shows, nothing_said_shows};

/// What a promise gives.
pub type Kept = Result<(), String>;

/// All promises of a whole check, for a text with no name and no kind.
///
/// # Errors
/// The first promise that does not hold.
pub fn all(text: &str) -> Kept {
    readers_take_any_text(text)?;
    places_are_in_the_text(text)?;
    edits_do_what_they_say(text)?;
    fixes_keep_their_word(text)
}
