//! What an editor says of a word, and what it offers.

/// What a word means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The key, setting, path or capability.
    pub name: String,
    /// What it does, in a few words.
    pub meaning: String,
    /// What else is known, with its label: type, default, since, source.
    pub facts: Vec<(&'static str, String)>,
}

/// Something that could stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is shown and typed.
    pub label: String,
    /// What is written in its place, with `\n` as line end.
    pub insert: String,
    /// So many bytes before its end the cursor goes, between the quotes or brackets.
    pub back: usize,
    /// A word about it: a type, a purpose.
    pub detail: String,
    /// What it means.
    pub about: About,
}
