//! Chores: serve, test, build, bench.
fn main() {}
