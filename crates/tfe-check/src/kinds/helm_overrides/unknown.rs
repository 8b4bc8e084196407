//! The settings of a file whose names TFE does not know, and what is meant by them.

use helm_values::Value;

use super::facts::{Facts, Given, Unknown};
use crate::knowledge::{self, Setting, Status, runs};

/// No file has more unknown names that are typos.
const MOST: usize = 300;

impl<'a> Facts<'a> {
    /// The settings whose names TFE does not know, variables of runs not counted.
    pub(super) fn find_unknown(&self) -> Vec<Unknown<'a>> {
        let settings = self.settings().filter(|given| !runs::is_variable(given.name));
        settings.filter_map(|given| self.asked(given)).take(MOST).collect()
    }

    /// The setting that an unknown name certainly means, by the value that it gives.
    pub(crate) fn meant_by(&self, value: &Value) -> Option<&'static Setting> {
        let given = |u: &&Unknown<'_>| !u.typo && std::ptr::eq(u.given.value, value);
        self.unknown.iter().find(given)?.meant
    }

    fn asked(&self, given: Given<'a>) -> Option<Unknown<'a>> {
        let lacks = |s: &&Setting| self.setting(s.name).is_none() && !self.is_referenced(s.name);
        match knowledge::setting(given.name) {
            Some(typo) if typo.status == Status::Typo => {
                let meant = typo.instead.and_then(knowledge::setting).filter(lacks);
                Some(Unknown { given, typo: true, meant, wrong: None })
            }
            Some(_) => None,
            None => {
                let wrong = knowledge::wrong_name(given.name);
                // What is written there has more than one part, or a place of its own.
                let meant =
                    if wrong.is_some() { None } else { knowledge::meant_setting(given.name) };
                Some(Unknown { meant: meant.filter(lacks), typo: false, wrong, given })
            }
        }
    }
}
