//! The AppRole role of TFE, where the commands that write it stand in a text.

use text::Span;
use vault_policy::parse_duration;

use crate::finding::{Evidence, Finding, Rule, Severity, Stage};

const VAULT: &str = "Vault API documentation: AppRole, tokens; Terraform Enterprise documentation, External Vault: AppRole with token_period=24h";

const fn rule(name: &'static str, evidence: Evidence) -> Rule {
    Rule::new(name, Severity::Warning, Stage::Run).source(evidence, VAULT)
}

static MAX_TTL: Rule = rule("approle-token-ends", Evidence::Documented);
static PERIOD: Rule = rule("approle-period-too-short", Evidence::Inferred);
static BATCH: Rule = rule("approle-batch-token", Evidence::Documented);
static SECRET_ID: Rule = rule("approle-secret-id-ends", Evidence::Documented);
static USES: Rule = rule("approle-token-uses-limited", Evidence::Inferred);
static NO_DEFAULT: Rule = rule("approle-without-default-policy", Evidence::Inferred);
static BOUND: Rule = rule("approle-bound-to-addresses", Evidence::Inferred);

/// The rules of this module.
pub(crate) static RULES: [&Rule; 7] =
    [&MAX_TTL, &PERIOD, &BATCH, &SECRET_ID, &USES, &NO_DEFAULT, &BOUND];

/// A `vault write auth/…/role/…` command for TFE's role.
struct Role<'t> {
    settings: Vec<Setting<'t>>,
}

struct Setting<'t> {
    key: &'t str,
    value: &'t str,
    span: Span,
}

/// Whether a command in the text writes TFE's role.
pub(crate) fn has_role(text: &str) -> bool {
    !roles(text).is_empty()
}

pub(crate) fn find(text: &str, out: &mut Vec<Finding>) {
    for role in roles(text) {
        token(&role, out);
        secret_id(&role, out);
    }
}

fn token(role: &Role<'_>, out: &mut Vec<Finding>) {
    let period = role.seconds(&["token_period", "period"]);
    let ends = role.limit(&["token_explicit_max_ttl", "token_max_ttl"]);
    if let Some(limit) = ends.filter(|_| period.is_none_or(|(_, seconds)| seconds <= 0)) {
        out.push(MAX_TTL.at(limit.span).say(
            "The token of TFE cannot be renewed beyond this time.",
            "TFE has to log in again then, which needs a secret_id that is still valid.",
            "Write token_period=24h instead.",
        ));
    }
    if let Some((period, seconds)) = period
        && (1..=3600).contains(&seconds)
    {
        out.push(PERIOD.at(period.span).say(
            "The token of TFE may end before it is renewed.",
            "TFE renews it every hour unless TFE_VAULT_TOKEN_RENEW says otherwise.",
            "Write token_period=24h.",
        ));
    }
    if let Some(batch) = role.find("token_type").filter(|s| s.value.contains("batch")) {
        out.push(BATCH.at(batch.span).say(
            "Batch tokens cannot be renewed.",
            "TFE loses its access to Vault when the token ends.",
            "Leave token_type out, or write token_type=service.",
        ));
    }
    if let Some(uses) = role.count("token_num_uses") {
        out.push(USES.at(uses.span).say(
            "The token of TFE can be used so many times only.",
            "Each encryption is one use; after the last one Vault answers 403.",
            "Leave token_num_uses out.",
        ));
    }
    let off = role.find("token_no_default_policy").filter(|s| matches!(s.value, "true" | "1"));
    if let Some(off) = off {
        out.push(NO_DEFAULT.at(off.span).say(
            "The token of TFE does not get Vault's default policy.",
            "The renewal of the token then depends on TFE's own policy alone.",
            "Leave token_no_default_policy out, or check that the policy allows the renewals.",
        ));
    }
}

fn secret_id(role: &Role<'_>, out: &mut Vec<Finding>) {
    let limited = role.limit(&["secret_id_ttl"]).or_else(|| role.count("secret_id_num_uses"));
    if let Some(limit) = limited {
        out.push(SECRET_ID.at(limit.span).say(
            "The secret_id of TFE ends.",
            "Each start of TFE logs in with it; after its end no start succeeds: \"invalid secret id\".",
            "Write secret_id_ttl=0 and secret_id_num_uses=0.",
        ));
    }
    let bound = ["secret_id_bound_cidrs", "token_bound_cidrs", "bound_cidr_list"];
    if let Some(bound) = bound.iter().find_map(|k| role.find(k)).filter(|s| !s.value.is_empty()) {
        out.push(BOUND.at(bound.span).say(
            "TFE can log in to Vault from these addresses only.",
            "A pod or node with another address is refused after it was moved.",
            "Make sure that every address TFE may get is among them, or leave this out.",
        ));
    }
}

impl<'t> Role<'t> {
    /// The last one counts, as in Vault.
    fn find(&self, key: &str) -> Option<&Setting<'t>> {
        self.settings.iter().rev().find(|s| s.key == key)
    }

    fn seconds(&self, keys: &[&str]) -> Option<(&Setting<'t>, i64)> {
        let found = keys.iter().find_map(|k| self.find(k))?;
        Some((found, parse_duration(found.value)? / 1_000_000_000))
    }

    /// A duration that is a limit; 0 is none.
    fn limit(&self, keys: &[&str]) -> Option<&Setting<'t>> {
        keys.iter().find_map(|k| self.seconds(&[*k]).filter(|(_, s)| *s > 0)).map(|(s, _)| s)
    }

    fn count(&self, key: &str) -> Option<&Setting<'t>> {
        self.find(key).filter(|s| s.value.parse::<u64>().is_ok_and(|n| n > 0))
    }
}

fn roles(text: &str) -> Vec<Role<'_>> {
    if !text.contains("vault write") {
        return Vec::new();
    }
    commands(text).into_iter().filter_map(|words| role(text, &words)).collect()
}

/// The words of each command; a `\` at the end of a line goes on with the next one.
fn commands(text: &str) -> Vec<Vec<Span>> {
    let mut commands = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut start = None;
        let mut quote = None;
        let bare = line.trim_end();
        let goes_on = bare.ends_with('\\');
        let content = bare.strip_suffix('\\').unwrap_or(bare);
        for (offset, c) in content.char_indices().chain([(content.len(), ' ')]) {
            match quote {
                Some(open) if open == c => quote = None,
                Some(_) if offset < content.len() => {}
                _ if c.is_whitespace() => {
                    let word = start.take().map(|s| Span::new(at + s, at + offset));
                    commands.last_mut().into_iter().for_each(|c: &mut Vec<Span>| c.extend(word));
                }
                _ => {
                    start = start.or(Some(offset));
                    quote = matches!(c, '"' | '\'').then_some(c);
                }
            }
        }
        if !goes_on {
            commands.push(Vec::new());
        }
        at += line.len();
    }
    commands
}

fn role<'t>(text: &'t str, words: &[Span]) -> Option<Role<'t>> {
    let word = |span: &Span| span.of(text).trim_matches(['"', '\'']);
    let vault = words.iter().position(|w| word(w) == "vault")?;
    let comment = words.get(..vault)?.iter().any(|w| w.of(text).starts_with('#'));
    let mut rest = words.get(vault + 1..)?.iter().filter(|w| !w.of(text).starts_with('-'));
    if comment || rest.next().map(word) != Some("write") {
        return None;
    }
    let path = word(rest.next()?).trim_start_matches('/');
    let name = path.strip_prefix("auth/")?.split_once("/role/")?.1;
    if name.contains('/') {
        return None;
    }
    let settings: Vec<Setting<'_>> = rest
        .filter_map(|span| {
            let (key, value) = word(span).split_once('=')?;
            Some(Setting { key, value: value.trim_matches(['"', '\'']), span: *span })
        })
        .collect();
    // Other programs' roles have other needs.
    let is_tfe = |word: &str| word.contains("tfe") || word.contains("terraform");
    let policies = settings.iter().find(|s| matches!(s.key, "token_policies" | "policies"));
    (is_tfe(name) || policies.is_some_and(|p| is_tfe(p.value))).then_some(Role { settings })
}
