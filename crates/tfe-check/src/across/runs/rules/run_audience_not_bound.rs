//! An audience that the role of a run does not accept.

use text::{Edit, Span, Vocabulary};

use crate::across::runs::facts::Facts;
use crate::across::runs::logins::{Meant, Role, Wanted, each_wanted};
use crate::across::runs::placed::{Placed, related};
use crate::base::finding::{Fix, Severity};
use crate::knowledge::rules::any::RUN_AUDIENCE_NOT_BOUND;
use crate::roles::jwt::is_literal;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let mut found = Vec::new();
    each_wanted(facts, &mut |wanted| {
        if let Meant::Written(role) = wanted.meant {
            audience(role, wanted, &mut found);
        }
    });
    found
}

fn audience(role: &Role, wanted_by: &Wanted<'_>, out: &mut Vec<Placed>) {
    let Wanted { document, login, .. } = *wanted_by;
    let Some(wanted) = login.audience() else { return };
    let given: Vec<_> = role.what.all("bound_audiences").collect();
    let unknown = given.iter().any(|s| !is_literal(&s.value));
    // Vault takes a text with commas for a list.
    let bare = |one: &str| one.trim_matches(['[', ']', '"', '\'', ' ']) == wanted;
    let is_bound = given.iter().any(|s| s.value.split(',').any(bare));
    let [first, ..] = given.as_slice() else { return };
    if unknown
        || is_bound
        || out
            .iter()
            .any(|(_, f)| f.rule == &RUN_AUDIENCE_NOT_BOUND && f.primary == first.value_span)
    {
        return;
    }
    let severity = if login.audience.is_some() { Severity::Error } else { Severity::Warning };
    let last = given.last().map_or(first.value_span, |last| last.value_span);
    let fix = added(role, first.value_span, last, wanted).filter(|_| role.document != document);
    let finding = RUN_AUDIENCE_NOT_BOUND
        .at(first.value_span)
        .say(
            "The role does not accept the audience that the run asks for.",
            format!("The token of the run is for {wanted}. Every login fails: invalid audience (aud) claim."),
            format!("Add {wanted} to bound_audiences."),
        )
        .severity(severity)
        .fix(fix);
    let at = login.audience.map_or(login.switch.variable.key, Variable::at);
    out.push((
        role.document,
        related(finding, role.document, document, at, "the run logs in with these variables"),
    ));
}

/// Other runs may have the audiences that the role accepts: they stay, but for one that is this one with a slip.
fn added(role: &Role, first: Span, last: Span, wanted: &str) -> Option<Fix> {
    let given: Vec<_> = role.what.all("bound_audiences").collect();
    if let [only] = given.as_slice()
        && Vocabulary::new([wanted]).slip(&only.value).is_some()
    {
        return Some(Fix::review(format!("Write {wanted}"), Edit::replace(first, wanted)));
    }
    let between = role.what.between_audiences?;
    let edit = Edit::insert(last.end, format!("{between}{wanted}"));
    Some(Fix::review(format!("Add {wanted}"), edit))
}
