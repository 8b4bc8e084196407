//! What is shown of a file next to its findings that holds other texts: of each policy and of each
//! whole text of values in it the same as if it were a file of its own, at the places of this one.

use std::collections::HashMap;

use text::Lines;

use super::Policies;
use crate::base::finding::{Finding, Severity, Turn};
use crate::base::judgement::{verdict, worst_turn};
use crate::base::kind::Kind;
use crate::base::versions::Versions;
use crate::base::view::{AccessGroup, Outcome, State, View};
use crate::contract::{EmbeddedTexts, Quoted};
use crate::kinds::vault_policy::With;
use crate::kinds::{helm_overrides, vault_policy as policy, workspace_variables};

/// Everything that the page shows of the file next to its findings.
pub(crate) fn view(
    file: &str,
    held: &EmbeddedTexts,
    versions: &Versions,
    findings: &[Finding],
) -> View {
    let parts = parts(file, held, versions, findings);
    // The worst part answers for the file, unless the file does something that no part shows.
    let worst = worst_turn(findings);
    let answer = parts.iter().find(|p| p.worst == worst && p.answers());
    let (verdict, lead) = answer.map_or_else(
        || (verdict(findings), None),
        |p| (p.view.verdict.clone(), p.view.lead.clone()),
    );
    let own = |f: &&Finding| f.rule.topic == Some("runs");
    let own: Vec<Finding> = findings.iter().filter(own).cloned().collect();
    let runs = workspace_variables::view(file, &held.variables, &own);
    View { verdict, lead, run: runs.run, policy: runs.policy, ..joined(parts) }
}

/// What is shown of one text of a file.
pub(crate) struct PartView {
    /// What the text is called.
    pub name: String,
    pub kind: Kind,
    pub view: View,
    /// How bad the worst finding in it is.
    pub worst: Option<Turn>,
}

impl PartView {
    /// Whether its verdict is about what the file's findings say: of values that are a part, only its errors are.
    fn answers(&self) -> bool {
        self.kind == policy::KIND || self.worst.is_none_or(|(of, _)| of.0 == Severity::Error)
    }
}

fn parts(
    file: &str,
    held: &EmbeddedTexts,
    versions: &Versions,
    of_file: &[Finding],
) -> Vec<PartView> {
    let lines = Lines::new(file);
    let policies = Policies::of(file, held);
    let given = policies.given();
    let others = policies.others(&given, versions);
    let mut all = Vec::new();
    for (given, others) in given.iter().zip(&others) {
        let Some(part) = policies.list.get(given.place) else { continue };
        let findings = policy::judge(
            given.text,
            &With { purpose: given.purpose, name: None, versions, others, quoted: Quoted::No },
        )
        .findings;
        let facts = policy::Facts::among(given.text, given.purpose, versions, others);
        let view = policy::view(&facts, &findings).moved(|span| part.outer_span(span), &lines);
        let (name, kind) = (part.name.clone(), policy::KIND);
        all.push(PartView { name, kind, view, worst: worst_turn(&findings) });
    }
    for values in held.values.iter().filter(|v| v.is_whole(file)) {
        let part = &values.text;
        let versions = &*helm_overrides::of_chart(versions, &part.supply);
        let findings = helm_overrides::judge(&part.text, versions).findings;
        let mut view = helm_overrides::view(&part.text, versions, &findings);
        if part.first_unknown().is_some() {
            // Whether TFE starts with what is filled in, nobody knows; the other settings are as written.
            let View { settings, pod, .. } = view;
            view = View { verdict: verdict(of_file), settings, pod, ..View::default() };
        }
        let view = view.moved(|span| part.outer_span(span), &lines);
        let (name, kind) = (part.name.clone(), helm_overrides::KIND);
        all.push(PartView { name, kind, view, worst: worst_turn(&findings) });
    }
    all
}

/// One view of several texts. Where there are two of a kind, each group says whose it is.
pub(crate) fn joined(parts: Vec<PartView>) -> View {
    let mut all = View::default();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for part in &parts {
        *counts.entry(part.kind.name()).or_default() += 1;
    }
    let several = |kind: Kind| counts.get(kind.name()).is_some_and(|count| *count > 1);
    let several: Vec<bool> = parts.iter().map(|p| several(p.kind)).collect();
    let alone = parts.len() == 1;
    let parts = parts.into_iter().zip(several).enumerate();
    for (at, (PartView { name, view, .. }, several)) in parts {
        let whose = |group: String| if several { format!("{name}: {group}") } else { group };
        let own = |id: String| if several { format!("{at}-{id}") } else { id };
        let told = |o: &Outcome| alone || o.state != State::NotJudged;
        all.outcomes.extend(view.outcomes.into_iter().filter(told).map(|outcome| {
            let (name, group) = (whose(outcome.name), own(outcome.group));
            Outcome { name, group, ..outcome }
        }));
        all.access.extend(view.access.into_iter().map(|group| AccessGroup {
            id: own(group.id),
            name: whose(group.name),
            rows: group.rows,
        }));
        // Two releases in one file have no settings in common.
        if all.settings.is_empty() {
            (all.settings, all.pod, all.start) = (view.settings, view.pod, view.start);
            all.settings_after_fixes = view.settings_after_fixes;
        }
        if all.run.is_none() {
            (all.run, all.policy) = (view.run, view.policy);
        }
        add_new(&mut all.asked, view.asked);
        add_new(&mut all.not_shown, view.not_shown);
    }
    all
}

fn add_new<T: PartialEq>(to: &mut Vec<T>, from: Vec<T>) {
    for one in from {
        if !to.contains(&one) {
            to.push(one);
        }
    }
}
