//! Limits of a rule, and which calls they deny.

use text::EditSetBuilder;
use vault_policy::{
    Acl, Denial, Limits, Operation, Policy, PolicyRule, Request, Rule as TextRule, RuleKey,
};

use super::change;
use crate::base::finding::{Finding, Fix, Rule};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Access, Facts, Probe};

/// The rules that have one of these keys.
pub(super) fn with<'f>(
    facts: &'f Facts<'_>,
    keys: &[RuleKey],
) -> impl Iterator<Item = &'f TextRule> {
    let limited = |rule: &&TextRule| keys.iter().any(|key| rule.all(*key).next().is_some());
    facts.document.rules.iter().filter(limited)
}

/// The calls that a rule denies by its limits.
pub(super) fn denied<'f>(facts: &'f Facts<'_>, rule: &TextRule) -> Vec<&'f Probe> {
    let denied = facts.denied_by(rule).into_iter().map(|(_, probe)| probe);
    denied.filter(|probe| is_limited(probe)).collect()
}

fn is_limited(probe: &Probe) -> bool {
    use Denial::{MissingCapability, MissingSudo, NoRule};
    !matches!(
        probe.answer.denial,
        None | Some(Denial::Deny | MissingCapability(_) | MissingSudo | NoRule)
    )
}

/// The finding about what the limits of these keys deny, if they deny anything by themselves.
pub(super) fn blocked(
    facts: &Facts<'_>,
    rule: &TextRule,
    of: &'static Rule,
    keys: &[RuleKey],
    denied: &[&Probe],
) -> Option<Finding> {
    let first = keys.iter().find_map(|k| rule.all(*k).next())?;
    let alone = only(&rule.read, keys);
    let mut hits: Vec<Probe> = Vec::new();
    for probe in denied {
        if let Some(denial) = denial(facts, &alone, probe) {
            let mut hit = (*probe).clone();
            hit.answer.denial = Some(denial);
            hits.push(hit);
        }
    }
    let most = hits.iter().map(Probe::severity).max()?;
    let worst = hits.iter().find(|p| p.severity() == most)?;
    let mut all = EditSetBuilder::default();
    for attribute in keys.iter().flat_map(|k| rule.all(*k)) {
        all.add(&change::without_attribute(facts, attribute)?).ok()?;
    }
    let names: Vec<String> = keys
        .iter()
        .filter(|k| rule.all(**k).next().is_some())
        .map(|k| format!("`{}`", k.word()))
        .collect();
    let (what, action) = words(worst, client(facts.profile), &names.join(" and "));
    let why = format!("Vault answers 403 when the token tries to {}.", worst.call.purpose);
    let fix = Fix::review(format!("Remove {}", first.key.value), all.finish());
    Some(of.at(first.span).severity(most).say(what, why, action).when_repeated().fix(fix))
}

/// The rule with no other limits than these.
fn only(rule: &PolicyRule, keys: &[RuleKey]) -> PolicyRule {
    let has = |key| keys.contains(&key);
    let all = rule.limits();
    let mut limits = Limits::default();
    if has(RuleKey::MinWrappingTtl) {
        limits.min_wrapping_ttl = all.min_wrapping_ttl;
        limits.max_wrapping_ttl = all.max_wrapping_ttl;
    }
    if has(RuleKey::RequiredParameters) {
        limits.required_parameters.clone_from(&all.required_parameters);
    }
    if has(RuleKey::DeniedParameters) {
        limits.denied_parameters.clone_from(&all.denied_parameters);
    }
    if has(RuleKey::AllowedParameters) {
        limits.allowed_parameters.clone_from(&all.allowed_parameters);
    }
    let mut alone = rule.clone();
    alone.set_limits(limits);
    alone
}

fn denial(facts: &Facts<'_>, rule: &PolicyRule, probe: &Probe) -> Option<Denial> {
    let operation = Operation::of_word(probe.call.operation)?;
    let mut rule = rule.clone();
    // What another rule for the same path grants is limited by this one too.
    rule.capabilities = operation.needs().into_iter().collect();
    let policy = Policy { rules: vec![rule], ..Policy::default() };
    let path = facts.place.path(probe.call.path);
    let data = Access::data(probe.call);
    let request = Request { params: Some(&data), ..Request::new(operation, &path) };
    Acl::new([&policy], None, facts.line()).check(&request).denial
}

/// Who uses the token.
const fn client(profile: Profile) -> &'static str {
    match profile {
        Profile::TfeExternalVault => "TFE",
        Profile::RaftSnapshot => "the agent",
        Profile::DynamicCredentials => "a run",
        Profile::None => "the client",
    }
}

fn words(probe: &Probe, client: &str, keys: &str) -> (String, String) {
    let remove = format!("Remove {keys} from this rule.");
    let what = match &probe.answer.denial {
        Some(Denial::ParameterMissing(name)) if probe.severity() < probe.call.rule.severity => {
            format!("This rule requires `{name}`, and {client} is not known to send it.")
        }
        Some(Denial::ParameterMissing(name)) => {
            format!("This rule requires the parameter `{name}`, which {client} does not send.")
        }
        Some(Denial::ParameterDenied(name)) => {
            format!("This rule denies the parameter `{name}`, which {client} always sends.")
        }
        Some(Denial::ParameterNotAllowed(name)) => {
            let what =
                format!("This rule does not allow the parameter `{name}`, which {client} sends.");
            return (what, format!("Add `\"{name}\" = []`, or remove {keys} from this rule."));
        }
        Some(Denial::ValueNotAllowed(name)) => {
            let what = format!("This rule allows only some values of `{name}`.");
            return (what, format!("Write `\"{name}\" = []`, or remove {keys} from this rule."));
        }
        _ => "This rule requires wrapped responses, and nothing requests them.".to_owned(),
    };
    (what, remove)
}
