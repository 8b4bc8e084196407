//! Why one rule counts for a request and another one does not, in words.

use vault_policy::{Edge, PathPattern};

/// A note at a rule that would allow a call and lost against the `winner`.
pub(super) fn note(winner: &PathPattern, loser: &PathPattern) -> &'static str {
    match winner.edge_over(loser) {
        Some(Edge::Exact) => {
            "this rule would allow it, but only the one for exactly this path counts"
        }
        Some(_) if loser.covers(winner) => {
            "this rule would allow it, but only the more specific one decides"
        }
        Some(Edge::LaterWildcard) => {
            "this rule would allow it, but only the one whose first wildcard comes later counts"
        }
        Some(Edge::NoStarAtEnd) => {
            "this rule would allow it, but the first wildcards of both are at the same position, and only \
             the one without a * at its end counts"
        }
        Some(Edge::FewerPlus) => {
            "this rule would allow it, but the first wildcards of both are at the same position, and only \
             the one with fewer + counts"
        }
        Some(Edge::Longer) => "this rule would allow it, but only the longer one counts",
        Some(Edge::Alphabet) => {
            "this rule would allow it, but of two such rules only the one later in the alphabet counts"
        }
        None => "this rule would allow it, but a LIST is tried without its / first",
    }
}

/// The same as a clause about the winner.
pub(super) fn clause(winner: &PathPattern, loser: &PathPattern) -> &'static str {
    match winner.edge_over(loser) {
        Some(Edge::Exact) => "it is for exactly this path",
        Some(_) if loser.covers(winner) => "it is the more specific one",
        Some(Edge::LaterWildcard) => "its first wildcard comes later",
        Some(Edge::NoStarAtEnd) => {
            "the first wildcards of both are at the same position, and it has no * at its end"
        }
        Some(Edge::FewerPlus) => {
            "the first wildcards of both are at the same position, and it has fewer +"
        }
        Some(Edge::Longer) => "it is the longer one",
        Some(Edge::Alphabet) => "it comes later in the alphabet",
        None => "a LIST is tried without its / first",
    }
}
