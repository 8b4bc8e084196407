//! Everything that is tested from outside of the crate, as one program: it links once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod asking;
mod baseline;
mod configuration;
mod contract;
mod formats;
mod lsp;
mod manual;
mod new;
mod pipelines;
mod readme;
mod reporting;
mod schema;
mod secrets;
mod several;
mod snapshots;
mod support;
mod terraform;
mod unchecked;
mod upgrade;
mod walking;
mod words;
