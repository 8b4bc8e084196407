//! The paths of secrets engines that runs get their cloud credentials from.

use crate::knowledge::rules::vault_policy::{SECRETS_PATH_MISSING, SECRETS_PATH_NOT_READABLE};
use text::Span;
use vault_policy::{
    Capability, Denial, Operation, PatternKind, Request, Rule as PolicyRule, RuleKey, edit,
};

use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;

const EXAMPLES: &str = "HashiCorp's examples of Vault-backed credentials; which call the agent makes is not documented";

/// Where an engine hands out credentials.
struct Source {
    path: &'static str,
    /// What follows the name of the role.
    ends: &'static [&'static str],
    /// What a rule that may only write is worth: nothing, perhaps enough, or enough.
    written: Written,
}

/// Which calls an engine answers beside a read; all of them answer that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It has no such call.
    Refused,
    /// It answers both, and a read is what HashiCorp's own examples grant.
    Unusual,
    /// The API documentation names the write, the examples the read.
    Documented,
}

/// What each engine registers, read in its code: `creds` and `sts` of AWS and all of Google's take
/// both, Azure's takes a read alone.
const SOURCES: [Source; 6] = [
    Source { path: "aws/creds/", ends: &[""], written: Written::Unusual },
    Source { path: "aws/sts/", ends: &[""], written: Written::Documented },
    Source { path: "gcp/roleset/", ends: &["/token", "/key"], written: Written::Unusual },
    Source { path: "gcp/static-account/", ends: &["/token", "/key"], written: Written::Unusual },
    Source { path: "gcp/impersonated-account/", ends: &["/token"], written: Written::Unusual },
    Source { path: "azure/creds/", ends: &[""], written: Written::Refused },
];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::DynamicCredentials {
        return;
    }
    let mut any = false;
    for (at, rule) in facts.document.rules.iter().enumerate() {
        let text = rule.read.pattern.text.as_str();
        // Which secrets a run reads is its own matter.
        any |= !["auth/", "sys/"].iter().any(|system| text.starts_with(system));
        out.extend(unreadable(facts, at, rule));
    }
    if !any {
        let first = facts.text.lines().next().map_or(0, str::len);
        out.push(SECRETS_PATH_MISSING.at(Span::new(0, first)).say(
            "No rule covers a secrets engine.",
            "The token can manage itself, but gets 403 for every secret and credential.",
            "Add a rule such as path \"aws/creds/ROLE\" with read.",
        ));
    }
}

/// Whether a run gets credentials from a path.
pub(crate) fn hands_out(facts: &Facts<'_>, path: &str) -> bool {
    facts.profile == Profile::DynamicCredentials
        && SOURCES.iter().any(|source| path.starts_with(source.path))
}

fn unreadable(facts: &Facts<'_>, at: usize, rule: &PolicyRule) -> Option<Finding> {
    let (source, example) = SOURCES.iter().find_map(|s| Some((s, s.example(rule)?)))?;
    let answer = |operation| facts.access.answer(&Request::new(operation, &example));
    let read = answer(Operation::Read);
    if read.rule != Some(at) || !matches!(read.denial, Some(Denial::MissingCapability(_))) {
        return None;
    }
    let written = answer(Operation::Update).allowed;
    if written && source.written == Written::Documented {
        return None;
    }
    let at = rule.all(RuleKey::Capabilities).next().map_or(rule.path.span, |a| a.value.span);
    let edits = edit::add_capabilities(facts.text, rule, &[Capability::Read]);
    let unclear = written && source.written == Written::Unusual;
    let of = if unclear { Fix::review } else { Fix::safe };
    let found = SECRETS_PATH_NOT_READABLE.at(at).fix(edits.map(|edits| of("Add \"read\"", edits)));
    if unclear {
        let found = found.severity(Severity::Warning).source(Evidence::Inferred, EXAMPLES);
        return Some(found.say(
            "A run most likely cannot get credentials from this path: \"read\" is missing.",
            "Vault issues them for a read and for a write; HashiCorp's examples grant \"read\".",
            "Add \"read\".",
        ));
    }
    let why = match written {
        true => "Vault issues them only for a read; a write gets 405.",
        false => "Vault answers 403 as soon as a run asks for credentials.",
    };
    let what = "A run cannot get credentials from this path: \"read\" is missing.";
    Some(found.say(what, why, "Add \"read\"."))
}

impl Source {
    /// A path that hands out credentials and fits a rule; none where the rule is for others, such
    /// as the settings of a role.
    fn example(&self, rule: &PolicyRule) -> Option<String> {
        let pattern = &rule.read.pattern;
        let text = pattern.text.trim_end_matches('*');
        let name = text.strip_prefix(self.path)?;
        let bare = name.split('/').next().unwrap_or_default();
        let named = match bare {
            "+" => "example".to_owned(),
            _ if pattern.kind == PatternKind::Prefix && !name.contains('/') => {
                format!("{bare}example")
            }
            _ => bare.to_owned(),
        };
        let path = |end: &&str| format!("{}{named}{end}", self.path);
        self.ends.iter().map(path).find(|path| pattern.matches(path))
    }
}
