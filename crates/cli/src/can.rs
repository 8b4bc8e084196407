//! `tfe-check can`

mod default_policy;
mod identity;
mod reasons;
mod source;

use std::io::Write;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use vault_policy::{
    Acl, Decision, Policy, Question, Request, VaultLine, operation_of, parse_duration,
};

use crate::args::{CanArgs, Format, VersionRow};
use crate::outcome::{Failure, Outcome};
use crate::{batch, config};
use identity::IdentityRow;
use source::Source;

pub(crate) fn run(args: &CanArgs) -> Outcome {
    let options = config::options(&args.versions)?;
    let line = options.versions(&[]).vault_line();
    if args.batch {
        let given = source::all(&args.policies, line)?;
        let mut known = Known::new(given, line);
        return batch::run(&Row::MEMBERS, |row: Row| {
            let line = row.line(&options)?;
            row.answer(line, &mut known)
        });
    }
    let (word, path) =
        (args.operation.as_deref().unwrap_or(""), args.path.as_deref().unwrap_or(""));
    let question = Question::of(word, path).map_err(Failure::new)?;
    let params = params(&args.params)?;
    let wrap_ttl = wrap_ttl(args.wrap_ttl.as_deref()).map_err(Failure::new)?;
    let (operation, path) = (question.operation, question.path.as_str());
    let request = Request { operation, path, params: params.as_ref(), wrap_ttl };
    let names = if args.policies.is_empty() { vec!["-".to_owned()] } else { args.policies.clone() };
    let sources = source::all(&names, line)?;
    let secrets = source::secrets(&sources, path);
    let masked = |said: String| secrets.mask_own(&said);
    let notes: Vec<String> =
        question.notes.iter().map(|note| masked(format!("note: {note}"))).collect();
    let acl = Acl::new(sources.iter().map(|s| &s.policy), None, line);
    let decision = acl.check(&request);
    let reasons = reasons::of(&acl, &request, &decision, &sources);
    let mut reasons: Vec<String> = reasons.into_iter().map(masked).collect();
    let policies: Vec<&Policy> = sources.iter().map(|s| &s.policy).collect();
    if !decision.allowed && default_policy::allows(&policies, &request, line) {
        reasons.push(reasons::DEFAULT.to_owned());
    }
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Json => {
            let mut answer = answer(&Value::Null, &decision, &policies);
            if let Some(Value::String(path)) = answer.pointer_mut("/rule/path") {
                *path = secrets.mask_own(path);
            }
            if let Some(map) = answer.as_object_mut() {
                map.remove("id");
                map.insert("operation".to_owned(), json!(operation.word()));
                map.insert("path".to_owned(), json!(secrets.mask_own(path)));
                map.insert("notes".to_owned(), json!(notes));
                map.insert("reasons".to_owned(), json!(reasons));
            }
            serde_json::to_writer_pretty(&mut out, &answer).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Text => {
            let said = if decision.allowed { "allowed" } else { "denied" };
            writeln!(out, "{said}: {word} {}", secrets.mask_own(path))?;
            for line in notes.iter().chain(&reasons) {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(decision.allowed)
}

fn wrap_ttl(word: Option<&str>) -> Result<Option<i64>, String> {
    let read = |ttl: &str| {
        parse_duration(ttl).ok_or_else(|| format!("{ttl} is not a duration; write 60s, 5m or 1h"))
    };
    word.map(read).transpose()
}

/// `key=value` pairs; a value that is JSON counts as that, any other as text.
fn params(pairs: &[String]) -> Result<Option<Map<String, Value>>, Failure> {
    let mut map = Map::new();
    for pair in pairs {
        let (key, value) = pair
            .split_once('=')
            // The word is not repeated: it may be a secret that lost its name.
            .ok_or_else(|| Failure::new("--param: write KEY=VALUE"))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        map.insert(key.to_owned(), value);
    }
    Ok((!map.is_empty()).then_some(map))
}

fn answer(id: &Value, decision: &Decision, policies: &[&Policy]) -> Value {
    let mut capabilities: Vec<&str> = decision.capabilities.iter().map(|c| c.word()).collect();
    capabilities.sort_unstable();
    let rule = decision.rule.map(|at| {
        let path = policies.get(at.policy).and_then(|p| p.rules.get(at.rule)).map(|r| &r.path);
        json!({ "policy": at.policy, "rule": at.rule, "path": path })
    });
    json!({
        "id": id,
        "allowed": decision.allowed,
        "acl_allowed": decision.acl_allowed,
        "capabilities": capabilities,
        "rule": rule,
    })
}

/// A line of `can --batch`.
#[derive(Deserialize)]
struct Row {
    id: Value,
    policies: Option<Vec<String>>,
    path: String,
    operation: String,
    params: Option<Map<String, Value>>,
    wrap_ttl: Option<String>,
    identity: Option<IdentityRow>,
    #[serde(flatten)]
    versions: VersionRow,
}

/// The policies of the row before, read once: rows seldom change them.
struct Known {
    line: VaultLine,
    /// What the flags name, for rows without policies of their own.
    given: Vec<Policy>,
    /// `None` for the given ones.
    texts: Option<Vec<String>>,
    policies: Vec<Policy>,
    acl: Acl,
}

impl Known {
    fn new(given: Vec<Source>, line: VaultLine) -> Self {
        let given: Vec<Policy> = given.into_iter().map(|s| s.policy).collect();
        let acl = Acl::new(&given, None, line);
        Self { line, policies: given.clone(), given, texts: None, acl }
    }

    /// Takes other policies, unless they are the same as before.
    fn take(&mut self, texts: Option<Vec<String>>, line: VaultLine) -> Result<(), String> {
        if texts.is_none() && self.given.is_empty() {
            return Err("a row needs policies, or name some with --policy".to_owned());
        }
        if self.line == line && self.texts == texts {
            return Ok(());
        }
        let mut policies = Vec::new();
        match &texts {
            Some(texts) => {
                for (at, text) in texts.iter().enumerate() {
                    let document = vault_policy::parse(text);
                    let refused =
                        || format!("policy {at}: {}", source::refusal(text, &document, line));
                    policies.push(document.policy(line).ok_or_else(refused)?);
                }
            }
            None => policies.clone_from(&self.given),
        }
        self.acl = Acl::new(&policies, None, line);
        (self.policies, self.texts, self.line) = (policies, texts, line);
        Ok(())
    }
}

impl Row {
    const MEMBERS: [&str; 11] = [
        "id",
        "policies",
        "path",
        "operation",
        "params",
        "wrap_ttl",
        "identity",
        "profile",
        "tfe",
        "chart",
        "vault",
    ];

    /// The line of Vault that the row names, else that of the flags.
    fn line(&self, flags: &tfe_check::Options) -> Result<VaultLine, String> {
        Ok(self.versions.clone().options(flags)?.versions(&[]).vault_line())
    }

    /// The path is used as written: a row is a request, not what somebody typed.
    fn answer(self, line: VaultLine, known: &mut Known) -> Result<Value, String> {
        let operation = operation_of(&self.operation)?;
        let wrap_ttl = wrap_ttl(self.wrap_ttl.as_deref())?;
        let request =
            Request { operation, path: &self.path, params: self.params.as_ref(), wrap_ttl };
        known.take(self.policies, line)?;
        let decision = match self.identity.map(Into::into) {
            Some(identity) => Acl::new(&known.policies, Some(&identity), line).check(&request),
            None => known.acl.check(&request),
        };
        let policies: Vec<&Policy> = known.policies.iter().collect();
        Ok(answer(&self.id, &decision, &policies))
    }
}
