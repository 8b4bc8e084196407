//! Comments that silence findings: `tfe-check: ignore RULE reason`, also with several rules and a
//! `--` before the reason.
//!
//! Behind something it speaks of its line. On a line of its own it speaks of the `path` rule that it
//! stands in or above, or of the key below with its whole block; before all content also of findings
//! that have no rule of their own, a missing one say.

mod comments;

use text::{Edit, Lines};

use crate::base::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::base::kind::{Kind, Language};
use crate::engine::registry;
use comments::Suppression;

const OURS: &str = "tfe-check's own rule";

static STALE: Rule = Rule::new("suppression-stale", Severity::Info, Stage::Run)
    .source(Evidence::Documented, OURS)
    .fix(Safety::Review);
static REFUSED: Rule = Rule::new("suppression-refused", Severity::Warning, Stage::Run)
    .source(Evidence::Documented, OURS);

/// The rules of this module.
pub(crate) static RULES: [&Rule; 2] = [&STALE, &REFUSED];

/// Marks the findings that the text says to ignore, and adds findings about comments that ignore
/// nothing or may not.
pub(crate) fn apply(text: &str, kind: Option<Kind>, findings: &mut Vec<Finding>) {
    if !text.contains("tfe-check:") {
        return;
    }
    let lines = Lines::new(text);
    let mut own = Vec::new();
    for comment in
        comments::find(text, &lines, kind.is_none_or(|kind| kind.language != Language::Yaml))
    {
        own.extend(one(text, &comment, &lines, findings));
    }
    findings.append(&mut own);
}

/// Applies one comment; what is wrong with it comes back.
fn one(
    text: &str,
    comment: &Suppression<'_>,
    lines: &Lines<'_>,
    findings: &mut [Finding],
) -> Vec<Finding> {
    let refused = |why: &str, action: String| {
        REFUSED.at(comment.span).say("This comment ignores nothing.", why, action)
    };
    let unknown = comment.rules.iter().find(|name| registry::rule(name).is_none());
    if unknown.is_some() || comment.rules.is_empty() {
        let near = unknown.and_then(|name| registry::nearest(name));
        let action = match near {
            Some(name) => format!("Write `{name}`."),
            None => "Name the rule as the finding does.".to_owned(),
        };
        return vec![refused("There is no rule of that name.", action)];
    }
    if comment.reason.is_empty() {
        let action = "Say why it is fine, after the rule's name.".to_owned();
        return vec![refused("The reason is missing, so the finding still counts.", action)];
    }
    let mut own = Vec::new();
    let mut idle = Vec::new();
    for rule in &comment.rules {
        let here = |f: &&mut Finding| f.rule.name == *rule && comment.covers(f, lines);
        let mut hits = findings.iter_mut().filter(here).peekable();
        if hits.peek().is_none() {
            idle.push(*rule);
        }
        for hit in hits {
            if hit.rule.data_loss {
                let action = "Fix it instead.".to_owned();
                own.push(refused("This rule stands for lost data and cannot be silenced.", action));
            } else {
                hit.suppressed = Some(comment.reason.to_owned());
            }
        }
    }
    if !idle.is_empty() {
        own.push(stale(text, comment, &idle));
    }
    own
}

fn stale(text: &str, comment: &Suppression<'_>, idle: &[&str]) -> Finding {
    let why = "The file was fixed since, or the comment stands at another line.";
    if idle.len() < comment.rules.len() {
        let names: Vec<String> = idle.iter().map(|name| format!("`{name}`")).collect();
        let what = "A part of this comment ignores a finding that is not there.";
        let action = format!("Take {} out of the comment.", names.join(" and "));
        return STALE.at(comment.span).say(what, why, action);
    }
    let what = "This comment ignores a finding that is not there.";
    let fix = Fix::review("Remove the comment", Edit::delete(comment.whole(text)));
    STALE.at(comment.span).say(what, why, "Remove the comment.").fix(fix)
}
