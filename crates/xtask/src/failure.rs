//! How a chore fails.

/// Why a chore stopped, in words for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl<T: Into<String>> From<T> for Failure {
    fn from(words: T) -> Self {
        Self(words.into())
    }
}

/// What a chore gives, or why it stopped.
pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;
