//! `tfe-check export`: a policy as a command to paste, or as a Terraform resource.

use std::io::Write;

use hcl::expr::{Heredoc, TemplateExpr};
use hcl::structure::{Attribute, Block, Body};
use hcl::{Expression, Identifier};
use tfe_check::{Kind, Safety, check, fixed};

use crate::args::{ExportArgs, ExportForm};
use crate::{Failure, Outcome, files};

pub(crate) fn run(args: &ExportArgs) -> Outcome {
    let mut document = files::read(&args.file)?;
    let options = args.versions.options();
    document.kind = Some(Kind::VaultPolicy);
    if args.fixed
        && let Some(text) = fixed(&document, &options, Safety::Safe)
    {
        document.text = text;
    }
    let report = check(std::slice::from_ref(&document), &options);
    if report.documents.iter().any(|d| d.accepted == Some(false)) {
        let why = "Vault refuses this policy; see tfe-check check, or export it with --fixed";
        return Err(Failure::new(format!("{}: {why}", document.name)));
    }
    let text = document.text.replace("\r\n", "\n");
    let written = match args.form {
        ExportForm::Command => command(&args.name, &text),
        ExportForm::Terraform => terraform(&args.name, &text)?,
    };
    anstream::stdout().lock().write_all(written.as_bytes())?;
    Ok(true)
}

/// `vault policy write` with the policy in a quoted heredoc, in which a shell changes nothing.
fn command(name: &str, policy: &str) -> String {
    let marker = marker(policy);
    let end = if policy.ends_with('\n') { "" } else { "\n" };
    format!("vault policy write {} - <<'{marker}'\n{policy}{end}{marker}\n", quoted(name))
}

/// A `vault_policy` resource, written by hcl-rs.
fn terraform(name: &str, policy: &str) -> Result<String, Failure> {
    let failed = |e: hcl::Error| Failure::new(e.to_string());
    // In a Terraform heredoc `${` and `%{` begin a template; doubled they stand for themselves.
    let mut template = policy.replace("${", "$${").replace("%{", "%%{");
    if !template.ends_with('\n') {
        template.push('\n');
    }
    let heredoc = Heredoc::new(Identifier::new(marker(policy)).map_err(failed)?, template);
    let policy = Expression::from(TemplateExpr::from(heredoc));
    let label: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let resource = Block::builder("resource")
        .add_labels(["vault_policy", label.as_str()])
        .add_attribute(("name", name))
        .add_attribute(Attribute::new(Identifier::new("policy").map_err(failed)?, policy))
        .build();
    hcl::format::to_string(&Body::builder().add_block(resource).build()).map_err(failed)
}

/// A marker that no line of the policy is.
fn marker(policy: &str) -> String {
    let taken = |word: &str| policy.lines().any(|line| line.trim() == word);
    let numbered = (2..).map(|n| format!("EOT{n}"));
    std::iter::once("EOT".to_owned()).chain(numbered).find(|m| !taken(m)).unwrap_or_default()
}

/// A name as a word of a shell.
fn quoted(name: &str) -> String {
    if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)) {
        return name.to_owned();
    }
    format!("'{}'", name.replace('\'', "'\\''"))
}
