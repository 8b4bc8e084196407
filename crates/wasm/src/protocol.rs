//! What the page and its worker say to each other.

use serde::{Deserialize, Serialize};

/// A question to the engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Request {
    /// Are you there?
    Ping,
}

impl Request {
    /// Whether a newer one makes an older one useless that still waits.
    pub const fn replaces_older(&self) -> bool {
        match self {
            Self::Ping => false,
        }
    }
}

/// What the engine gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Answer {
    /// Yes.
    Pong,
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
#[serde(rename_all = "kebab-case")]
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
        answer: Answer,
    },
    /// The engine is broken; nothing more will come.
    Panic {
        /// The place in the source. Never the message: it may quote the user's text.
        place: String,
    },
}

/// Answers a question.
pub fn answer(request: Request) -> Answer {
    match request {
        Request::Ping => Answer::Pong,
    }
}
