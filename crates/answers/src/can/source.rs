//! The policies that are evaluated: files, and those in Terraform or in scripts.

use text::{Lines, Masker, Span};
use tfe_check::{Options, Part, kind, secrets_of};
use vault_policy::{Decision, Document, Operation, Policy, Request, RuleRef, VaultLine};

/// A policy and where its rules are.
pub struct Source {
    /// As Vault reads it.
    pub policy: Policy,
    /// The file that it is in.
    name: String,
    /// The line of each rule.
    lines: Vec<usize>,
    /// What is not shown of it.
    secrets: Masker,
}

/// All policies in some files.
///
/// # Errors
/// A sentence on a file without a policy, or with one that Vault rejects or that is filled in later.
pub fn policies_in(files: &[tfe_check::Document], line: VaultLine) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    for file in files {
        let carries = tfe_check::detect(&file.name, &file.text).kind.is_some_and(|k| k.carries);
        let parts = tfe_check::parts(file, &Options::default()).map_err(|e| {
            failed(file, &secrets_of(file).mask(&format!("Terraform cannot read this file: {e}")))
        })?;
        if carries || !parts.is_empty() {
            inside(&parts, file, line, &mut sources)?;
        } else {
            let lines = Lines::new(&file.text);
            let line_of = |at| lines.position(at).line;
            let source = Source::of(&file.name, &file.text, line, line_of);
            sources.push(source.map_err(|why| not_a_policy(file).unwrap_or(why))?);
        }
    }
    Ok(sources)
}

fn failed(file: &tfe_check::Document, why: &str) -> String {
    format!("{}: {why}", file.name)
}

/// The policies among the texts of a file.
fn inside(
    parts: &[Part],
    file: &tfe_check::Document,
    line: VaultLine,
    sources: &mut Vec<Source>,
) -> Result<(), String> {
    let lines = Lines::new(&file.text);
    let before = sources.len();
    for part in parts.iter().filter(|p| p.kind == kind::VAULT_POLICY) {
        let line_of = |at: usize| lines.position(part.outer_span(Span::at(at)).start).line;
        if !part.known {
            let why = "part of this policy is filled in later, so it cannot be evaluated";
            return Err(format!("{}:{}: {why}", file.name, line_of(0)));
        }
        sources.push(Source::of(&file.name, &part.text.text, line, line_of)?);
    }
    if sources.len() == before {
        return Err(failed(file, "there is no policy in this file"));
    }
    Ok(())
}

impl Source {
    fn of(
        name: &str,
        text: &str,
        vault: VaultLine,
        line_of: impl Fn(usize) -> usize,
    ) -> Result<Self, String> {
        let document = vault_policy::parse(text);
        let policy = taken(text, &document, vault).map_err(|why| {
            let at = document.first_problem(vault).map_or(1, |p| line_of(p.span.start));
            format!("{name}:{at}: {why}")
        })?;
        let lines = document.rules.iter().map(|r| line_of(r.path.span.start)).collect();
        let secrets = secrets_in_policy(text);
        Ok(Self { policy, name: name.to_owned(), lines, secrets })
    }
}

/// A policy as Vault reads it.
///
/// # Errors
/// Why Vault refuses it, without its secrets.
pub fn taken(text: &str, document: &Document, line: VaultLine) -> Result<Policy, String> {
    if text.is_empty() {
        return Err(kind::VAULT_POLICY.empty.trim_end_matches('.').to_owned());
    }
    document.policy(line).ok_or_else(|| {
        let why = document.first_problem(line).map(tfe_check::refusal).unwrap_or_default();
        let why = secrets_in_policy(text).mask(&why);
        format!("Vault rejects this policy, so it allows nothing: {why}")
    })
}

/// Says what a file is instead of a policy. What cannot be told may be a damaged one.
pub fn not_a_policy(file: &tfe_check::Document) -> Option<String> {
    let kind = tfe_check::detect(&file.name, &file.text).kind?;
    let why = || format!("{}: this is not a policy; its kind is {}", file.name, kind.title);
    (kind != kind::VAULT_POLICY).then(why)
}

fn secrets_in_policy(text: &str) -> Masker {
    let kind = Some(kind::VAULT_POLICY);
    secrets_of(&tfe_check::Document { kind, ..tfe_check::Document::new("", text) })
}

/// The secrets of all policies that are asked, and of the question: a path may end in a token.
pub(super) fn secrets(sources: &[Source], path: &str) -> Masker {
    let mut all = tfe_check::secrets_in(path);
    sources.iter().for_each(|source| all.extend(source.secrets.clone()));
    all
}

/// A rule with its file and line.
pub(super) fn place(at: RuleRef, sources: &[Source]) -> String {
    let Some(source) = sources.get(at.policy) else { return "a rule".to_owned() };
    let line = source.lines.get(at.rule).copied().unwrap_or(1);
    let path = source.policy.rules.get(at.rule).map_or("", |r| r.path.as_str());
    format!("{}:{line} \"{path}\"", source.name)
}

/// What Vault says to a request: it asks for no token where somebody logs in or asks for its health.
///
/// Source: Vault 1.21, `Unauthenticated` of the methods' `PathsSpecial`; `handler.go` answers `sys/health` itself.
pub fn unauthenticated(request: &Request<'_>, decision: Decision) -> Decision {
    let path = request.path.trim_start_matches('/');
    let free = match request.operation {
        Operation::Create | Operation::Update => path == "auth/approle/login",
        Operation::Read => path == "sys/health",
        _ => false,
    };
    if !free {
        return decision;
    }
    Decision { allowed: true, acl_allowed: true, rule: None, denial: None, ..decision }
}
