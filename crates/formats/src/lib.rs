//! Reports in forms that other programs and tickets take. The page and the command line write the same.

mod counts;
mod markdown;
mod sarif;

pub use counts::counts;
pub use markdown::markdown;
pub use sarif::sarif;
