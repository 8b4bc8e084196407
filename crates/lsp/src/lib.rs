//! A language server for the files that tfe-check checks: messages in, messages out.
//!
//! [`Server`] takes the messages of an editor as JSON and gives those to send. It reads no pipe, no file
//! and no clock. What has to be checked is a [`Job`]: the program around the server hands it to its
//! [`Checker`] when and where it likes, on another thread for example, and gives the server what was
//! [`Done`]. So no message ever waits for a check, and the same server runs in a program and in a page.

mod actions;
mod apart;
mod client;
mod completion;
mod diagnostics;
mod hover;
mod job;
mod known;
mod message;
mod places;
mod server;
mod texts;

pub use apart::Apart;
pub use job::{Checker, Done, Found, Job, Settings, Text, Together};
pub use known::unescaped;
pub use message::malformed;
pub use server::Server;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
