//! The verdict, the outcome strip and the access table of a policy.

use text::Lines;

use super::asked::{Asked, Probe, goals};
use super::{Facts, Goal, Need, rules};
use crate::base::finding::{Finding, Severity};
use crate::base::judgement;
use crate::base::kind::Profile;
use crate::base::view::{AccessGroup, AccessRow, Outcome, RebuiltLine, State, Unshown, View, wait};
use crate::knowledge::rules::vault_policy::POLICY_EXCERPT;

/// Everything that the page shows of a policy besides its findings.
pub(crate) fn view(facts: &Facts<'_>, findings: &[Finding]) -> View {
    let lines = Lines::new(facts.text);
    let goals = goals(&facts.asked, facts.profile);
    let access: Vec<AccessGroup> = goals.iter().map(|goal| group(facts, &lines, *goal)).collect();
    let mut outcomes: Vec<Outcome> =
        goals.iter().zip(&access).map(|(goal, group)| outcome(facts, *goal, group)).collect();
    let (verdict, lead) = verdict(facts, &outcomes, findings);
    if !facts.accepted() {
        wait(&mut outcomes, REJECTED);
    } else if findings.iter().any(is_excerpt) {
        for outcome in &mut outcomes {
            EXCERPT.clone_into(&mut outcome.until);
            // What these rules do not grant, those that are not shown may grant.
            if outcome.state != State::Works {
                outcome.state = State::NotJudged;
            }
        }
    }
    View {
        verdict,
        lead: lead.map(|f| (f.rule.name.to_owned(), f.primary.start)),
        outcomes,
        access,
        asked: asked(facts),
        not_shown: not_shown(facts.profile),
        rebuilt: rebuilt(facts, findings),
        ..View::default()
    }
}

/// What is said above outcomes and requests that count only once Vault accepts the text.
const REJECTED: &str = "Until this is fixed, the policy grants nothing. The list shows what it grants once it is fixed.";

/// What is said above outcomes and requests of a policy that is only shown in part.
const EXCERPT: &str =
    "The text shows only part of a policy. The list shows what these rules grant by themselves.";

fn is_excerpt(finding: &Finding) -> bool {
    finding.rule == &POLICY_EXCERPT
}

fn group(facts: &Facts<'_>, lines: &Lines<'_>, goal: Goal) -> AccessGroup {
    let mut rows = Vec::new();
    for asked in &facts.asked {
        // An encryption asks for `update` or for `create`; it is one line of the table.
        let mut probes = asked.probes.iter().filter(|p| p.call.goal == goal).peekable();
        while let Some(probe) = probes.next() {
            let also =
                probes.next_if(|next| next.call.path == probe.call.path && goal == Goal::Encrypt);
            rows.push(row(facts, lines, asked, probe, also));
        }
        if asked.need.path == "auth/approle/login" && goal == Goal::LogIn {
            rows.push(login(asked.need));
        }
    }
    AccessGroup { id: goal.id().to_owned(), name: goal.name().to_owned(), rows }
}

fn row(
    facts: &Facts<'_>,
    lines: &Lines<'_>,
    asked: &Asked,
    probe: &Probe,
    also: Option<&Probe>,
) -> AccessRow {
    let also = also.filter(|p| !p.answer.allowed);
    let denied = if probe.answer.allowed { also } else { Some(probe) };
    let rule = facts.deciding(probe);
    let other = probe.answer.other.and_then(|at| facts.others.rule(at));
    let call = probe.call;
    let since = if call.since.is_empty() { asked.need.since } else { call.since };
    AccessRow {
        operation: denied.unwrap_or(probe).call.operation.to_owned(),
        path: facts.place.path(call.path).into_owned(),
        purpose: call.purpose.to_owned(),
        allowed: denied.is_none(),
        rule: rule.or(other.map(|(_, r)| r)).map(|r| r.path.value.clone()),
        document: other.map(|(other, _)| other.name.clone()),
        line: rule.map(|r| lines.position(r.path.span.start).line),
        span: rule.map(|r| (r.path.span.start, r.path.span.end)),
        consequence: denied.map_or("", |p| p.call.why).to_owned(),
        since: since.to_owned(),
    }
}

fn login(need: &Need) -> AccessRow {
    AccessRow {
        operation: "update".to_owned(),
        path: need.path.to_owned(),
        purpose: "log in; Vault needs no policy for it".to_owned(),
        allowed: true,
        rule: None,
        document: None,
        line: None,
        span: None,
        consequence: String::new(),
        since: need.since.to_owned(),
    }
}

fn outcome(facts: &Facts<'_>, goal: Goal, group: &AccessGroup) -> Outcome {
    let passed = group.rows.iter().filter(|r| r.allowed).count();
    let total = group.rows.len();
    let denied = facts.asked.iter().flat_map(Asked::denied).filter(|p| p.call.goal == goal);
    let state = match denied.map(|probe| facts.severity(probe)).max() {
        // What is only an information is granted by Vault's default policy.
        None | Some(Severity::Info) => State::Works,
        Some(Severity::Warning) => State::MayFail,
        Some(Severity::Error) => State::Fails,
    };
    let (name, group) = (goal.name().to_owned(), group.id.clone());
    Outcome { name, state, passed, total, group, until: String::new() }
}

/// Whether a finding is about the text as a whole.
fn is_damage(finding: &Finding) -> bool {
    finding.only || rules::is_flat(finding)
}

/// The finding that says why a goal fails: what reports one of its calls, else what is wrong with the rule that denies one.
fn lead<'f>(facts: &Facts<'_>, goal: Goal, findings: &'f [Finding]) -> Option<&'f Finding> {
    let denied = facts.asked.iter().flat_map(Asked::denied).filter(|p| p.call.goal == goal);
    let denied: Vec<&Probe> = denied.collect();
    let reports = |f: &Finding, p: &Probe| f.rule == p.call.rule;
    let denies = |f: &Finding, p: &Probe| {
        facts.deciding(p).is_some_and(|r| (r.span.start..r.span.end).contains(&f.primary.start))
    };
    let find = |fits: &dyn Fn(&Finding, &Probe) -> bool| {
        let live = findings.iter().filter(|f| f.suppressed.is_none());
        let worst = live.clone().map(|f| f.severity).max();
        let about = live.filter(|f| denied.iter().any(|p| fits(f, p)));
        about.filter(|f| Some(f.severity) == worst).min_by_key(|f| f.stage.turn(f.severity))
    };
    find(&reports).or_else(|| find(&denies))
}

/// What also policies for other purposes than TFE are for.
const SNAPSHOTS: [Goal; 3] = [Goal::Snapshot, Goal::RestoreSnapshot, Goal::Automate];

/// What fails with a policy: of failures that strike at the same time the first one counts. `{}` is the policy.
const FAILS: [(Goal, State, &str); 10] = [
    (Goal::Snapshot, State::Fails, "no snapshot can be saved with {}"),
    (Goal::RestoreSnapshot, State::Fails, "no snapshot can be restored with {}"),
    (Goal::Automate, State::Fails, "automated snapshots cannot be configured with {}"),
    (Goal::Encrypt, State::Fails, "TFE cannot encrypt or decrypt with {}"),
    (Goal::CreateKeys, State::Fails, "TFE cannot create its keys with {}"),
    (Goal::BackUp, State::Fails, "backups taken with {} cannot be restored"),
    (Goal::Restore, State::Fails, "nothing can be restored into this Vault with {}"),
    (Goal::LogIn, State::Fails, "TFE's health check fails with {}"),
    (Goal::Encrypt, State::MayFail, "TFE cannot start using a new key with {}"),
    (Goal::Sign, State::MayFail, "dynamic credentials most likely fail with {}"),
];

/// The verdict, and the finding that it speaks of where that may not be the first of the list.
fn verdict<'f>(
    facts: &Facts<'_>,
    outcomes: &[Outcome],
    findings: &'f [Finding],
) -> (String, Option<&'f Finding>) {
    if let Some(damage) = findings.iter().find(|f| is_damage(f)) {
        return (damage.message.what.to_string(), None);
    }
    if !facts.accepted() {
        return ("Vault rejects this policy.".to_owned(), None);
    }
    let worst = judgement::worst(findings);
    let is_error = worst.is_some_and(|f| f.severity == Severity::Error);
    if let Some(excerpt) = findings.iter().find(|f| is_excerpt(f)) {
        let speaks = worst.filter(|_| is_error).unwrap_or(excerpt);
        return (speaks.message.what.to_string(), None);
    }
    let it = facts.others.with_it();
    let all = facts.profile == Profile::TfeExternalVault;
    let is = |(goal, state, _): &&(Goal, State, &str)| {
        let fails = outcomes.iter().any(|o| o.group == goal.id() && o.state == *state);
        // What may fail is not the worst where something is wrong for certain.
        fails && (*state == State::Fails || !is_error) && (all || SNAPSHOTS.contains(goal))
    };
    let failing = FAILS.iter().filter(is).map(|(goal, _, but)| (lead(facts, *goal, findings), but));
    // Nobody knows better than the worst of all where no finding is about it.
    let turn = |f: &Finding| f.stage.turn(f.severity);
    let rank = |lead: Option<&Finding>| (lead.or(worst).map(turn), lead.is_none());
    if let Some((lead, but)) = failing.min_by_key(|(lead, _)| rank(*lead)) {
        let but = but.replace("{}", &it);
        return (format!("Vault accepts this policy, but {but}."), lead);
    }
    let verdict = match worst {
        Some(error) if is_error => error.message.what.to_string(),
        Some(f) if f.severity > Severity::Info && all => format!(
            "Vault accepts this policy and TFE can do everything it needs with {it}. Review the \
             warnings."
        ),
        Some(f) if f.severity > Severity::Info => {
            "Vault accepts this policy, but review the findings.".to_owned()
        }
        _ if !all => "Vault accepts this policy.".to_owned(),
        _ if !facts.place.is_documented() => {
            let mount = &facts.place.transit;
            format!("Vault accepts this policy. It fits only an engine mounted at `{mount}`.")
        }
        _ => format!("Vault accepts this policy and TFE can do everything it needs with {it}."),
    };
    (verdict, None)
}

/// The repaired text of a damaged paste, for a look before it is used.
fn rebuilt(facts: &Facts<'_>, findings: &[Finding]) -> Vec<RebuiltLine> {
    let repair = findings.iter().filter(|f| is_damage(f)).flat_map(|f| &f.fixes).next();
    let Some(text) = repair.and_then(|fix| fix.edits.apply(facts.text).ok()) else {
        return Vec::new();
    };
    let mut before: Vec<&str> = facts.text.lines().collect();
    text::sort_by(&mut before, |a, b| a.cmp(b));
    let line = |line: &str| {
        let changed = !line.trim().is_empty() && before.binary_search(&line).is_err();
        let reason = match line.trim_start() {
            _ if !changed => "",
            l if l.starts_with('#') || l.starts_with("//") => "a comment",
            l if l.starts_with("path") => "a rule",
            l if l.starts_with('}') => "ends the rule",
            _ => "in the rule",
        };
        RebuiltLine { line: line.to_owned(), changed, reason: reason.to_owned() }
    };
    text.lines().map(line).collect()
}

fn asked(facts: &Facts<'_>) -> Vec<String> {
    let mut asked = vec![format!("Vault {} reads the policy", facts.versions.vault)];
    if facts.profile == Profile::TfeExternalVault {
        asked.push(
            "each call that TFE makes to an external Vault, decided as Vault decides it".to_owned(),
        );
    }
    asked
}

fn not_shown(profile: Profile) -> Vec<Unshown> {
    let unshown =
        |what: &str, command: &str| Unshown { what: what.to_owned(), command: command.to_owned() };
    let mut list = vec![unshown("whether Vault has this policy stored", "vault policy read tfe")];
    if profile == Profile::TfeExternalVault {
        list.push(unshown("which policies TFE's role has", "vault read auth/approle/role/tfe"));
        list.push(unshown(
            "whether the transit engine is mounted at transit/",
            "vault secrets list",
        ));
    }
    list
}
