//! Values are read once, however many ask for them.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use helm_values::{Document, Helm};

use super::facts::{self, Facts};
use super::render::{Rendering, render};
use crate::base::recent::Recent;
use crate::base::versions::Versions;

thread_local! {
    static LAST: RefCell<Recent<Once>> = const { RefCell::new(Recent::new()) };
}

/// Values as they are read, and what came out of them.
pub(super) struct Once {
    document: Document,
    /// A text is mostly asked about for one set of versions, by an upgrade for two.
    renderings: RefCell<Vec<(Versions, Rc<Rendering>)>>,
}

impl Once {
    fn new(text: &str) -> Self {
        Self { document: helm_values::parse(text), renderings: RefCell::default() }
    }

    /// What Helm makes of them, under the key that is the chart's where the file is for a parent chart.
    pub(super) fn rendering(&self, versions: &Versions) -> Rc<Rendering> {
        let known = self.renderings.borrow().iter().find(|(of, _)| of == versions).cloned();
        if let Some((_, rendering)) = known {
            return rendering;
        }
        let values = facts::values(&self.document);
        let prefix = Facts::new(&self.document, &values, versions).prefix;
        let rendering = Rc::new(render(&self.document, &prefix, versions, Helm::V4));
        let mut all = self.renderings.borrow_mut();
        all.push((versions.clone(), Rc::clone(&rendering)));
        if all.len() > 2 {
            all.remove(0);
        }
        rendering
    }
}

impl Deref for Once {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

/// A text as it is read.
pub(super) fn parsed(text: &str) -> Rc<Once> {
    LAST.with_borrow_mut(|last| last.of(text, Once::new))
}
