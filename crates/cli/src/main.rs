//! tfe-check on the command line.
fn main() {}
