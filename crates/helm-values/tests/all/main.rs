//! Everything that is tested from outside of the crate, as one program: it links once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod helms_reader;
mod own_readers;
mod problems;
mod properties;
mod set_lines;
