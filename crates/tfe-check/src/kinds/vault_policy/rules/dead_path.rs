//! Rules that match nothing because of stars where Vault knows none: what they were meant for.

use text::{Edit, EditSet};
use vault_policy::{Capability, Mode, PatternKind, Rule as PolicyRule};

use super::insertion::indent_of;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Asked, Facts, Probe, may_match, worst};

/// What is needed, denied, and would be allowed if each star stood for anything.
pub(super) struct Meant<'f> {
    /// In the documented order.
    asked: Vec<&'f Asked>,
    /// How bad it is that it is denied.
    pub severity: Severity,
    /// The worst of it.
    pub worst: &'f Probe,
    /// Nothing else can be meant.
    certain: bool,
}

/// `None` where nothing that is needed is denied because of it.
pub(super) fn meant<'f>(facts: &'f Facts<'_>, rule: &PolicyRule) -> Option<Meant<'f>> {
    as_if(facts, rule, rule.path.value.trim_start_matches('/'))
}

/// What is needed where a star before a suffix (`atlas_*_key`) was to stand for the rest of a key's
/// name: what begins like the path up to its star.
pub(super) fn before_star<'f>(facts: &'f Facts<'_>, rule: &PolicyRule) -> Option<Meant<'f>> {
    let text = rule.read.pattern.text.as_str();
    let start = text.get(..rule.read.pattern.literal_star()?)?;
    // A star for the mount or for what is done with a key is one for a whole segment.
    let of_key = start.strip_prefix(facts.place.transit.as_str())?.matches('/').count() > 1;
    let meant = of_key.then(|| as_if(facts, rule, &format!("{start}*")))?;
    meant.map(|meant| Meant { certain: false, ..meant })
}

/// What is needed below a path that ends in `/`, denied, and would be allowed if a `*` followed.
/// What is below a longer such path is reported there.
pub(super) fn below<'f>(facts: &'f Facts<'_>, rule: &PolicyRule) -> Option<Meant<'f>> {
    let text = rule.read.pattern.text.as_str();
    let mut meant = as_if(facts, rule, &format!("{text}*"))?;
    let longer = |p: &str| {
        let others = facts.document.rules.iter().map(|r| &r.read.pattern);
        let mut others = others.filter(|o| o.kind == PatternKind::Exact && o.text.ends_with('/'));
        others.any(|o| o.text.len() > text.len() && p.starts_with(&o.text))
    };
    meant.asked.retain(|a| !longer(&a.path));
    let allowed = |p: &&Probe| facts.place.path(p.call.path).starts_with(text);
    meant.worst = worst(meant.asked.iter().flat_map(|a| a.denied()).filter(allowed))?;
    meant.severity = meant.worst.severity();
    Some(Meant { certain: false, ..meant })
}

/// The same if the rule had this path, with stars that stand for anything.
fn as_if<'f>(facts: &'f Facts<'_>, rule: &PolicyRule, path: &str) -> Option<Meant<'f>> {
    let allows = |p: &&Probe| {
        let needed = Capability::of_word(p.call.operation);
        may_match(path, &facts.place.path(p.call.path))
            && needed.is_some_and(|c| rule.read.capabilities.contains(c))
    };
    // A rule of its own that grants too little is reported as that.
    let own = |a: &Asked| a.denied().any(|p| facts.deciding(p).is_some_and(|r| a.covers(r)));
    let asked: Vec<&Asked> =
        facts.asked.iter().filter(|a| a.denied().any(|p| allows(&p)) && !own(a)).collect();
    let worst = worst(asked.iter().flat_map(|a| a.denied()).filter(allows))?;
    Some(Meant { asked, severity: worst.severity(), worst, certain: true })
}

/// A `+*`, which Vault refuses: also reported with what it was meant for.
pub(super) fn plus_star(facts: &Facts<'_>, found: Finding) -> Finding {
    let rules = &facts.document.rules;
    let at = rules.binary_search_by_key(&found.primary.start, |r| r.path.span.start);
    let Some(rule) = at.ok().and_then(|at| rules.get(at)) else { return found };
    let Some(meant) = meant(facts, rule) else { return found };
    let mut found = found.fix(meant.fix(facts, rule));
    found.message.action = meant.action().into();
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
            [first, second] => format!("Write `{first}` and `{second}`, each as its own rule."),
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
        let certain = self.certain && facts.purpose.sure;
        let of = if certain { Fix::safe } else { Fix::review };
        Some(of(title, rewritten(facts, rule, first, more)?))
    }
}

/// Another path, and further rules like this one after it.
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
