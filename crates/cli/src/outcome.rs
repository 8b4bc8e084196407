//! How a command ends.

/// The result of a command: whether the answer is good, or why it failed.
pub(crate) type Outcome = Result<bool, Failure>;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Usage or I/O, in words for the user: a sentence for each line.
    Said(String),
    /// Whoever reads our output stopped reading, as `head` does.
    ReaderGone,
}

impl Failure {
    /// Words for the user.
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self::Said(why.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Said(error.to_string()),
        }
    }
}
