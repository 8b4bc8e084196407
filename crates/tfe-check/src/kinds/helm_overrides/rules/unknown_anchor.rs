//! `*name` where no anchor of that name is above: a misspelt name, an anchor further down, or a value that
//! begins with `*`.

use std::collections::HashMap;

use helm_values::NodeId;
use text::{Edit, Span, nearest};

use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::{self, KeyForm};

/// So many unknown anchors are compared with those that the file has.
const MOST_LOOKS: usize = 20;

/// What the file shows of its anchors. It is looked at once, however many are unknown.
pub(super) struct Anchors<'f> {
    facts: &'f Facts<'f>,
    all: Vec<(&'f str, Span)>,
    by_place: HashMap<Span, NodeId>,
    looks: usize,
}

impl<'f> Anchors<'f> {
    pub(super) fn of(facts: &'f Facts<'f>) -> Self {
        let mut anchors = Self { facts, all: Vec::new(), by_place: HashMap::new(), looks: 0 };
        for (id, node) in facts.document.nodes() {
            anchors.all.extend(node.anchor.as_ref().map(|a| (a.name.as_str(), a.span)));
            anchors.by_place.entry(node.span).or_insert(id);
        }
        anchors
    }

    /// What is said of an alias without an anchor; `found` takes it for a value that lacks quotes.
    pub(super) fn say(&mut self, at: Span, name: &str, mut found: Finding) -> Finding {
        let is_text = self.may_be_text(at);
        if is_text && self.all.is_empty() {
            return found;
        }
        found.fixes.clear();
        self.looks += 1;
        if self.looks > MOST_LOOKS {
            return found;
        }
        found.message.what = "No anchor of this name is above in this file.".into();
        if self.all.iter().any(|(other, _)| *other == name) {
            found.message.action =
                "Move the anchor above its first use, or write the value here.".into();
            return self.related(found, name);
        }
        let above = self.all.iter().filter(|(_, place)| place.start < at.start);
        if let Some(near) = nearest(name, above.map(|(other, _)| *other)) {
            found.message.action = format!("Write `*{near}`.").into();
            let edit = Edit::replace(at, format!("*{near}"));
            let fix = Fix::review(format!("Write `*{near}`"), edit);
            return self.related(found, near).fix(fix);
        }
        found.message.action = match is_text {
            true => {
                "Write the name of an anchor above, or put text that begins with `*` in quotes."
            }
            false => "Write the value here: an anchor must be above, in the same file.",
        }
        .into();
        found
    }

    fn related(&self, found: Finding, name: &str) -> Finding {
        match self.all.iter().find(|(other, _)| *other == name) {
            Some((_, place)) => found.related(*place, "the anchor"),
            None => found,
        }
    }

    /// Whether text can be at a place: not after `<<`, or where the chart has keys.
    fn may_be_text(&self, at: Span) -> bool {
        let Some(id) = self.by_place.get(&at) else { return true };
        let path = self.facts.document.path(*id);
        let path = path.get(self.facts.prefix.len()..).unwrap_or_default();
        let form = |path: &[String]| knowledge::chart_key(&path.join(".")).map(|row| row.form);
        let names = path.split_last().and_then(|(_, list)| form(list)) == Some(KeyForm::NameList);
        let texts = [KeyForm::String, KeyForm::Base64, KeyForm::IntOrPercent];
        !names
            && !path.iter().any(|key| key == "<<")
            && form(path).is_none_or(|f| texts.contains(&f))
    }
}
