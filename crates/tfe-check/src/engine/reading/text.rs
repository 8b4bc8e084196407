//! One text of a document and its reader.

use std::rc::Rc;

use crate::across::{held, parts};
use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::kind::Profile;
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::base::yielding::give_way;
use crate::carry::paste::{Carried, Wrapping};
use crate::contract::{Behavior, EmbeddedTexts, Reader, Way};
use crate::variables::Beside;

/// A text that somebody reads.
pub(super) struct Text<'d> {
    pub(super) behavior: &'static Behavior,
    /// Where it is, if it is not all of the document.
    pub(super) place: Option<Rc<Carried>>,
    /// All texts of its kind, which its readers' findings may name.
    pub(super) peers: Rc<[Peer]>,
    pub(super) how: How<'d>,
    /// The variables of runs in the other texts.
    pub(super) beside: Beside,
}

/// A text of all documents: the place of its document in their list, and its own place there.
pub(super) struct Peer {
    pub(super) document: usize,
    pub(super) place: Option<Rc<Carried>>,
}

/// Who reads it.
pub(super) enum How<'d> {
    /// The reader of its kind; `None` until all texts are known.
    Read(Option<Box<dyn Reader + 'd>>),
    /// It holds texts of other kinds. The names are those of the files given with it.
    Hold(fn(&str, &[String]) -> EmbeddedTexts, Vec<String>, &'d Versions),
}

impl<'d> Text<'d> {
    pub(super) fn new(
        behavior: &'static Behavior,
        place: Option<Rc<Carried>>,
        names: &[String],
        versions: &'d Versions,
    ) -> Self {
        let how = match behavior.way {
            Way::Read(_) => How::Read(None),
            Way::Hold(hold) => How::Hold(hold, names.to_vec(), versions),
        };
        Self { behavior, place, peers: Rc::new([]), how, beside: Beside::default() }
    }

    /// A finding at its place in the document; `None` where it is about what is filled in.
    pub(super) fn finding(&self, finding: Finding, file: &str, at: usize) -> Option<Finding> {
        let mut finding = match &self.place {
            Some(place) => place.finding(finding, file)?,
            None => finding,
        };
        for related in &mut finding.related {
            let Some(peer) = related.document.and_then(|peer| self.peers.get(peer)) else {
                continue;
            };
            related.document = (peer.document != at).then_some(peer.document);
            if let Some(place) = &peer.place {
                related.span = place.outer_span(related.span);
            }
        }
        Some(finding)
    }

    /// The text itself.
    pub(super) fn of<'t>(&'t self, file: &'t str) -> &'t str {
        self.place.as_ref().map_or(file, |place| place.text())
    }

    pub(super) fn profile(&self) -> Option<Profile> {
        match &self.how {
            How::Read(reader) => reader.as_ref().and_then(|r| r.profile()),
            How::Hold(..) => None,
        }
    }

    /// Whether it is a code block of a page.
    pub(super) fn is_in_page(&self) -> bool {
        let shows = |wrapping: &Wrapping| matches!(wrapping, Wrapping::Fence | Wrapping::Page);
        self.place.as_ref().is_some_and(|place| place.within.iter().any(shows))
    }

    /// Whether a page, a mail or a message shows it: in a code block, or between other lines. `carrier` says that
    /// the document is right as it is.
    pub(super) fn is_shown(&self, carrier: bool) -> bool {
        let between = |place: &Rc<Carried>| place.within.contains(&Wrapping::Surroundings);
        self.place.as_ref().is_some_and(between) || carrier && self.is_in_page()
    }

    /// Whether a text is all there is of a file, or has words of ours and nothing that is filled in.
    fn is_as_meant(&self, text: &str) -> bool {
        let ours = || ["vault_", "helm_", "TFE_", "TFC_"].iter().any(|word| text.contains(word));
        self.place.as_ref().is_none_or(|place| place.is_known() && ours())
    }

    pub(super) fn judge(&self, text: &str) -> Judgement {
        match &self.how {
            How::Read(reader) => {
                let mut judged = reader.as_ref().map(|r| r.judge(text)).unwrap_or_default();
                give_way(&mut judged.findings);
                judged
            }
            How::Hold(hold, names, versions) => {
                let mut held = hold(text, names);
                // What somebody shows, or a program fills in, need not be what a file is.
                if held.unreadable.is_some() && !self.is_as_meant(text) {
                    held = EmbeddedTexts::default();
                }
                // A page shows other files too.
                held.nothing = held.nothing.filter(|_| self.place.is_none());
                held::judge(text, held, &self.beside, versions)
            }
        }
    }

    pub(super) fn view(&self, text: &str, findings: &[Finding]) -> View {
        match &self.how {
            How::Read(reader) => {
                reader.as_ref().map(|r| r.view(text, findings)).unwrap_or_default()
            }
            How::Hold(hold, beside, versions) => {
                parts::view(text, &hold(text, beside), versions, findings)
            }
        }
    }
}
