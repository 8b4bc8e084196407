//! Terraform configuration: the policies and the values of the chart that stand in it.
//!
//! The file is read with hcl-edit (HCL 2, as Terraform does). Each policy is judged as what Vault
//! gets, each piece of values as what Helm gets, and what is found there is told at the places of
//! the file. Where Terraform fills something in, only what is certain whatever that is is told.

mod collect;
mod embedded;
mod json;
mod release;
mod rule_blocks;
mod template;
mod view;

use text::Span;

use crate::engine::Judgement;
use crate::finding::{Finding, Stage};
use crate::kind::{Kind, Profile};
use crate::policy::{self, Given};
use crate::rules::terraform as rules;
use crate::versions::Versions;
use collect::{Found, Values};
pub use embedded::Embedded;
use embedded::UNKNOWN;
pub use view::at_its_place;
pub(crate) use view::view;

/// Why Terraform cannot read a file.
pub(crate) struct SyntaxError {
    /// Line from 1.
    pub line: usize,
    /// Column in characters from 1.
    pub column: usize,
    /// The parser's words.
    pub message: String,
}

/// A policy or a piece of values in a Terraform file.
#[derive(Clone, Debug)]
pub struct Part {
    /// [`Kind::VaultPolicy`] or [`Kind::HelmOverrides`].
    pub kind: Kind,
    /// The text as Vault or Helm get it.
    pub text: Embedded,
    /// Terraform fills nothing in, so that the text is all there is.
    pub known: bool,
}

/// What stands in a Terraform file and is judged.
///
/// # Errors
/// The parser's words, where Terraform cannot read the file.
pub fn parts_in(text: &str) -> Result<Vec<Part>, String> {
    let found = find(text).map_err(|e| format!("line {}: {}", e.line, e.message))?;
    let policies = found.policies.into_iter().map(|p| (Kind::VaultPolicy, p));
    let texts = found.values.into_iter().filter(|v| !v.set);
    let values = texts.map(|v| (Kind::HelmOverrides, v.text));
    let part = |(kind, text): (Kind, Embedded)| {
        let known = text.loose.is_none() && text.first_unknown().is_none();
        Part { kind, text, known }
    };
    Ok(policies.chain(values).map(part).collect())
}

fn find(text: &str) -> Result<Found, SyntaxError> {
    let body = hcl_edit::parser::parse_body(text).map_err(|error| SyntaxError {
        line: error.location().line(),
        column: error.location().column(),
        message: error.message().to_owned(),
    })?;
    Ok(collect::find(text, &body))
}

/// Judges what stands in a Terraform file. `beside` are the names of the files given with it.
pub(crate) fn judge(text: &str, versions: &Versions, beside: &[String]) -> Judgement {
    let found = match find(text) {
        Ok(found) => found,
        Err(error) => {
            let findings = vec![rules::syntax(text, &error)];
            return Judgement { accepted: Some(false), findings, ..Judgement::default() };
        }
    };
    let mut judgement = Judgement::default();
    policies(text, &found.policies, versions, &mut judgement);
    for values in &found.values {
        self::values(text, values, versions, &mut judgement);
    }
    for secret in &found.secrets {
        judgement.secrets.add(*secret, secret.of(text).trim_matches('"'));
    }
    for place in &found.elsewhere {
        if !beside.iter().any(|name| name.rsplit('/').next() == Some(place.file.as_str())) {
            judgement.findings.push(rules::elsewhere(place.span, place.what, &place.file));
        }
    }
    if found.policies.is_empty() && found.values.is_empty() && found.elsewhere.is_empty() {
        judgement.findings.push(rules::nothing(first_line(text)));
    }
    judgement
}

fn policies(file: &str, list: &[Embedded], versions: &Versions, into: &mut Judgement) {
    for policy in list {
        if let Some(loose) = policy.loose {
            into.findings.push(rules::made_by_terraform(loose));
        } else if let (_, Some(unknown)) = purpose(policy) {
            into.findings.push(rules::filled_in(unknown));
        }
    }
    let given = given(list);
    let others = policy::together(&given, versions);
    for (given, others) in given.iter().zip(&others) {
        let Some(policy) = list.get(given.place) else { continue };
        let judged = policy::judge(given.text, given.profile, None, versions, others);
        let findings = judged.findings.into_iter();
        into.findings.extend(findings.filter_map(|f| policy.finding(f, file, list)));
        accept(into, judged.accepted.filter(|a| *a || policy.first_unknown().is_none()));
    }
}

/// The policies whose text Terraform does not make, each with what it is for.
fn given(list: &[Embedded]) -> Vec<Given<'_>> {
    let readable = list.iter().enumerate().filter(|(_, policy)| policy.loose.is_none());
    let given = readable.map(|(place, policy)| {
        let (name, text) = (policy.name.as_str(), policy.text.as_str());
        Given { place, name, text, profile: purpose(policy).0, alone: false }
    });
    given.collect()
}

/// What a policy is for, and what Terraform fills in where that decides it: then nothing is asked of
/// the policy.
fn purpose(policy: &Embedded) -> (Profile, Option<Span>) {
    let profile = policy::profile(&policy.text);
    match policy.first_unknown().filter(|_| decides(policy, profile)) {
        Some(unknown) => (Profile::None, Some(unknown)),
        None => (profile, None),
    }
}

fn accept(into: &mut Judgement, accepted: Option<bool>) {
    into.accepted = match (into.accepted, accepted) {
        (Some(a), Some(b)) => Some(a && b),
        (a, b) => a.or(b),
    };
}

/// Whether what Terraform fills in may decide a call of the profile.
fn decides(policy: &Embedded, profile: Profile) -> bool {
    let document = vault_policy::parse(&policy.text);
    let unknown = document.rules.iter().filter(|r| policy.is_unknown(r.span));
    let paths: Vec<&str> = unknown.map(|r| r.path.value.trim_start_matches('/')).collect();
    let calls = || policy::needs(profile).iter().flat_map(|n| n.calls);
    paths
        .iter()
        .any(|path| calls().any(|call| policy::may_match(&path.replace(UNKNOWN, "*"), call.path)))
}

/// Rules that hold for a part of the values, whatever the other parts are.
const OF_A_PART: [&str; 4] =
    ["unknown-chart-key", "setting-misspelt", "boolean-in-quotes", "setting-name-malformed"];

fn values(file: &str, values: &Values, versions: &Versions, into: &mut Judgement) {
    let text = &values.text;
    let judged = crate::overrides::judge(&text.text, versions);
    let known = text.first_unknown().is_none();
    let whole = values.is_whole(file);
    let tells = |f: &Finding| match () {
        () if f.rule.name == "part-of-a-configuration" => false,
        () if whole => true,
        () => OF_A_PART.contains(&f.rule.name) || known && f.stage == Stage::Parse,
    };
    let findings = judged.findings.into_iter().filter(tells);
    into.findings.extend(findings.filter_map(|f| text.finding(f, file, &[])));
    let known_place = |span| (!text.is_unknown(span)).then(|| text.outer_span(span));
    into.secrets.join(judged.secrets.moved(known_place));
    if whole && known {
        accept(into, judged.accepted);
    }
}

fn first_line(text: &str) -> Span {
    Span::new(0, text.lines().next().unwrap_or("").len())
}
