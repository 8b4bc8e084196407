//! Words of a policy: the documented paths, capabilities, the keys of a rule.

mod hcl;

use text::Span;
use vault_policy::{Capability, PathPattern, RuleKey};

use self::hcl::{Quoted, Spot, spot};
use crate::base::hint::{About, Choice};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Need, needs};

/// The source of every sentence about Vault's own words.
const VAULT: &str = "Vault documentation: policies";
/// So many of the calls that a pattern covers are named.
const MOST: usize = 6;

/// Each profile's documented rules, and where they are documented.
const DOCUMENTED: [(Profile, &str); 3] = [
    (Profile::TfeExternalVault, "TFE documentation: external Vault"),
    (Profile::RaftSnapshot, "Vault API documentation: Raft snapshots"),
    (Profile::DynamicCredentials, "Terraform documentation: dynamic credentials"),
];

pub(crate) fn hint(text: &str, at: usize) -> Option<(Span, About)> {
    match spot(text, at)? {
        Spot::Path(span) => Some((span, path_about(span.of(text))?)),
        Spot::Capability(span, Quoted::Yes) => {
            Some((span, capability_about(Capability::of_word(span.of(text))?)))
        }
        Spot::Key(span) => Some((span, key_about(RuleKey::of_word(span.of(text))?))),
        Spot::Capability(_, Quoted::No) | Spot::Outside(_) => None,
    }
}

pub(crate) fn choices(text: &str, at: usize) -> Option<(Span, Vec<Choice>)> {
    Some(match spot(text, at)? {
        Spot::Path(span) => (span, missing(text, span.of(text)).map(path_choice).collect()),
        Spot::Outside(span) => (span, missing(text, "").map(rule_choice).collect()),
        Spot::Capability(span, quoted) => (span, capability_choices(text, span, quoted)),
        Spot::Key(span) => (span, RuleKey::ALL.map(key_choice).into()),
    })
}

/// The documented rules that do something and whose path the text does not have, but for the one being
/// typed.
fn missing(text: &str, typed: &str) -> impl Iterator<Item = (&'static Need, &'static str)> {
    let all = DOCUMENTED
        .iter()
        .flat_map(|(profile, source)| needs(*profile).iter().map(move |need| (need, *source)));
    all.filter(move |(need, _)| {
        let there = || text.contains(&format!("\"{}\"", need.path));
        !need.calls.is_empty() && (need.path == typed || !there())
    })
}

fn path_about(path: &str) -> Option<About> {
    let mut all =
        DOCUMENTED.iter().flat_map(|(p, source)| needs(*p).iter().map(move |n| (n, *source)));
    if let Some((need, source)) = all.find(|(need, _)| need.path == path) {
        return Some(need_about(need, source));
    }
    let pattern = PathPattern::of_path(path)?;
    let mut calls: Vec<String> = Vec::new();
    for call in needs(Profile::TfeExternalVault).iter().flat_map(|n| n.calls) {
        if pattern.matches(call.path) {
            calls.push(format!("{} {}", call.operation, call.path));
        }
    }
    let more = calls.len().saturating_sub(MOST);
    calls.truncate(MOST);
    if more > 0 {
        calls.push(format!("and {more} more"));
    }
    let name = path.to_owned();
    let meaning = "TFE's requests that this path matches. The most specific rule decides each one.";
    (!calls.is_empty()).then(|| About {
        name,
        meaning: meaning.to_owned(),
        facts: vec![("Matches", calls.join(", "))],
    })
}

fn need_about(need: &Need, source: &str) -> About {
    let mut facts = vec![("Needs", need.capabilities.join(", "))];
    facts.extend((!need.since.is_empty()).then(|| ("Since", format!("TFE {}", need.since))));
    facts.push(("Source", source.to_owned()));
    About { name: need.path.to_owned(), meaning: need.purpose.to_owned(), facts }
}

fn path_choice((need, source): (&Need, &str)) -> Choice {
    Choice {
        label: need.path.to_owned(),
        insert: need.path.to_owned(),
        back: 0,
        detail: need.capabilities.join(", "),
        about: need_about(need, source),
    }
}

/// A whole rule.
fn rule_choice(of: (&Need, &str)) -> Choice {
    let capabilities: Vec<_> = of.0.capabilities.iter().map(|c| format!("\"{c}\"")).collect();
    let capabilities = capabilities.join(", ");
    let rule = format!("path \"{}\" {{\n  capabilities = [{capabilities}]\n}}", of.0.path);
    Choice { label: format!("path \"{}\"", of.0.path), insert: rule, ..path_choice(of) }
}

fn capability_choices(text: &str, span: Span, quoted: Quoted) -> Vec<Choice> {
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.rfind('[').unwrap_or(before.len());
    let list = text.get(start..).and_then(|t| t.split(']').next()).unwrap_or_default();
    let own = span.of(text);
    let free = |c: &Capability| own == c.word() || !list.contains(&format!("\"{}\"", c.word()));
    let choice = |c: Capability| Choice {
        label: c.word().to_owned(),
        insert: match quoted {
            Quoted::Yes => c.word().to_owned(),
            Quoted::No => format!("\"{}\"", c.word()),
        },
        back: 0,
        detail: String::new(),
        about: capability_about(c),
    };
    Capability::ALL.into_iter().filter(free).map(choice).collect()
}

fn capability_about(capability: Capability) -> About {
    let meaning = match capability {
        Capability::Deny => "Denies every request, whatever else grants it.",
        Capability::Create => {
            "Writes what does not exist yet. Vault requires it only where the engine can tell, as `transit/encrypt` can; anywhere else a write needs `update`."
        }
        Capability::Read => "Reads: HTTP GET.",
        Capability::Update => "Writes: HTTP POST and PUT.",
        Capability::Delete => "Deletes: HTTP DELETE. TFE never needs it.",
        Capability::List => "Lists names below the path: HTTP LIST. The values need `read`.",
        Capability::Sudo => {
            "Opens paths that are reserved for root, together with another capability."
        }
        Capability::Patch => "Changes part of what exists: HTTP PATCH.",
        Capability::Subscribe => "Subscribes to Vault's event notifications.",
        Capability::Recover => "Recovers a secret from a loaded snapshot.",
    };
    vault(capability.word(), meaning)
}

fn key_choice(key: RuleKey) -> Choice {
    let (value, back) = match key {
        RuleKey::Capabilities => ("[\"\"]", 2),
        RuleKey::MfaMethods | RuleKey::RequiredParameters | RuleKey::SubscribeEventTypes => {
            ("[]", 1)
        }
        RuleKey::AllowedParameters | RuleKey::DeniedParameters | RuleKey::ControlGroup => ("{}", 1),
        _ => ("\"\"", 1),
    };
    let label = key.word().to_owned();
    let insert = format!("{label} = {value}");
    Choice { label, insert, back, detail: String::new(), about: key_about(key) }
}

fn key_about(key: RuleKey) -> About {
    let meaning = match key {
        RuleKey::Comment => "For people; Vault does not read it.",
        RuleKey::Policy => "The old way to grant: read, write, sudo or deny. Use `capabilities`.",
        RuleKey::Capabilities => "What requests to this path are allowed to do.",
        RuleKey::AllowedParameters => "The only parameters that a request may have.",
        RuleKey::DeniedParameters => "Parameters that a request must not have.",
        RuleKey::RequiredParameters => "Parameters that every request must have.",
        RuleKey::MinWrappingTtl => "The response must be wrapped, for at least this long.",
        RuleKey::MaxWrappingTtl => "The response must be wrapped, for at most this long.",
        RuleKey::MfaMethods => "Login factors that must confirm each request. Vault Enterprise.",
        RuleKey::ControlGroup => "People who must approve each request. Vault Enterprise.",
        RuleKey::SubscribeEventTypes => "The event types that `subscribe` covers.",
    };
    vault(key.word(), meaning)
}

fn vault(name: &str, meaning: &str) -> About {
    let facts = vec![("Source", VAULT.to_owned())];
    About { name: name.to_owned(), meaning: meaning.to_owned(), facts }
}
