//! An installation whose policy fails, as its other files show it: none of them works then.

use text::Lines;

use crate::base::finding::{Finding, Severity, Stage};
use crate::base::judgement::{worst, worst_turn};
use crate::base::view::{Elsewhere, Outcome, StartCheck, State, View, wait};

/// A document with what is found in it.
pub(crate) struct File<'f> {
    pub name: &'f str,
    pub text: &'f str,
    pub findings: &'f [Finding],
}

/// Shows in each view what another document of the installation keeps from working.
pub(crate) fn join(views: &mut [View], files: &[File<'_>]) {
    let failing: Vec<Option<&Finding>> =
        views.iter().zip(files).map(|(view, file)| failing(view, file)).collect();
    let policies = views.iter().filter(|view| is_policy(view)).count();
    let installations = views.iter().filter(|view| uses_vault(view)).count();
    // Of several installations each may have another policy.
    let known = installations == 1 || failing.iter().flatten().count() == policies;
    let verdicts: Vec<String> = views.iter().map(|view| view.verdict.clone()).collect();
    for (at, view) in views.iter_mut().enumerate() {
        let values = uses_vault(view) && known;
        let hangs = values || is_policy(view) && failing.get(at).is_some_and(Option::is_none);
        if !hangs || !values && !fails(view) {
            continue;
        }
        let all = failing.iter().enumerate().filter_map(|(place, f)| Some((place, (*f)?)));
        let Some((place, cause)) = all.min_by_key(|(_, f)| f.stage.turn(f.severity)) else {
            continue;
        };
        let Some(file) = files.get(place) else { continue };
        let own = files.get(at).and_then(|file| worst_turn(file.findings));
        if place != at {
            let line = Lines::new(file.text).position(cause.primary.start).line;
            let (start, end) = (cause.primary.start, cause.primary.end);
            let document = file.name.to_owned();
            view.elsewhere = Some(Elsewhere { document, line, span: (start, end) });
            if own.is_none_or(|own| cause.stage.turn(cause.severity) < own) {
                let verdict = verdicts.get(place).map(String::as_str).unwrap_or_default();
                view.verdict = format!("{}: {verdict}", file.name);
            }
        }
        if values {
            stop(view, (place != at).then_some(file.name), cause);
        }
    }
}

/// The error with which the policies in a document fail.
fn failing<'f>(view: &View, file: &File<'f>) -> Option<&'f Finding> {
    let found = worst(file.findings).filter(|f| f.severity == Severity::Error);
    found.filter(|_| is_policy(view) && fails(view))
}

/// Whether TFE's own policy is in it: the id of a group has a number before it where there are several.
fn is_policy(view: &View) -> bool {
    view.access.iter().any(|group| group.id.ends_with("encrypt"))
}

/// Whether TFE cannot do something with the policies in it. Of one that Vault rejects everything waits.
fn fails(view: &View) -> bool {
    let stopped = |o: &&Outcome| matches!(o.state, State::Fails | State::Waits);
    let of_policy = |o: &&Outcome| view.access.iter().any(|group| group.id == o.group);
    view.outcomes.iter().filter(of_policy).any(|o| stopped(&o))
}

fn uses_vault(view: &View) -> bool {
    let on = |name: &str, value: &str| name == "TFE_VAULT_USE_EXTERNAL" && value == "true";
    view.settings.iter().any(|setting| on(&setting.name, &setting.value))
}

/// The external Vault fails, and with it the start, where TFE cannot do without what fails.
fn stop(view: &mut View, other: Option<&str>, cause: &Finding) {
    let what = &cause.message.what;
    let why = other.map_or_else(|| what.to_string(), |name| format!("{name}: {what}"));
    let until = format!(
        "Until {} is fixed, TFE does not start. A dash marks what would work afterwards.",
        other.unwrap_or("this")
    );
    let fail = |outcome: &mut Outcome| {
        outcome.state = State::Fails;
        outcome.total += usize::from(outcome.passed == outcome.total);
    };
    let vault = view.outcomes.iter_mut().filter(|o| o.name.ends_with("External Vault"));
    vault.for_each(fail);
    let Some(start) = view.start.as_mut().filter(|_| cause.stage <= Stage::Start) else { return };
    start.checks.push(StartCheck {
        id: "vault-policy".to_owned(),
        name: "Vault policy".to_owned(),
        state: State::Fails,
        why: why.clone(),
        finding: None,
        span: None,
    });
    if start.state != State::Fails {
        (start.state, start.why) = (State::Fails, why);
        let starts = view.outcomes.iter_mut().find(|o| o.name.ends_with("TFE starts"));
        starts.into_iter().for_each(fail);
        let cells = view.outcomes.iter_mut().filter(|o| !o.group.is_empty());
        for cell in cells.filter(|o| view.access.iter().all(|group| group.id != o.group)) {
            wait(std::slice::from_mut(cell), &until);
        }
    }
}
