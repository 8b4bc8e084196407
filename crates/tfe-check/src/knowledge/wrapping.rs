//! What can be around a text because of the way it came: the rows of `knowledge/wrappings.yaml`.

use crate::base::finding::Rule;
use crate::knowledge::rules::any as rules;

include!(concat!(env!("OUT_DIR"), "/wrappings.rs"));

/// What is said of a wrapping.
#[derive(Debug)]
pub(crate) struct WrappingWords {
    /// The rule that reports it.
    pub rule: &'static Rule,
    /// What it is, in a few words.
    pub name: &'static str,
    one: &'static str,
    many: &'static str,
}

impl WrappingWords {
    /// What is wrong; `count` is the number of its marks or lines.
    pub(crate) fn what(&self, count: usize) -> String {
        match count {
            1 => self.one.to_owned(),
            count => self.many.replace("{count}", &count.to_string()),
        }
    }
}
