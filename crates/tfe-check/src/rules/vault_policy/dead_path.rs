//! Rules that match nothing because of stars where Vault knows none: what they were meant for.

use text::{Edit, EditSet};
use vault_policy::{Capability, Mode, Rule as PolicyRule};

use super::missing::indent_of;
use crate::finding::{Finding, Fix, Severity};
use crate::policy::{Asked, Facts, Probe, may_match, worst};

/// What is needed, denied, and would be allowed if each star stood for anything.
pub(super) struct Meant<'f> {
    /// In the documented order.
    asked: Vec<&'f Asked>,
    /// How bad it is that it is denied.
    pub severity: Severity,
    /// The worst of it.
    pub worst: &'f Probe,
}

/// `None` where nothing that is needed is denied because of it.
pub(super) fn meant<'f>(facts: &'f Facts<'_>, rule: &PolicyRule) -> Option<Meant<'f>> {
    let path = rule.path.value.trim_start_matches('/');
    let allows = |p: &&Probe| {
        let needed = Capability::of_word(p.call.operation);
        may_match(path, &facts.place.path(p.call.path))
            && needed.is_some_and(|c| rule.read.capabilities.contains(c))
    };
    // A rule of its own that grants too little is told as that.
    let own = |a: &Asked| a.denied().any(|p| facts.deciding(p).is_some_and(|r| a.covers(r)));
    let asked: Vec<&Asked> =
        facts.asked.iter().filter(|a| a.denied().any(|p| allows(&p)) && !own(a)).collect();
    let worst = worst(asked.iter().flat_map(|a| a.denied()).filter(allows))?;
    Some(Meant { asked, severity: worst.severity(), worst })
}

/// A `+*`, which Vault refuses: also told with what it was meant for.
pub(super) fn plus_star(facts: &Facts<'_>, found: Finding) -> Finding {
    let rules = &facts.document.rules;
    let at = rules.binary_search_by_key(&found.primary.start, |r| r.path.span.start);
    let Some(rule) = at.ok().and_then(|at| rules.get(at)) else { return found };
    let Some(meant) = meant(facts, rule) else { return found };
    let mut found = found.fix(meant.fix(facts, rule));
    found.message.action = meant.action();
    found
}

impl Meant<'_> {
    /// The paths as documented.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.asked.iter().map(|a| a.path.as_str()).collect()
    }

    /// What the operator will see.
    pub(super) fn why(&self) -> String {
        format!("{} {}", self.worst.call.what, self.worst.call.why)
    }

    /// What to type.
    pub(super) fn action(&self) -> String {
        match self.paths().as_slice() {
            [one] => format!("Write `{one}`."),
            [first, second] => format!("Write `{first}` and `{second}`, a rule each."),
            [first, .., last] => {
                format!("Write a rule for each, from `{first}` to `{last}`.")
            }
            [] => String::new(),
        }
    }

    /// The documented rules in place of the one that matches nothing: what it grants stays as it is.
    pub(super) fn fix(&self, facts: &Facts<'_>, rule: &PolicyRule) -> Option<Fix> {
        let paths = self.paths();
        let (first, more) = paths.split_first()?;
        let title = match more.len() {
            0 => format!("Write `{first}`"),
            n => format!("Write the {} documented rules", n + 1),
        };
        Some(Fix::safe(title, rewritten(facts, rule, first, more)?))
    }
}

/// Another path, and further rules like this one behind it.
fn rewritten(facts: &Facts<'_>, rule: &PolicyRule, first: &str, more: &[&str]) -> Option<EditSet> {
    if !rule.path.span.of(facts.text).starts_with('"') || !rule.labels.is_empty() {
        return None;
    }
    let quoted = |path: &str| format!("\"{path}\"");
    let mut edits = vec![Edit::replace(rule.path.span, quoted(first))];
    let body = rule.body.of(facts.text);
    let indent = indent_of(facts.text, rule.span.start);
    let end = facts.layout.adapt("\n");
    let another = |path: &&str| match facts.document.mode {
        Mode::Json => format!(",{end}{indent}{}: {body}", quoted(path)),
        Mode::Hcl => format!("{end}{end}{indent}path {} {body}", quoted(path)),
    };
    if !more.is_empty() {
        let more: String = more.iter().map(another).collect();
        edits.push(Edit::insert(rule.span.end, more));
    }
    EditSet::new(edits).ok()
}
