//! What a run will do, step by step, and whether each step works.

use text::{Lines, Span};

use super::facts::{Facts, Switch};
use super::policy::policy;
use super::run::{Engine, Login, Phase, Roles};
use crate::base::finding::{Finding, Severity};
use crate::base::judgement::{verdict, worst};
use crate::base::view::{Start, StartCheck, State, View};
use crate::variables::{Beside, List, Variable};

/// Everything that is shown of some lists.
pub(crate) fn view(text: &str, lists: &[List], findings: &[Finding]) -> View {
    let mut steps = Steps { lines: Lines::new(text), findings, all: Vec::new() };
    let alone = Beside::default();
    for facts in Facts::each(lists, &alone) {
        Login::all(&facts).iter().for_each(|login| steps.login(login));
        Engine::all(&facts).iter().for_each(|engine| steps.engine(engine));
        let others = facts.on().filter(|switch| !switch.named.family.name.starts_with("vault"));
        others.for_each(|switch| steps.direct(&facts, switch));
    }
    let run = (!steps.all.is_empty()).then(|| run(steps.all, findings));
    let policy = policy(lists).unwrap_or_default();
    View { verdict: verdict(findings), run, policy, ..View::default() }
}

/// What no step shows (a switch that is not on, say) counts as well.
fn run(checks: Vec<StartCheck>, findings: &[Finding]) -> Start {
    let state = match worst(findings).map(|f| f.severity) {
        Some(Severity::Error) => State::Fails,
        Some(Severity::Warning) => State::MayFail,
        _ => State::Works,
    };
    let why = match checks.iter().find(|check| check.state == state) {
        _ if state == State::Works => "every step has what it needs.".to_owned(),
        Some(check) => format!("{}: {}", check.name, check.why),
        None => verdict(findings),
    };
    Start { state, why, checks }
}

struct Steps<'f> {
    lines: Lines<'f>,
    findings: &'f [Finding],
    all: Vec<StartCheck>,
}

impl Steps<'_> {
    fn login(&mut self, login: &Login<'_>) {
        let tag = tag(login.switch);
        let audience = login.audience().map_or("filled in".to_owned(), |aud| format!("`{aud}`"));
        self.add(
            "token",
            &format!("Make a token{tag}"),
            format!("TFE signs a token with the audience {audience}"),
            &[login.audience],
        );
        let address = shown(login.address);
        let mount = login.mount().map_or("…".to_owned(), |mount| format!("auth/{mount}/login"));
        let namespace = login
            .namespace
            .map(|n| format!(" in the namespace {}", shown(Some(n))))
            .unwrap_or_default();
        let why = format!("{address} at `{mount}`{namespace}, {}", roles(&login.roles, "role"));
        let mut of: Vec<Option<&Variable>> =
            vec![Some(login.switch.variable), login.address, login.path, login.namespace];
        of.extend(login.roles.iter().map(|(_, v)| Some(*v)));
        self.add("login", &format!("Log in to Vault{tag}"), why, &of);
        let set = if login.namespace.is_some() {
            "VAULT_ADDR, VAULT_TOKEN and VAULT_NAMESPACE"
        } else {
            "VAULT_ADDR and VAULT_TOKEN"
        };
        if login.switch.named.tag.is_empty() {
            self.add("set", "Set in the run", format!("{set}, for the Vault provider"), &[]);
        }
    }

    fn engine(&mut self, engine: &Engine<'_>) {
        let tag = tag(engine.switch);
        let title = engine.switch.named.family.title;
        let paths: Vec<String> = engine
            .wanted()
            .iter()
            .filter_map(|w| w.paths.first())
            .map(|p| format!("`{p}`"))
            .collect();
        let why = match paths.as_slice() {
            [] => format!("the secrets engine, {}", roles(&engine.roles, "role")),
            paths => format!("the secrets engine gives them at {}", paths.join(" and ")),
        };
        let mut of = vec![Some(engine.switch.variable), engine.mount, engine.auth_type];
        of.extend(engine.roles.iter().map(|(_, v)| Some(*v)));
        self.add(engine.family, &format!("Ask for {title}{tag}"), why, &of);
    }

    /// A provider that takes the token of the run itself.
    fn direct(&mut self, facts: &Facts<'_>, switch: Switch<'_>) {
        let family = switch.named.family;
        let of: Vec<Option<&Variable>> = family
            .variables
            .iter()
            .filter_map(|known| facts.find(known.name, switch.named.tag))
            .chain([switch.variable])
            .map(Some)
            .collect();
        let why = format!("{} accepts a token that TFE signs", family.title);
        self.add(family.name, &format!("Log in to {}{}", family.title, tag(switch)), why, &of);
    }

    /// A step, with the worst that is said of its variables.
    fn add(&mut self, id: &str, name: &str, why: String, of: &[Option<&Variable>]) {
        let of: Vec<&Variable> = of.iter().copied().flatten().collect();
        let about = |f: &&Finding| f.suppressed.is_none() && of.iter().any(|v| is_about(f, v));
        let worst = self.findings.iter().filter(about).max_by_key(|f| f.severity);
        let (state, why) = match worst {
            Some(f) if f.severity == Severity::Error => (State::Fails, f.message.what.to_string()),
            Some(f) if f.severity == Severity::Warning => {
                (State::MayFail, f.message.what.to_string())
            }
            _ => (State::Works, format!("{why}.")),
        };
        let first = of.iter().map(|v| v.key.cover(v.place)).min();
        let span = worst.map(|f| f.primary).or(first);
        let finding = worst
            .filter(|f| f.severity > Severity::Info)
            .map(|f| (f.rule.name.to_owned(), self.lines.position(f.primary.start).line));
        let span = span.map(|Span { start, end }| (start, end));
        let (id, name) = (id.to_owned(), name.to_owned());
        self.all.push(StartCheck { id, name, state, why, finding, span });
    }
}

/// Whether a finding is at a variable: its name, its value or its category.
fn is_about(finding: &Finding, variable: &Variable) -> bool {
    let category = variable.category.as_ref().map(|category| category.place);
    variable.key.cover(variable.place).contains(finding.primary)
        || category == Some(finding.primary)
}

fn tag(switch: Switch<'_>) -> String {
    match switch.named.tag {
        "" => String::new(),
        tag => format!(" ({tag})"),
    }
}

/// A value as it is shown.
fn shown(variable: Option<&Variable>) -> String {
    match variable.map(|v| v.value.as_deref()) {
        Some(Some(value)) if !value.is_empty() => format!("`{value}`"),
        Some(_) => "a value that is filled in".to_owned(),
        None => "an address that is not in the list".to_owned(),
    }
}

fn roles(roles: &Roles<'_>, word: &str) -> String {
    let one = |(phase, variable): &(Phase, &Variable)| {
        let when = match phase {
            Phase::Run => "",
            Phase::Plan => " for plans",
            Phase::Apply => " for applies",
        };
        format!("{word} {}{when}", shown(Some(variable)))
    };
    match roles.as_slice() {
        [] => format!("{word} not in the list"),
        all => all.iter().map(one).collect::<Vec<_>>().join(", "),
    }
}
