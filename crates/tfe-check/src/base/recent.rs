//! What was read of the last texts.

use std::rc::Rc;

/// How many texts are remembered, and how long they may be together; the last one always is,
/// because it is asked for again at once. A wrong text of 1 MB is read next to what it is once its
/// damage is mended, once everything is, and once it is fixed: each of them is asked for in turns.
const TEXTS: usize = 4;
const BYTES: usize = 5 * 1024 * 1024;

/// What was made of the last few texts. A check asks for the same reading of a text in several places
/// that know nothing of each other: recognition, profile, rules, view.
#[derive(Debug)]
pub(crate) struct Recent<T> {
    /// The last one last.
    read: Vec<(String, Rc<T>)>,
}

impl<T> Recent<T> {
    pub(crate) const fn new() -> Self {
        Self { read: Vec::new() }
    }

    /// What was made of a text, if that is not long ago.
    pub(crate) fn known(&self, text: &str) -> Option<Rc<T>> {
        let entry = self.read.iter().find(|(known, _)| known == text);
        entry.map(|(_, made)| Rc::clone(made))
    }

    /// What `read` makes of a text, or made of it a moment ago.
    pub(crate) fn of(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> Rc<T> {
        let known = self.read.iter().position(|(known, _)| known == text);
        let entry = match known {
            Some(at) => self.read.remove(at),
            None => (text.to_owned(), Rc::new(read(text))),
        };
        let result = Rc::clone(&entry.1);
        self.read.push(entry);
        self.forget();
        result
    }

    fn forget(&mut self) {
        let too_much = |read: &Vec<(String, Rc<T>)>| {
            let bytes: usize = read.iter().map(|(text, _)| text.len()).sum();
            read.len() > TEXTS || bytes > BYTES
        };
        while self.read.len() > 1 && too_much(&self.read) {
            self.read.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, Recent, TEXTS};

    #[test]
    fn a_text_is_read_once_until_others_came() {
        let mut recent = Recent::new();
        let mut reads = 0;
        let mut read = |recent: &mut Recent<usize>, text: &str| {
            let length = recent.of(text, |text| {
                reads += 1;
                text.len()
            });
            assert_eq!(*length, text.len());
            reads
        };
        assert_eq!(read(&mut recent, "a"), 1);
        assert_eq!(read(&mut recent, "a"), 1);
        for other in 0..TEXTS {
            read(&mut recent, &"b".repeat(other + 2));
        }
        let before = read(&mut recent, "bb");
        assert_eq!(read(&mut recent, "a"), before + 1);
    }

    #[test]
    fn only_the_last_of_long_texts_is_kept() {
        let mut recent = Recent::new();
        for letter in ["x", "y"] {
            recent.of(&letter.repeat(BYTES + 1), str::len);
        }
        assert_eq!(recent.read.len(), 1);
        assert!(recent.read[0].0.starts_with('y'));
    }
}
