//! `*name` where no anchor of that name is above: a misspelt name, an anchor further down, or a value that
//! begins with `*`.

use helm_values::{Node, NodeId};
use text::{Edit, Span, nearest};

use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::{self, KeyForm};

/// What is said of it; `found` takes it for a value that lacks quotes.
pub(super) fn say(facts: &Facts<'_>, at: Span, name: &str, mut found: Finding) -> Finding {
    let anchors: Vec<(&str, Span)> = anchors(facts).collect();
    let is_text = may_be_text(facts, at);
    if is_text && anchors.is_empty() {
        return found;
    }
    found.fixes.clear();
    found.message.what = "No anchor of this name is above in this file.".into();
    if anchors.iter().any(|(other, _)| *other == name) {
        found.message.action =
            "Move the anchor above its first use, or write the value here.".into();
        return related(found, &anchors, name);
    }
    let above = anchors.iter().filter(|(_, place)| place.start < at.start).map(|(other, _)| *other);
    if let Some(near) = nearest(name, above) {
        found.message.action = format!("Write `*{near}`.").into();
        let found = related(found, &anchors, near);
        let edit = Edit::replace(at, format!("*{near}"));
        return found.fix(Fix::review(format!("Write `*{near}`"), edit));
    }
    found.message.action = match is_text {
        true => "Write the name of an anchor above, or put text that begins with `*` in quotes.",
        false => "Write the value here: an anchor must be above, in the same file.",
    }
    .into();
    found
}

fn related(found: Finding, anchors: &[(&str, Span)], name: &str) -> Finding {
    match anchors.iter().find(|(other, _)| *other == name) {
        Some((_, place)) => found.related(*place, "the anchor"),
        None => found,
    }
}

/// The anchors of the file, and where each is.
fn anchors<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a str, Span)> + use<'a> {
    let anchored = |(_, node): (NodeId, &'a Node)| {
        node.anchor.as_ref().map(|anchor| (anchor.name.as_str(), anchor.span))
    };
    facts.document.nodes().filter_map(anchored)
}

/// Whether text can be at a place: not after `<<`, or where the chart has keys.
fn may_be_text(facts: &Facts<'_>, at: Span) -> bool {
    let mut nodes = facts.document.nodes();
    let Some((id, _)) = nodes.find(|(_, node)| node.span == at) else { return true };
    let path = facts.document.path(id);
    let path = path.get(facts.prefix.len()..).unwrap_or_default();
    let form = |path: &[String]| knowledge::chart_key(&path.join(".")).map(|row| row.form);
    let names = path.split_last().and_then(|(_, list)| form(list)) == Some(KeyForm::NameList);
    let texts = [KeyForm::String, KeyForm::Base64, KeyForm::IntOrPercent];
    !names && !path.iter().any(|key| key == "<<") && form(path).is_none_or(|f| texts.contains(&f))
}
