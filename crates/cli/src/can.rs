//! `tfe-check can`

mod identity;

use std::io::Write;

use answers::{
    Asked, Source, can, decision_json, policies_in, question, taken, unauthenticated, wrap_ttl,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use tfe_check::{Document, Profile, detect, kind};
use vault_policy::{Acl, Decision, Policy, Request, VaultLine, operation_of};

use crate::args::{CanArgs, Format, VersionRow};
use crate::batch::{self, Wrong};
use crate::config;
use crate::files;
use crate::given;
use crate::outcome::{Failure, Outcome};
use identity::IdentityRow;

pub(crate) fn run(args: &CanArgs) -> Outcome {
    let options = config::options(&args.versions)?;
    let line = options.versions(&[]).vault_line();
    if args.batch {
        let documents = if args.policies.is_empty() { Vec::new() } else { read(&args.policies)? };
        let given = policies_in(&documents, line).map_err(Failure::new)?;
        let mut known = Known::new(given, line);
        return batch::run(&Row::MEMBERS, |row: Row| {
            let line = row.line(&options)?;
            row.answer(line, &mut known)
        });
    }
    let (word, path) =
        (args.operation.as_deref().unwrap_or(""), args.path.as_deref().unwrap_or(""));
    // What is wrong with the question is said before a policy is read.
    question(word, path).map_err(Failure::new)?;
    let params = params(&args.params)?;
    let asked = Asked { operation: word, path, params, wrap_ttl: args.wrap_ttl.as_deref() };
    wrap_ttl(asked.wrap_ttl).map_err(Failure::new)?;
    let documents = read(&args.policies)?;
    let answer = can(&asked, &documents, line).map_err(Failure::new)?;
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &answer.json).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Text => {
            let said = if answer.allowed { "allowed" } else { "denied" };
            writeln!(out, "{said}: {word} {}", answer.path)?;
            for line in answer.notes.iter().chain(&answer.reasons) {
                writeln!(out, "  {line}")?;
            }
        }
    }
    Ok(answer.allowed)
}

/// The files of policies; standard input where none are named.
fn read(names: &[String]) -> Result<Vec<Document>, Failure> {
    if names.is_empty() {
        return Ok(vec![files::read("-")?]);
    }
    let may_have = |document: &Document| {
        let kind = detect(&document.name, &document.text).kind;
        kind.is_some_and(|kind| kind == kind::VAULT_POLICY || kind.carries)
    };
    given::documents(names, may_have, "there is no policy")
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

fn answer(id: Value, decision: &Decision, policies: &[&Policy]) -> Value {
    let mut answer = decision_json(decision, policies);
    answer.insert("id".to_owned(), id);
    Value::Object(answer)
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
    /// It changes nothing of the answer, but a row made for `check` may name one.
    #[serde(rename = "profile")]
    _profile: Option<Profile>,
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
    fn take(&mut self, texts: Option<Vec<String>>, line: VaultLine) -> Result<(), Wrong> {
        if texts.is_none() && self.given.is_empty() {
            return Err("a row needs policies, or name some with --policy".into());
        }
        if self.line == line && self.texts == texts {
            return Ok(());
        }
        let mut policies = Vec::new();
        match &texts {
            Some(texts) => {
                for (at, text) in texts.iter().enumerate() {
                    let document = vault_policy::parse(text);
                    let taken = taken(text, &document, line);
                    policies.push(taken.map_err(|why| format!("policy {at}: {why}"))?);
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
    fn answer(self, line: VaultLine, known: &mut Known) -> Result<Value, Wrong> {
        let operation = operation_of(&self.operation)?;
        let wrap_ttl = wrap_ttl(self.wrap_ttl.as_deref())?;
        let request =
            Request { operation, path: &self.path, params: self.params.as_ref(), wrap_ttl };
        known.take(self.policies, line)?;
        let decision = match self.identity.map(Into::into) {
            Some(identity) => Acl::new(&known.policies, Some(&identity), line).check(&request),
            None => known.acl.check(&request),
        };
        // What the rules by themselves say stays in `acl_allowed`.
        let acl_allowed = decision.acl_allowed;
        let decision = Decision { acl_allowed, ..unauthenticated(&request, decision) };
        let policies: Vec<&Policy> = known.policies.iter().collect();
        Ok(answer(self.id, &decision, &policies))
    }
}
