//! The policies that runs get, and what they ask Vault for.

use text::{Edit, Span};
use vault_policy::{Document, Operation};

use crate::across::granted::allows;
use crate::across::runs::facts::{Facts, Policy};
use crate::across::runs::placed::{Placed, related};
use crate::base::finding::{Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::workspace_variables::{self as variables, Engine, Login, Wanted};
use crate::knowledge::rules::any::RUN_POLICY_LACKS_PATH;
use crate::roles::jwt::is_literal;
use crate::variables::Beside;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let alone = Beside::default();
    let mut found = Vec::new();
    for lists in &facts.lists {
        for own in variables::Facts::each(&lists.what, &alone) {
            let (policies, certain) = policies(facts, &Login::all(&own));
            if policies.is_empty() {
                continue;
            }
            let readings: Vec<Document> =
                policies.iter().map(|p| vault_policy::parse(&p.text)).collect();
            for wanted in Engine::all(&own).iter().flat_map(Engine::wanted) {
                if !is_allowed(&readings, &wanted) {
                    found.extend(lacks(&policies, &readings, &wanted, lists.document, certain));
                }
            }
        }
    }
    found
}

/// The policies of the role that a run logs in with, and whether they are all; where no text says that, those
/// that may be a run's.
fn policies<'f, 't>(facts: &'f Facts<'t>, logins: &[Login<'_>]) -> (Vec<&'f Policy<'t>>, bool) {
    let names = |name: &str| {
        logins.iter().flat_map(|l| &l.roles).any(|(_, v)| v.value.as_deref() == Some(name))
    };
    let role = facts.roles.iter().find(|r| r.what.name.as_deref().is_some_and(names));
    if let Some(role) = role {
        let mut named = role.what.all("token_policies").chain(role.what.all("policies")).peekable();
        let is_known = named.peek().is_some();
        let mut all = Vec::new();
        for setting in named {
            for name in setting.value.split(',').map(|name| name.trim().to_lowercase()) {
                let Some(policy) = facts.policies.iter().find(|p| p.names.contains(&name)) else {
                    // It may grant anything.
                    if name == "default" && is_literal(&name) {
                        continue;
                    }
                    return (Vec::new(), false);
                };
                all.push(policy);
            }
        }
        if is_known {
            return (all, true);
        }
    }
    let others = [Some(Profile::TfeExternalVault), Some(Profile::RaftSnapshot)];
    (facts.policies.iter().filter(|p| !others.contains(&p.profile)).collect(), false)
}

/// Whether one of the policies can be that of a run: other programs have policies too.
fn are_for_runs(policies: &[&Policy<'_>], readings: &[Document], mount: &str) -> bool {
    let touches = |d: &Document| d.rules.iter().any(|rule| first_part(&rule.path.value) == mount);
    let named = policies.iter().any(|p| p.profile == Some(Profile::DynamicCredentials));
    named || readings.iter().any(touches)
}

fn first_part(path: &str) -> &str {
    path.trim_start_matches('/').split('/').next().unwrap_or(path)
}

fn is_allowed(readings: &[Document], wanted: &Wanted<'_>) -> bool {
    let ways = [Operation::Read, Operation::Update];
    wanted.paths.iter().any(|path| allows(readings, &ways, path))
}

/// At the rule that is nearest to what is needed, if one is for the same engine.
fn lacks(
    policies: &[&Policy<'_>],
    readings: &[Document],
    wanted: &Wanted<'_>,
    document: usize,
    certain: bool,
) -> Option<Placed> {
    let path = wanted.paths.first()?;
    let mount = first_part(path);
    if !certain && !are_for_runs(policies, readings, mount) {
        return None;
    }
    let of_engine = |d: &Document| -> Option<Span> {
        let of = |rule: &&vault_policy::Rule| first_part(&rule.path.value) == mount;
        d.rules.iter().find(of).map(|rule| rule.path.span)
    };
    let at = |(policy, reading): (usize, &Document)| Some((policy, of_engine(reading)?));
    let first =
        || Some((0, readings.first()?.rules.first().map_or(Span::at(0), |rule| rule.path.span)));
    let (place, span) = readings.iter().enumerate().find_map(at).or_else(first)?;
    let policy = policies.get(place)?;
    let rule = format!("path \"{path}\" {{\n  capabilities = [\"read\"]\n}}\n");
    let gap = if policy.text.ends_with('\n') { "\n" } else { "\n\n" };
    let edit = Edit::insert(policy.text.len(), format!("{gap}{rule}"));
    let fix = policy.is_whole().then(|| Fix::review(format!("Add a rule for {path}"), edit));
    let finding = RUN_POLICY_LACKS_PATH
        .at(policy.outer(span))
        .say(
            "The policy does not allow the request that the run makes to this secrets engine.",
            format!(
                "The variables ask for credentials at {path}: Vault answers 403, permission denied."
            ),
            format!("Add a rule for {path} with read."),
        )
        .severity(if certain { Severity::Error } else { Severity::Warning })
        .fix(fix);
    let note = "this variable names the role of the engine";
    Some((policy.document, related(finding, policy.document, document, wanted.at, note)))
}
