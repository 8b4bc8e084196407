//! Reports in forms that other programs and tickets take. The page and the command line write the same.

mod address;
mod counts;
mod fingerprint;
mod gitlab;
mod markdown;
mod sarif;
mod words;

pub use address::escaped;
pub use counts::counts;
pub use gitlab::gitlab;
pub use markdown::markdown;
pub use sarif::sarif;
pub use words::safety;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
