//! The messages, and how they travel.

use js_sys::Uint8Array;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tfe_check::report::Report;
use tfe_check::upgrade::{Upgrade, upgrade};
use tfe_check::view::View;
use tfe_check::{Document, Found, Options, Versions, check_and_view, find};
use wasm_bindgen::prelude::{JsCast, JsValue};

use crate::asked::{Asked, ask};

/// A question to the engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Are you there?
    Ping,
    /// What is wrong with these documents?
    Check {
        /// What there is to check.
        documents: Vec<Document>,
        /// So many of them, from the first on, are used together; each of the others is checked by itself.
        together: usize,
        /// What the user has chosen.
        options: Options,
    },
    /// What do the safe fixes of these documents do? Asked after a check that left that open.
    Prove {
        /// What there is to check.
        documents: Vec<Document>,
        /// So many of them, from the first on, are used together; each of the others is checked by itself.
        together: usize,
        /// What the user has chosen.
        options: Options,
    },
    /// What would be wrong with this one, a fixed text for example?
    Preview {
        /// The document.
        document: Document,
        /// What the user has chosen.
        options: Options,
    },
    /// What do other versions change for these documents?
    Upgrade {
        /// Used together.
        documents: Vec<Document>,
        /// The versions now.
        from: Versions,
        /// The versions then.
        to: Versions,
    },
    /// Would Vault let this request through?
    Ask {
        /// The policy.
        document: Document,
        /// What the user has chosen.
        options: Options,
        /// `read`, `update`, …
        operation: String,
        /// As it was typed: a path, or an address with one.
        path: String,
    },
}

/// What the engine gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes.
    Pong,
    /// The report, and for each document what the page shows next to its findings.
    Checked {
        /// The findings.
        report: Report,
        /// One a document, in their order.
        views: Vec<View>,
        /// Whether safe fixes are still to be tried: until then the report offers none.
        untried: bool,
    },
    /// What changes.
    Upgraded(Upgrade),
    /// What Vault says; `None` where nothing was asked that it could answer.
    Asked(Option<Asked>),
}

impl Request {
    /// How many bytes of text it is about.
    pub fn size(&self) -> usize {
        match self {
            Self::Ping => 0,
            Self::Check { documents, .. }
            | Self::Prove { documents, .. }
            | Self::Upgrade { documents, .. } => documents.iter().map(|d| d.text.len()).sum(),
            Self::Preview { document, .. } | Self::Ask { document, .. } => document.text.len(),
        }
    }

    /// Whether this one makes an older one useless that still waits: a check a check, and so on.
    pub const fn replaces(&self, older: &Self) -> bool {
        matches!(
            (self, older),
            (Self::Check { .. }, Self::Check { .. } | Self::Prove { .. })
                | (Self::Prove { .. }, Self::Prove { .. })
                | (Self::Preview { .. }, Self::Preview { .. })
                | (Self::Ask { .. }, Self::Ask { .. })
                | (Self::Upgrade { .. }, Self::Upgrade { .. })
        )
    }
}

/// A message from the page to the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Comes back with the answer.
    pub id: u32,
    /// The question.
    pub request: Request,
}

/// A message from the worker to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signal {
    /// The worker takes calls from now on.
    Ready {
        /// Its version.
        version: String,
    },
    /// The answer to the call with this id.
    Reply {
        /// The call's.
        id: u32,
        /// The answer.
        answer: Box<Answer>,
    },
    /// The engine is broken; nothing more will come.
    Panic {
        /// The place in the source. Never the message: it may quote the user's text.
        place: String,
    },
}

/// A message as it travels: the same module stands at both ends, so nothing needs a name, and a
/// report of thousands of findings is one array of bytes instead of as many objects.
pub fn pack(message: &impl Serialize) -> Option<Uint8Array> {
    postcard::to_allocvec(message).ok().map(|bytes| Uint8Array::from(bytes.as_slice()))
}

/// What [`pack`] has packed; `None` for anything else that comes along the same way.
pub fn unpack<T: DeserializeOwned>(data: &JsValue) -> Option<T> {
    let bytes: &Uint8Array = data.dyn_ref()?;
    postcard::from_bytes(&bytes.to_vec()).ok()
}

/// Longer documents are checked in two steps (bytes of all of them): first what is wrong, then what
/// the fixes do. In shorter ones both take less time than a second message would.
const AT_ONCE: usize = 32 * 1024;

/// Answers a question.
pub fn answer(request: Request) -> Answer {
    let long = request.size() > AT_ONCE;
    match request {
        Request::Ping => Answer::Pong,
        Request::Check { documents, together, options } if long => {
            checked(&documents, together, &options, findings)
        }
        Request::Check { documents, together, options }
        | Request::Prove { documents, together, options } => {
            checked(&documents, together, &options, all)
        }
        Request::Preview { document, options } => checked(&[document], 1, &options, all),
        Request::Upgrade { documents, from, to } => {
            Answer::Upgraded(upgrade(&documents, &from, &to))
        }
        Request::Ask { document, options, operation, path } => {
            Answer::Asked(ask(&document, &options, &operation, &path))
        }
    }
}

/// What is said of documents, with or without what their fixes do.
type Check = fn(&[Document], &Options) -> Found;

fn checked(documents: &[Document], together: usize, options: &Options, check: Check) -> Answer {
    let (joint, apart) = documents.split_at(together.min(documents.len()));
    let Found { mut report, mut views, mut untried } = check(joint, options);
    for document in apart {
        let own = check(std::slice::from_ref(document), options);
        report.documents.extend(own.report.documents);
        views.extend(own.views);
        untried |= own.untried;
    }
    Answer::Checked { report, views, untried }
}

fn findings(documents: &[Document], options: &Options) -> Found {
    find(documents, options)
}

fn all(documents: &[Document], options: &Options) -> Found {
    let (report, views) = check_and_view(documents, options);
    Found { report, views, untried: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_checked_by_itself_grants_the_others_nothing() {
        let part = "path \"transit/encrypt/atlas_*\" { capabilities = [\"create\", \"update\"] }\n";
        let page = format!("Use this policy:\n\n```hcl\n{part}```\n");
        let documents = vec![Document::new("tfe.hcl", part), Document::new("page.md", page)];
        let options = Options::default();
        let alone: Vec<_> = documents
            .iter()
            .flat_map(|d| check_and_view(std::slice::from_ref(d), &options).0.documents)
            .collect();
        let request = Request::Check { documents, together: 1, options };
        let Answer::Checked { report, views, .. } = answer(request) else { unreachable!() };
        assert_eq!((report.documents, views.len()), (alone, 2));
    }
}
