use super::{Acl, Entry, Request, RuleRef};
use crate::{Capability, Operation, PatternKind};

/// A rule that would have let a request through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The rule.
    pub rule: RuleRef,
    /// Why it did not count.
    pub lost: Lost,
}

/// Why a rule did not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It fits, but another one fits better, and only one counts.
    ShadowedBy(RuleRef),
    /// A rule with the same path says `deny`.
    DeniedBy(RuleRef),
    /// It has a `*` that is not last, which stands for itself only. Where, in the path as written.
    LiteralStar(usize),
    /// Its path begins with `v1/`, which is no part of a path here.
    VersionPrefix,
    /// It differs in a `/` at the end.
    TrailingSlash,
    /// It grants `create`, which counts only for what is not there yet and where the engine can
    /// tell; a write needs `update`.
    OnlyCreate,
    /// Its path has a template without a value for this token.
    Template,
}

impl Acl {
    /// The rules that grant the operation on this path, or nearly so, and did not count. To be
    /// asked about a request that was denied; looks at every rule.
    pub fn alternatives(&self, request: &Request<'_>) -> Vec<Alternative> {
        let Some(needed) = request.operation.needs() else {
            return Vec::new();
        };
        let path = request.bare_path();
        let winner = self.winner(request.operation, path);
        let mut found = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let lost = if Some(at) == winner {
                entry.lost_as_winner(needed)
            } else {
                let winner = winner.and_then(|at| self.entry(at));
                lost(entry, winner, request)
            };
            let Some(lost) = lost else {
                continue;
            };
            let grants = |capability| {
                let mut rules = entry.rules.iter();
                rules.find(|(_, c)| c.contains(capability)).map(|(rule, _)| *rule)
            };
            let rule = match lost {
                Lost::OnlyCreate => grants(Capability::Create),
                _ => grants(needed),
            };
            found.extend(rule.map(|rule| Alternative { rule, lost }));
        }
        let skipped = self.skipped.iter().filter(|s| s.capabilities.contains(needed));
        let skipped = skipped.filter(|s| glob(&without_templates(&s.path), path));
        found.extend(skipped.map(|s| Alternative { rule: s.rule, lost: Lost::Template }));
        found
    }
}

/// Why a rule that is not the winner did not count; `None` where it would not have helped.
fn lost(entry: &Entry, winner: Option<&Entry>, request: &Request<'_>) -> Option<Lost> {
    let path = request.bare_path();
    if entry.joined.capabilities.denies() {
        return None;
    }
    let bare = path.strip_suffix('/').unwrap_or(path);
    let list = request.operation == Operation::List;
    let pattern = &entry.joined.pattern;
    if pattern.matches(path) || (list && pattern.matches(bare)) {
        let by = winner.and_then(|w| w.rules.first())?;
        return Some(Lost::ShadowedBy(by.0));
    }
    if let Some(rest) = pattern.text.strip_prefix("v1/") {
        let without = crate::PathPattern { kind: pattern.kind, text: rest.to_owned() };
        return without.matches(path).then_some(Lost::VersionPrefix);
    }
    if let Some(star) = pattern.literal_star() {
        let open = pattern.kind == PatternKind::Prefix;
        let text = if open { format!("{}*", pattern.text) } else { pattern.text.clone() };
        let leading = usize::from(!entry.joined.path.starts_with(&pattern.text));
        return glob(&text, path).then_some(Lost::LiteralStar(star + leading));
    }
    let other = match path.strip_suffix('/') {
        Some(bare) => bare.to_owned(),
        None => format!("{path}/"),
    };
    (pattern.kind == PatternKind::Exact && pattern.text == other).then_some(Lost::TrailingSlash)
}

impl Entry {
    fn lost_as_winner(&self, needed: Capability) -> Option<Lost> {
        if self.joined.capabilities.denies() {
            let deny = self.rules.iter().find(|(_, c)| c.denies())?;
            return Some(Lost::DeniedBy(deny.0));
        }
        let writes = needed == Capability::Update && !self.joined.capabilities.contains(needed);
        let creates = self.joined.capabilities.contains(Capability::Create);
        (writes && creates).then_some(Lost::OnlyCreate)
    }
}

/// The path with `*` where templates are.
fn without_templates(path: &str) -> String {
    let path = path.strip_prefix('/').unwrap_or(path);
    let mut pieces = path.split("{{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push('*');
        out.push_str(piece.split_once("}}").map_or("", |(_, rest)| rest));
    }
    out
}

/// Whether a path fits where every `*` stands for anything, as people think it does.
fn glob(pattern: &str, path: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.is_empty()
}
