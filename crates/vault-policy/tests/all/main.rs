//! Everything that is tested from outside of the crate, as one program: it links once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod acl_vectors;
mod damage;
mod edits;
mod newer_vault;
mod own_readers;
mod parse_vectors;
mod robust;
mod tolerance;
mod why;
