//! Whether a policy is TFE's: it names TFE's keys, or grants most calls of the transit engine for
//! every key.

use std::cell::LazyCell;
use std::sync::LazyLock;

use text::Vocabulary;
use vault_policy::{Capability, Denial, Operation, Request, Rule};

use super::evidence::Evidence;
use super::granted::{Granted, any_of};
use super::paths::{is_wild, segments};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Call, Place, TFE_NEEDS, may_match, misspelt};

/// Paths of TFE's policy outside of transit, which others have too.
const BESIDE: [&str; 6] = [
    "sys/mounts",
    "sys/renew",
    "sys/leases/renew",
    "auth/token/renew",
    "auth/token/renew-self",
    "auth/approle/login",
];

/// What the API of the transit engine does with a key.
const CALLS: [&str; 9] =
    ["keys", "sign", "encrypt", "decrypt", "datakey", "plaintext", "backup", "restore", "wrapped"];

static CALL_WORDS: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::new(CALLS));

/// What the names of TFE's keys begin with.
static KEY_WORDS: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| Vocabulary::new(["atlas", "archivist"]));

/// What TFE's policy grants on its keys.
const NEEDED: [Capability; 3] = [Capability::Read, Capability::Create, Capability::Update];

pub(super) fn evidence(policy: &Granted<'_>, name: Option<Profile>, text: &str) -> Evidence {
    let marks: Vec<(Mark, bool)> =
        policy.granting().map(|(path, rule)| (mark(path), any_of(rule, &NEEDED))).collect();
    let count = |wanted: Mark| marks.iter().filter(|(mark, _)| *mark == wanted).count();
    // Most policies name nothing of the engine, and are not asked.
    let answers = LazyCell::new(|| Answers::of(policy));
    if marks.contains(&(Mark::Key, true)) {
        // What denies more of TFE's calls than the policy allows speaks against it.
        let fenced = answers.denied > 0 && answers.allowed <= answers.denied;
        let named = name == Some(Profile::TfeExternalVault);
        let sure = !fenced && (named || answers.is_most() || uses_keys(policy));
        return if sure { Evidence::Enough } else { Evidence::Guess };
    }
    let unread = |(path, rule): (&str, &Rule)| policy.is_broken(rule) && mark(path) == Mark::Key;
    let damaged = policy.document.rules.is_empty() && names_keys(text);
    if damaged || policy.granting().any(unread) {
        return Evidence::Guess;
    }
    let fenced = policy.denying().any(|path| mark(path) == Mark::Key);
    if count(Mark::Wide) > 0 && count(Mark::OtherKey) == 0 && !fenced {
        if name == Some(Profile::TfeExternalVault) && answers.allowed > 0 {
            return Evidence::Enough;
        }
        // All keys are also what somebody gets who looks after the engine, or whose program has it for itself.
        if !answers.is_most() || policy.granting().any(|(path, _)| is_of_others(path)) {
            return Evidence::Touches;
        }
        return match count(Mark::Beside) > 0 {
            true => Evidence::Enough,
            // Who names one call after the other does not simply have the engine.
            false if speaks_of_tfe(text) || count(Mark::Wide) > 3 => Evidence::Guess,
            false => Evidence::Touches,
        };
    }
    let empty = |(path, rule): &(&str, &Rule)| rule.read.capabilities.is_empty() && touches(path);
    if name == Some(Profile::TfeExternalVault) && !fenced && policy.rules.iter().any(empty) {
        return Evidence::Guess;
    }
    if count(Mark::Key) > 0 { Evidence::Touches } else { Evidence::Nothing }
}

/// Whether a comment names the product.
fn speaks_of_tfe(text: &str) -> bool {
    let is_comment = |line: &&str| line.trim_start().starts_with(['#', '/']);
    text.lines().filter(is_comment).any(|line| {
        let line = line.to_ascii_lowercase();
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        line.contains("terraform enterprise") || words.any(|word| word == "tfe" || word == "ptfe")
    })
}

/// Whether a path is one that TFE has nothing to do with: secrets of an engine, or the engines themselves. What every
/// token may need of Vault is not.
fn is_of_others(path: &str) -> bool {
    let parts = segments(path);
    let engines = matches!(parts.as_slice(), ["sys", "mounts", _, ..]);
    let of_vault =
        matches!(parts.first(), None | Some(&("sys" | "auth" | "cubbyhole" | "identity")));
    engines || (mark(path) == Mark::Foreign && !of_vault)
}

/// Whether a policy lets its token use TFE's keys. Who only reads or saves them is an auditor or makes backups, and a
/// key that TFE never makes is another program's.
fn uses_keys(policy: &Granted<'_>) -> bool {
    policy.granting().any(|(path, rule)| {
        let own = |key: &&str| is_key(key) && (key.contains(['+', '*']) || key.ends_with("_kdf"));
        any_of(rule, &[Capability::Create, Capability::Update])
            && mark(path) == Mark::Key
            && segments(path).iter().any(own)
    })
}

/// Whether a rule for a path is for TFE's keys too.
pub(super) fn touches(path: &str) -> bool {
    matches!(mark(path), Mark::Key | Mark::Wide)
}

/// How much of what TFE asks of the transit engine a policy answers.
struct Answers {
    /// So many calls are allowed.
    allowed: usize,
    /// So many are denied by a rule that says `deny`.
    denied: usize,
    /// So many of the documented rules are granted with all of their calls.
    whole: usize,
    /// So many there are.
    rules: usize,
}

impl Answers {
    fn of(policy: &Granted<'_>) -> Self {
        let place = Place::of([policy.document].into_iter(), Profile::TfeExternalVault);
        let mut answers = Self { allowed: 0, denied: 0, whole: 0, rules: 0 };
        for need in TFE_NEEDS.iter().filter(|n| n.path.starts_with("transit/")) {
            let answered = need.calls.iter().map(|call| denial(policy, &place, call));
            let answered: Vec<Option<Denial>> = answered.collect();
            answers.allowed += answered.iter().filter(|d| d.is_none()).count();
            answers.denied += answered.iter().filter(|d| **d == Some(Denial::Deny)).count();
            answers.rules += usize::from(!answered.is_empty());
            let whole = !answered.is_empty() && answered.iter().all(Option::is_none);
            answers.whole += usize::from(whole);
        }
        answers
    }

    fn is_most(&self) -> bool {
        2 * self.whole > self.rules
    }
}

fn denial(policy: &Granted<'_>, place: &Place, call: &Call) -> Option<Denial> {
    let Some(operation) = Operation::of_word(call.operation) else { return Some(Denial::NoRule) };
    policy.acl().check(&Request::new(operation, &place.path(call.path))).denial
}

/// What a path says about TFE.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It names a key of TFE.
    Key,
    /// All keys of the transit engine.
    Wide,
    /// A key of another application.
    OtherKey,
    /// One of those that TFE's policy has next to the engine.
    Beside,
    /// No path of a transit engine.
    Foreign,
}

fn mark(path: &str) -> Mark {
    let path = segments(path);
    let keyed = path.windows(2).any(|pair| match pair {
        [before, key] => is_key(key) && is_call(before),
        _ => false,
    });
    if keyed {
        return Mark::Key;
    }
    let engine = |s: &&str| s.eq_ignore_ascii_case("transit");
    // In the second place after a namespace.
    let Some(at) = path.iter().take(2).position(engine) else {
        let wide = matches!(path.as_slice(),
            [engine, call, key] if is_any(key) && is_call(call) && misspelt(engine));
        return match wide {
            true => Mark::Wide,
            false if is_beside(&path) => Mark::Beside,
            false => Mark::Foreign,
        };
    };
    let behind = path.get(at + 1..).unwrap_or_default();
    let behind = match behind {
        ["datakey", _, rest @ ..] => rest,
        [call, rest @ ..] if is_call(call) || is_wild(call) => rest,
        [] => return Mark::Wide,
        _ => return Mark::OtherKey,
    };
    match behind {
        [key, ..] if !is_any(key) => Mark::OtherKey,
        _ => Mark::Wide,
    }
}

/// Whether a path is one of those next to the engine, also after a namespace.
fn is_beside(path: &[&str]) -> bool {
    let whole = path.join("/");
    let behind = whole.split_once('/').map_or("", |(_, rest)| rest);
    BESIDE.iter().any(|known| *known == whole || *known == behind)
}

/// Whether a part stands for TFE's keys too, without naming them.
fn is_any(key: &str) -> bool {
    key.contains(['+', '*']) && ["atlas_x", "archivist_kdf"].iter().any(|k| may_match(key, k))
}

fn is_call(part: &str) -> bool {
    is_wild(part) || CALLS.contains(&part) || CALL_WORDS.nearest(part).is_some()
}

/// `atlas_…` and `archivist_…`, and what is most likely meant so.
fn is_key(part: &str) -> bool {
    let part = part.trim().to_ascii_lowercase();
    if part.starts_with("atlas_") || part.starts_with("archivist_") {
        return true;
    }
    let word = part.split(['_', '-', '*', '+']).next().unwrap_or("");
    let rest = part.get(word.len()..).unwrap_or("").trim_matches(['_', '-', '*', '+']);
    let near = word == "atlas" || word == "archivist" || {
        let near = KEY_WORDS.nearest(word);
        near.is_some_and(|n| text::distance(word, n) <= if n == "atlas" { 1 } else { 2 })
    };
    near && (rest.is_empty() || rest == "kdf") && part != word
}

/// A damaged paste may have no readable rule at all.
fn names_keys(text: &str) -> bool {
    text.contains("path") && ["atlas_", "archivist_"].iter().any(|word| text.contains(word))
}
