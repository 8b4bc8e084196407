//! What is said of roles in JSON, and what is done with them.

use text::Span;

use super::rules;
use crate::base::finding::Finding;
use crate::base::hint::About;
use crate::base::judgement::Judgement;
use crate::base::kind::{Kind, Language, Traits};
use crate::contract::{
    Behavior, BrokenJson, Certainty, Ladder, Looked, Mended, Reader, Score, Shown, Way, apart,
};
use crate::roles::jwt::{self, JwtRole};

/// A role of Vault's JWT auth method, or its configuration, for runs.
pub const KIND: Kind = Kind::new(&Traits {
    name: "jwt-role",
    title: "JWT role",
    file: "jwt-role.json",
    // Many programs have files that end so: the content decides.
    extensions: &[],
    language: Language::Yaml,
    reader: "Vault",
    accepted: "Vault accepts the role.",
    refused: "Vault rejects the role.",
    content: "role",
    several: "roles",
    call: Some("auth/"),
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior = Behavior {
    takes: |text, _| role(text).is_some(),
    hint,
    commands,
    ..Behavior::of(KIND, score, Way::Read(apart::<RoleReader>))
};

/// Longer texts are not roles.
const LARGE: usize = 64 * 1024;

/// The role that a text is. Others than those of runs are left alone.
pub(crate) fn role(text: &str) -> Option<JwtRole> {
    if let Some(broken) = broken(text) {
        return role_of(&broken.mended);
    }
    role_of(text)
}

/// A role in JSON that cannot be read. YAML takes more, and is no JSON.
fn broken(text: &str) -> Option<BrokenJson> {
    BrokenJson::of(text).filter(|broken| broken.mended != text || jwt::json(text).is_none())
}

fn role_of(text: &str) -> Option<JwtRole> {
    let bare = text.trim_start_matches('\u{feff}').trim();
    let may_be = bare.starts_with('{')
        && ["bound_", "user_claim", "oidc_discovery_url"].iter().any(|key| bare.contains(key));
    if !may_be || text.len() > LARGE {
        return None;
    }
    jwt::json(text).filter(|role| {
        let own = role.settings.iter().filter(|s| s.is_of_jwt_role()).count();
        role.is_for_runs() && (own > 0 || role.is_config)
    })
}

fn score(looked: &Looked<'_>) -> Option<Score> {
    let role = role(looked.text)?;
    let reason = if role.is_config { "a JWT auth method for runs" } else { "a JWT role for runs" };
    Some(Score { certainty: Certainty::Form, signs: 1, reason })
}

/// How roles are read.
static LADDER: Ladder<(), 1> = Ladder { judge, rungs: [with_commas] };

/// A role in JSON with its commas.
fn with_commas(_: &(), text: &str, _: &mut Judgement) -> Option<Mended> {
    broken(text).map(BrokenJson::mended)
}

/// A role as Vault reads it.
#[derive(Default)]
struct RoleReader;

impl Reader for RoleReader {
    fn judge(&self, text: &str) -> Judgement {
        LADDER.climb(&(), text, false)
    }
}

fn judge(_: &(), text: &str, _: bool) -> Judgement {
    // One that was chosen by hand is checked whatever it is for.
    let roles: Vec<JwtRole> = role_of(text).or_else(|| jwt::json(text)).into_iter().collect();
    let findings = rules::find(&roles);
    let accepted = (!roles.is_empty()).then(|| !rules::are_refused(&findings));
    Judgement { accepted, findings }
}

/// What is wrong with the roles that commands write next to a text.
fn commands(shown: &Shown<'_>) -> Vec<Finding> {
    if shown.holds { Vec::new() } else { rules::find(&jwt::in_commands(shown.text)) }
}

/// What a key means.
fn hint(text: &str, at: usize) -> Option<(Span, About)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let start = text.get(..at)?.trim_end_matches(is_part).len();
    let rest = text.get(at..)?;
    let end = at + rest.len() - rest.trim_start_matches(is_part).len();
    let span = Span::new(start, end);
    let (name, meaning) = KEYS.iter().find(|(name, _)| *name == span.of(text))?;
    let facts = vec![("Source", rules::API.to_owned())];
    Some((span, About { name: (*name).to_owned(), meaning: (*meaning).to_owned(), facts }))
}

/// Keys of a role, and what they do.
const KEYS: [(&str, &str); 13] = [
    (
        "role_type",
        "How tokens log in: jwt for runs. Without it Vault expects a login in a browser (oidc).",
    ),
    (
        "bound_audiences",
        "The aud claims that are accepted; runs use vault.workload.identity unless a variable says otherwise.",
    ),
    ("bound_claims", "Claims that a token must have, with their values."),
    (
        "bound_claims_type",
        "How the values of bound_claims are compared: string (letter by letter) or glob (* matches anything).",
    ),
    ("bound_subject", "The sub claim that a token must have, compared letter by letter."),
    (
        "sub",
        "Who the run is: organization:<name>:project:<name>:workspace:<name>:run_phase:<plan or apply>.",
    ),
    (
        "user_claim",
        "The claim whose value names the identity in Vault: terraform_full_workspace for runs.",
    ),
    ("token_policies", "The policies that the token of a run gets."),
    ("token_ttl", "How long the token is valid; runs renew it."),
    (
        "token_no_default_policy",
        "The token does not get Vault's default policy, which allows it to renew itself.",
    ),
    (
        "oidc_discovery_url",
        "The address of Terraform Enterprise, from which Vault gets the keys that sign the tokens.",
    ),
    (
        "bound_issuer",
        "The iss claim that a token must have: the address of Terraform Enterprise, without a slash at its end.",
    ),
    ("oidc_discovery_ca_pem", "The CA certificate for the connection to Terraform Enterprise."),
];
