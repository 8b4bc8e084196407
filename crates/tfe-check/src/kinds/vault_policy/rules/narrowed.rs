//! The documented rules in place of one that reaches further.

use text::{Edit, EditSet};
use vault_policy::edit::{self, NewRule};
use vault_policy::{Capability, Mode, Rule as PolicyRule, RuleKey};

use super::insertion::indent_of;
use crate::base::finding::Severity;
use crate::kinds::vault_policy::{Asked, Facts, Probe};

/// `None` where nothing that is needed goes through the rule, where it holds more than its
/// capabilities, and where something needed would be lost.
pub(super) fn narrowed(facts: &Facts<'_>, rule: &PolicyRule) -> Option<EditSet> {
    let grants = [RuleKey::Capabilities, RuleKey::Policy];
    let plain = rule.attributes.iter().all(|a| a.known.is_some_and(|k| grants.contains(&k)));
    let comment = facts.document.comments.iter().any(|c| c.overlaps(rule.span));
    if !plain || comment || !rule.labels.is_empty() {
        return None;
    }
    let decides = |p: &&Probe| facts.deciding(p).is_some_and(|r| std::ptr::eq(r, rule));
    let mut denied = facts.asked.iter().flat_map(Asked::denied).filter(decides);
    if denied.any(|p| p.severity() > Severity::Info) {
        // What is missing is added first.
        return None;
    }
    let through = |a: &&Asked| a.probes.iter().filter(decides).any(|p| p.answer.allowed);
    let rules: Vec<NewRule> = facts.asked.iter().filter(through).map(documented).collect();
    let edits = in_place(facts, rule, &rules)?;
    let after = facts.allowed_by(&edits.apply(facts.text).ok()?);
    let probes = facts.asked.iter().flat_map(|a| &a.probes);
    let mut needed = probes.filter(|p| p.answer.allowed);
    needed.all(|p| after.ask(p.call).allowed).then_some(edits)
}

fn documented(asked: &Asked) -> NewRule {
    let capabilities = asked.need.capabilities.iter().filter_map(|c| Capability::of_word(c));
    NewRule {
        comment: Some(asked.need.purpose.to_owned()),
        path: asked.path.clone(),
        capabilities: capabilities.collect(),
    }
}

/// The new rules where the old one stands, in its indentation.
fn in_place(facts: &Facts<'_>, rule: &PolicyRule, new: &[NewRule]) -> Option<EditSet> {
    let before = facts.text.get(..rule.span.start)?.trim_end_matches([' ', '\t']);
    let own_line = before.is_empty() || before.ends_with(['\n', '\r']);
    let indent = if own_line { indent_of(facts.text, rule.span.start) } else { "" };
    let text = match facts.document.mode {
        Mode::Json if own_line => {
            new.iter().map(member).collect::<Vec<_>>().join(&format!(",\n{indent}"))
        }
        Mode::Json => new.iter().map(member).collect::<Vec<_>>().join(", "),
        Mode::Hcl => {
            let unit = edit::indent_unit(facts.text, &facts.document.rules);
            let rules: Vec<String> = new.iter().map(|r| edit::rule_text(r, unit)).collect();
            let lines = rules.join("\n").trim_end().replace('\n', &format!("\n{indent}"));
            let lines = lines.replace(&format!("\n{indent}\n"), "\n\n");
            // A comment has a line of its own.
            if own_line { lines } else { format!("\n{lines}") }
        }
    };
    let text = facts.layout.adapt(&text).into_owned();
    (!new.is_empty()).then(|| Edit::replace(rule.span, text).into())
}

fn member(rule: &NewRule) -> String {
    let words: Vec<String> = rule.capabilities.iter().map(|c| format!("\"{c}\"")).collect();
    format!("\"{}\": {{ \"capabilities\": [{}] }}", rule.path, words.join(", "))
}
