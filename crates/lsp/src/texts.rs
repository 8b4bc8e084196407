//! The texts that are open, and what is known of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_types::TextDocumentContentChangeEvent;

use crate::job::{Found, Text, Together};
use crate::places::{Places, Units};

/// A text that is open.
pub(crate) struct Open {
    /// The text with its address and version.
    pub now: Text,
    /// What was found in it, in this version or an older one.
    pub checked: Option<Checked>,
    /// Findings of it are on the screen.
    pub shown: bool,
}

/// What was found in a text.
#[derive(Clone)]
pub(crate) struct Checked {
    /// The version that was checked.
    pub version: i32,
    /// `None` for a text that is not one that is checked here.
    pub found: Option<InGroup>,
}

/// A text among those that were checked with it.
#[derive(Clone)]
pub(crate) struct InGroup {
    group: Arc<Together>,
    at: usize,
}

impl InGroup {
    /// Its place in a group.
    pub(crate) fn new(group: &Arc<Together>, at: usize) -> Self {
        Self { group: Arc::clone(group), at }
    }

    /// What was found in the text itself.
    pub(crate) fn own(&self) -> Option<&Found> {
        self.group.0.get(self.at)
    }

    /// The text of a name among those that were checked together.
    pub(crate) fn named(&self, name: &str) -> Option<&Found> {
        self.group.0.iter().find(|found| found.report.name == name)
    }
}

impl Open {
    /// What was found in the text as it is now; `None` while that is being checked, and for texts that
    /// are not checked here.
    pub(crate) fn found(&self) -> Option<&InGroup> {
        let checked = self.checked.as_ref().filter(|c| c.version == self.now.version)?;
        checked.found.as_ref()
    }

    /// Whether the text as it is now was checked.
    pub(crate) fn is_checked(&self) -> bool {
        self.checked.as_ref().is_some_and(|c| c.version == self.now.version)
    }
}

/// The open texts by their addresses.
#[derive(Default)]
pub(crate) struct Texts(BTreeMap<String, Open>);

impl Texts {
    /// An editor opens a text.
    pub(crate) fn open(&mut self, text: Text) {
        let shown = self.0.get(&text.uri).is_some_and(|old| old.shown);
        self.0.insert(text.uri.clone(), Open { now: text, checked: None, shown });
    }

    /// An editor closes it; whether findings of it are on the screen.
    pub(crate) fn close(&mut self, uri: &str) -> bool {
        self.0.remove(uri).is_some_and(|open| open.shown)
    }

    /// The open text of that address.
    pub(crate) fn get(&self, uri: &str) -> Option<&Open> {
        self.0.get(uri)
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, uri: &str) -> Option<&mut Open> {
        self.0.get_mut(uri)
    }

    /// All of them, by address.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Open> {
        self.0.values()
    }
}

/// The text after changes: each is for the text that the one before it left.
pub(crate) fn changed(
    text: &str,
    changes: &[TextDocumentContentChangeEvent],
    units: Units,
) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let Some(range) = change.range else {
            text.clone_from(&change.text);
            continue;
        };
        let span = Places::new(&text, units).span(range);
        text.replace_range(span.start..span.end, &change.text);
    }
    text
}
