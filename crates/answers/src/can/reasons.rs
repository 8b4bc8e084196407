//! Why Vault answers as it does, in sentences.

use vault_policy::{Acl, Decision, Denial, Edge, Lost, Request, RuleRef};

use super::source::{self, Source};

/// The deciding rule, why it denies, and which rules would have allowed it.
pub(super) fn of(
    acl: &Acl,
    request: &Request<'_>,
    decision: &Decision,
    sources: &[Source],
) -> Vec<String> {
    let place = |at: RuleRef| source::place(at, sources);
    let mut reasons = Vec::new();
    match (&decision.denial, decision.rule) {
        (None, Some(rule)) => reasons.push(format!("by {}", place(rule))),
        (None, None) => reasons.push("it needs no policy".to_owned()),
        (Some(denial), Some(rule)) => {
            reasons.push(format!("by {}: {}", place(rule), words(denial)))
        }
        (Some(denial), None) => reasons.push(words(denial)),
    }
    if decision.denial.is_some() {
        for other in acl.alternatives(request) {
            let why = match other.lost {
                Lost::ShadowedBy(by) => {
                    let why = edge(by, other.rule, sources);
                    format!("{} decides, because {why}; only one rule counts", place(by))
                }
                Lost::DeniedBy(by) => format!("{} denies the same path", place(by)),
                Lost::LiteralStar(_) => "its * is not last, so it is a plain character".to_owned(),
                Lost::VersionPrefix => "no path begins with v1/".to_owned(),
                Lost::TrailingSlash => "it differs by a / at the end".to_owned(),
                Lost::OnlyCreate => "create does not count here; a write needs update".to_owned(),
                Lost::Template => "its template has no value for this token".to_owned(),
            };
            reasons.push(format!("{} would allow it, but {why}", place(other.rule)));
        }
    }
    reasons
}

/// What is said where Vault's default policy lets a request through that the given ones deny.
pub(super) const DEFAULT: &str = "note: Vault's policy \"default\" allows it, and a token also has that policy, unless its role sets token_no_default_policy";

/// By what one rule decides over another.
fn edge(by: RuleRef, over: RuleRef, sources: &[Source]) -> &'static str {
    let pattern = |at: RuleRef| {
        let rule = sources.get(at.policy).and_then(|s| s.policy.rules.get(at.rule));
        rule.map(|r| &r.pattern)
    };
    let Some((by, over)) = pattern(by).zip(pattern(over)) else { return "it matches better" };
    match by.edge_over(over) {
        Some(Edge::Exact) => "it is for exactly this path",
        Some(_) if over.covers(by) => "it is the more specific one",
        Some(Edge::LaterWildcard) => "its first wildcard comes later",
        Some(Edge::NoStarAtEnd) => {
            "their first wildcards are at the same position, and it has no * at its end"
        }
        Some(Edge::FewerPlus) => {
            "their first wildcards are at the same position, and it has fewer +"
        }
        Some(Edge::Longer) => "it is the longer one",
        Some(Edge::Alphabet) => "it comes later in the alphabet",
        None => "a list is tried without its / first",
    }
}

fn words(denial: &Denial) -> String {
    let seconds = |nanoseconds: i64| nanoseconds / 1_000_000_000;
    match denial {
        Denial::NoRule => "no rule matches this path".to_owned(),
        Denial::Deny => "it has deny".to_owned(),
        Denial::MissingCapability(word) => format!("it does not grant {}", word.word()),
        Denial::MissingSudo => "the path is protected, and it does not grant sudo".to_owned(),
        Denial::Wrapping { min, max } => match (seconds(*min), seconds(*max)) {
            (min, 0) => format!("it requires a response wrapped for at least {min} s (--wrap-ttl)"),
            (0, max) => format!("it requires a response wrapped for at most {max} s (--wrap-ttl)"),
            (min, max) => {
                format!("it requires a response wrapped for {min} to {max} s (--wrap-ttl)")
            }
        },
        Denial::WrappingImpossible => {
            "rules for this path require contradictory wrapping; no request satisfies both"
                .to_owned()
        }
        Denial::ParameterMissing(name) => format!("it requires the parameter {name} (--param)"),
        Denial::ParameterDenied(name) => format!("it denies the parameter {name}"),
        Denial::ParameterNotAllowed(name) => format!("it does not allow the parameter {name}"),
        Denial::ValueNotAllowed(name) => format!("it does not allow this value of {name}"),
    }
}
