//! Terraform configuration: the policies that stand in it.
//!
//! The file is read with hcl-edit (HCL 2, as Terraform does). Each heredoc that holds path rules is
//! judged as a policy of its own, and what is found there is told at the places of the outer file.

mod heredocs;

pub(crate) use heredocs::SyntaxError;

use text::Span;

use crate::engine::Judgement;
use crate::kind::Profile;
use crate::policy;
use crate::rules::terraform as rules;
use crate::versions::Versions;
use heredocs::Heredoc;

/// Judges the policies of a Terraform file.
pub(crate) fn judge(text: &str, versions: &Versions) -> Judgement {
    let heredocs = match heredocs::find(text) {
        Ok(heredocs) => heredocs,
        Err(error) => {
            let findings = vec![rules::syntax(text, &error)];
            return Judgement { accepted: Some(false), findings, ..Judgement::default() };
        }
    };
    let mut judgement = Judgement::default();
    let mut policies = 0;
    for heredoc in &heredocs {
        let inner = heredoc.span.of(text);
        if crate::kind::detect("", inner).kind != Some(crate::Kind::VaultPolicy) {
            continue;
        }
        policies += 1;
        judge_policy(text, heredoc, versions, &mut judgement);
    }
    if policies == 0 {
        judgement.findings.push(rules::nothing(first_line(text)));
    }
    judgement
}

fn judge_policy(text: &str, heredoc: &Heredoc, versions: &Versions, into: &mut Judgement) {
    let inner = heredoc.span.of(text);
    // What Terraform fills in decides which paths there are; without it nobody can say what is
    // missing.
    let profile = match heredoc.filled_in.first() {
        Some(place) => {
            into.findings.push(rules::filled_in(*place));
            Profile::None
        }
        None => policy::profile(inner),
    };
    let judged = policy::judge(inner, profile, None, versions, &policy::Others::default());
    let by = heredoc.span.start;
    into.findings.extend(judged.findings.into_iter().map(|f| f.shifted(by)));
    into.accepted = match (into.accepted, judged.accepted) {
        (Some(a), Some(b)) => Some(a && b),
        (a, b) => a.or(b),
    };
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().unwrap_or("").len())
}
