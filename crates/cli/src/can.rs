//! `tfe-check can`

mod identity;
mod reasons;

use std::io::Write;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use vault_policy::{
    Acl, Decision, Document, Operation, Policy, Request, VaultLine, parse_duration,
};

use crate::args::{CanArgs, Format, VersionArgs};
use crate::{Failure, Outcome, batch, files};
use identity::IdentityRow;

pub(crate) fn run(args: &CanArgs) -> Outcome {
    let line = line(&args.versions);
    if args.batch {
        return batch::run(|row: Row| row.answer(line));
    }
    let (word, path) =
        (args.operation.as_deref().unwrap_or(""), args.path.as_deref().unwrap_or(""));
    let params = params(&args.params)?;
    let request =
        request(word, path, params.as_ref(), args.wrap_ttl.as_deref()).map_err(Failure::new)?;
    let names = if args.policies.is_empty() { vec!["-".to_owned()] } else { args.policies.clone() };
    let texts = names.iter().map(|n| files::read(n)).collect::<Result<Vec<_>, _>>()?;
    let documents: Vec<Document> = texts.iter().map(|t| vault_policy::parse(&t.text)).collect();
    if let Some((text, _)) = texts.iter().zip(&documents).find(|(_, d)| !d.accepted(line)) {
        let why = "Vault refuses this policy, so it allows nothing; see tfe-check check";
        return Err(Failure::new(format!("{}: {why}", text.name)));
    }
    let policies: Vec<Policy> = documents.iter().filter_map(|d| d.policy(line)).collect();
    let acl = Acl::new(&policies, None, line);
    let decision = acl.check(&request);
    let reasons = reasons::of(&acl, &request, &decision, &documents, &texts);
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Json => {
            let mut answer = answer(&Value::Null, &decision, &policies);
            if let Some(map) = answer.as_object_mut() {
                map.remove("id");
                map.insert("reasons".to_owned(), json!(reasons));
            }
            serde_json::to_writer_pretty(&mut out, &answer).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Text => {
            let said = if decision.allowed { "allowed" } else { "denied" };
            writeln!(out, "{said}: {word} {path}")?;
            for reason in reasons {
                writeln!(out, "  {reason}")?;
            }
        }
    }
    Ok(decision.allowed)
}

/// The line of Vault that the flags name; the newest where they name none.
fn line(args: &VersionArgs) -> VaultLine {
    args.options().versions(&[]).vault_line()
}

fn request<'r>(
    word: &str,
    path: &'r str,
    params: Option<&'r Map<String, Value>>,
    wrap_ttl: Option<&str>,
) -> Result<Request<'r>, String> {
    let operation = Operation::of_word(word).ok_or_else(|| {
        let words: Vec<&str> = Operation::ALL.iter().map(|o| o.word()).collect();
        format!("{word} is no operation; it is one of {}", words.join(", "))
    })?;
    let wrap_ttl = wrap_ttl
        .map(|ttl| parse_duration(ttl).ok_or_else(|| format!("{ttl} is no duration")))
        .transpose()?;
    Ok(Request { operation, path, params, wrap_ttl })
}

/// `key=value` pairs; a value that is JSON counts as that, any other as text.
fn params(pairs: &[String]) -> Result<Option<Map<String, Value>>, Failure> {
    let mut map = Map::new();
    for pair in pairs {
        let (key, value) = pair
            .split_once('=')
            .ok_or_else(|| Failure::new(format!("--param {pair}: write KEY=VALUE")))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        map.insert(key.to_owned(), value);
    }
    Ok((!map.is_empty()).then_some(map))
}

fn answer(id: &Value, decision: &Decision, policies: &[Policy]) -> Value {
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
    policies: Vec<String>,
    path: String,
    operation: String,
    params: Option<Map<String, Value>>,
    wrap_ttl: Option<String>,
    identity: Option<IdentityRow>,
    vault: Option<String>,
}

impl Row {
    fn answer(self, line: VaultLine) -> Result<Value, String> {
        let line = match self.vault {
            Some(vault) => VaultLine::of_version(&vault).ok_or("vault: no version")?,
            None => line,
        };
        let ttl = self.wrap_ttl.as_deref();
        let request = request(&self.operation, &self.path, self.params.as_ref(), ttl)?;
        let mut policies = Vec::new();
        for (at, text) in self.policies.iter().enumerate() {
            let document = vault_policy::parse(text);
            policies
                .push(document.policy(line).ok_or_else(|| format!("Vault refuses policy {at}"))?);
        }
        let identity = self.identity.map(Into::into);
        let acl = Acl::new(&policies, identity.as_ref(), line);
        Ok(answer(&self.id, &acl.check(&request), &policies))
    }
}
