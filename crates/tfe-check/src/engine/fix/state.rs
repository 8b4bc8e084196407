//! A text while it is being fixed, and the fixes that are to be applied to it.

use std::rc::Rc;

use text::{EditSet, Span};

use crate::base::finding::{Finding, Rule, Safety};
use crate::base::kind::{Kind, Profile};

/// So many fixes that want the same characters as others are tried by themselves. More of them are a
/// damage that is fixed as a whole.
pub(super) const MOST_BEATEN: usize = 8;

/// A text as it is checked while it is being fixed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// What it is, recognised anew unless it was chosen.
    pub kind: Option<Kind>,
    /// What a policy is for, recognised anew unless it was chosen.
    pub profile: Option<Profile>,
    /// Whether the real thing takes it.
    pub accepted: Option<bool>,
    /// What is wrong with it.
    pub findings: Rc<Vec<Finding>>,
}

/// A text with its judgement.
pub(super) struct State {
    pub text: String,
    pub judged: Judged,
}

/// A finding with the fix that is to be applied.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'f> {
    pub finding: &'f Finding,
    pub edits: &'f EditSet,
    pub safety: Safety,
}

impl Wanted<'_> {
    pub(super) fn place(&self) -> (&'static Rule, Span) {
        (self.finding.rule, self.finding.primary)
    }
}

/// The fixes of at least this safety that are still to be applied.
pub(super) fn wanted(judged: &Judged, least: Safety) -> Vec<Wanted<'_>> {
    let open = judged.findings.iter().filter(|f| f.suppressed.is_none());
    let best = |finding: &'_ Finding| finding.fixes.iter().position(|x| x.safety >= least);
    open.filter_map(|finding| {
        let fix = finding.fixes.get(best(finding)?)?;
        Some(Wanted { finding, edits: &fix.edits, safety: fix.safety })
    })
    .collect()
}
