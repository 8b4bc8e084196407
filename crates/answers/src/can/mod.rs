//! Whether policies allow a request, and why.

mod reasons;
mod source;

use serde_json::{Map, Value, json};
use text::Masker;
use tfe_check::Document;
use vault_policy::{
    Acl, Decision, Policy, Question, Request, VaultLine, allows_with_default, parse_duration,
};

pub use self::source::{Source, not_a_policy, policies_in, taken, unauthenticated};

/// A request that somebody asks about.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// `read`, `list`, `create`, ...
    pub operation: &'a str,
    /// The path; what people add to it (`v1/`, an address) is taken away.
    pub path: &'a str,
    /// The fields of its data.
    pub params: Option<Map<String, Value>>,
    /// The lifetime of a wrapped response, such as `60s`.
    pub wrap_ttl: Option<&'a str>,
}

/// The answer to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whether Vault allows it.
    pub allowed: bool,
    /// The path as it is shown: without secrets.
    pub path: String,
    /// What was taken away from the path, and the like.
    pub notes: Vec<String>,
    /// Which rule decides, and why.
    pub reasons: Vec<String>,
    /// All of it as JSON.
    pub json: Value,
}

/// Whether the policies in some documents allow a request; Vault merges them.
///
/// # Errors
/// A sentence on a request that is not one, or a document without a policy that Vault accepts.
pub fn can(asked: &Asked<'_>, documents: &[Document], line: VaultLine) -> Result<Answer, String> {
    let question = question(asked.operation, asked.path)?;
    let wrap_ttl = wrap_ttl(asked.wrap_ttl)?;
    let (operation, path) = (question.operation, question.path.as_str());
    let request = Request { operation, path, params: asked.params.as_ref(), wrap_ttl };
    let sources = policies_in(documents, line)?;
    let secrets = source::secrets(&sources, path);
    let acl = Acl::new(sources.iter().map(|s| &s.policy), None, line);
    let decision = source::unauthenticated(&request, acl.check(&request));
    let policies: Vec<&Policy> = sources.iter().map(|s| &s.policy).collect();
    let masked = |said: String| secrets.mask_own(&said);
    let mut reasons: Vec<String> =
        reasons::of(&acl, &request, &decision, &sources).into_iter().map(masked).collect();
    if !decision.allowed && allows_with_default(&policies, &request, line) {
        reasons.push(reasons::DEFAULT.to_owned());
    }
    let notes: Vec<String> =
        question.notes.iter().map(|note| masked(format!("note: {note}"))).collect();
    let shown = secrets.mask_own(path);
    let mut json = decision_json(&decision, &policies);
    mask_rule(&mut json, &secrets);
    json.extend([
        ("operation".to_owned(), json!(operation.word())),
        ("path".to_owned(), json!(shown)),
        ("notes".to_owned(), json!(notes)),
        ("reasons".to_owned(), json!(reasons)),
    ]);
    let allowed = decision.allowed;
    Ok(Answer { allowed, path: shown, notes, reasons, json: Value::Object(json) })
}

/// The request that somebody means.
///
/// # Errors
/// A sentence on one that is not a request. It may quote the words, but not the secrets in them.
pub fn question(operation: &str, path: &str) -> Result<Question, String> {
    Question::of(operation, path).map_err(|why| {
        let mut secrets = tfe_check::secrets_in(operation);
        secrets.extend(tfe_check::secrets_in(path));
        secrets.mask(&why)
    })
}

fn mask_rule(json: &mut Map<String, Value>, secrets: &Masker) {
    if let Some(Value::String(path)) = json.get_mut("rule").and_then(|rule| rule.get_mut("path")) {
        *path = secrets.mask_own(path);
    }
}

/// A lifetime in nanoseconds.
///
/// # Errors
/// A sentence on a word that is not a duration.
pub fn wrap_ttl(word: Option<&str>) -> Result<Option<i64>, String> {
    let read = |ttl: &str| {
        let shown = || tfe_check::secrets_in(ttl).mask_own(ttl);
        parse_duration(ttl)
            .ok_or_else(|| format!("{} is not a duration; write 60s, 5m or 1h", shown()))
    };
    word.map(read).transpose()
}

/// A decision as JSON, with the rule that made it. A token in its path is not shown.
pub fn decision_json(decision: &Decision, policies: &[&Policy]) -> Map<String, Value> {
    let mut capabilities: Vec<&str> = decision.capabilities.iter().map(|c| c.word()).collect();
    capabilities.sort_unstable();
    let rule = decision.rule.map(|at| {
        let path = policies.get(at.policy).and_then(|p| p.rules.get(at.rule)).map(|r| &r.path);
        let path = path.map(|path| tfe_check::secrets_in(path).mask_own(path));
        json!({ "policy": at.policy, "rule": at.rule, "path": path })
    });
    let members = [
        ("allowed", json!(decision.allowed)),
        ("acl_allowed", json!(decision.acl_allowed)),
        ("capabilities", json!(capabilities)),
        ("rule", json!(rule)),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
