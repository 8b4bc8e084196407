//! JSON mode: hashicorp/hcl's own lenient reader (json/scanner, json/parser), step by step.

mod flatten;
mod parser;
mod scanner;

pub(crate) use flatten::flatten;
pub use parser::Stop;
pub(crate) use parser::parse;
