//! A policy in the forms in which it reaches Vault: a command to paste, a Terraform resource.

use hcl::expr::{Heredoc, TemplateExpr};
use hcl::structure::{Attribute, Block, Body};
use hcl::{Expression, Identifier};

/// `vault policy write` with the policy in a quoted heredoc, in which a shell changes nothing. Ends
/// with a line end, so that a shell runs it as soon as it is pasted.
///
/// ```
/// let policy = "path \"kv/a\" { capabilities = [\"read\"] }";
/// assert_eq!(
///     tfe_check::export::command("tfe", policy),
///     format!("vault policy write tfe - <<'EOT'\n{policy}\nEOT\n")
/// );
/// ```
pub fn command(name: &str, policy: &str) -> String {
    let policy = plain(policy);
    let marker = marker(&policy);
    format!("vault policy write {} - <<'{marker}'\n{policy}{marker}\n", quoted(name))
}

/// A `vault_policy` resource of Terraform's Vault provider, written by hcl-rs. `None` where hcl-rs
/// cannot write it, which no text is known to cause.
pub fn terraform(name: &str, policy: &str) -> Option<String> {
    // In a Terraform heredoc `${` and `%{` begin a template; doubled they stand for themselves.
    let template = plain(policy).replace("${", "$${").replace("%{", "%%{");
    let heredoc = Heredoc::new(Identifier::new(marker(&template)).ok()?, template);
    let policy = Expression::from(TemplateExpr::from(heredoc));
    let resource = Block::builder("resource")
        .add_labels(["vault_policy", label(name).as_str()])
        .add_attribute(("name", name))
        .add_attribute(Attribute::new(Identifier::new("policy").ok()?, policy))
        .build();
    let written = hcl::format::to_string(&Body::builder().add_block(resource).build()).ok()?;
    // As `terraform fmt` aligns them; hcl-rs does not.
    Some(written.replacen("\n  name = ", "\n  name   = ", 1))
}

/// The text with line ends that a shell and Terraform take, the last line included.
fn plain(policy: &str) -> String {
    let policy = policy.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let end = if policy.ends_with('\n') { "" } else { "\n" };
    policy + end
}

/// A marker that no line of the policy is.
fn marker(policy: &str) -> String {
    let taken = |word: &str| policy.lines().any(|line| line.trim() == word);
    let numbered = (2..).map(|n| format!("EOT{n}"));
    std::iter::once("EOT".to_owned()).chain(numbered).find(|m| !taken(m)).unwrap_or_default()
}

/// A name as Terraform takes it for a resource.
fn label(name: &str) -> String {
    let fits = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let label: String = name.chars().map(fits).collect();
    let start = label.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if start { label } else { format!("_{label}") }
}

/// A name as a word of a shell.
fn quoted(name: &str) -> String {
    if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)) {
        return name.to_owned();
    }
    format!("'{}'", name.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "path \"kv/a\" {}";

    #[test]
    fn line_ends_and_mark_do_not_reach_the_shell() {
        let text = format!("\u{feff}# a\r\n{RULE}\r\n");
        let expected = format!("vault policy write tfe - <<'EOT'\n# a\n{RULE}\nEOT\n");
        assert_eq!(command("tfe", &text), expected);
    }

    #[test]
    fn names_and_markers_cannot_break_out() {
        let odd = command("it's", "EOT\n  EOT2\n");
        assert_eq!(odd, "vault policy write 'it'\\''s' - <<'EOT3'\nEOT\n  EOT2\nEOT3\n");
        let resource = terraform("2 \"a\"", "# EOT\nEOT\n${x} %{y}\n").unwrap();
        assert!(resource.starts_with("resource \"vault_policy\" \"_2__a_\" {\n"), "{resource}");
        assert!(resource.contains("\n  name   = \"2 \\\"a\\\"\""), "{resource}");
        assert!(resource.contains("<<EOT2\n# EOT\nEOT\n$${x} %%{y}\nEOT2"), "{resource}");
    }

    #[test]
    fn terraform_reads_back_what_was_written() {
        let policy = format!("# ${{identity.entity.id}}\n{RULE}\n");
        let body: hcl_edit::structure::Body = terraform("tfe", &policy).unwrap().parse().unwrap();
        let resource = hcl::Body::from(body).into_blocks().next().unwrap();
        let written = resource.body().attributes().find(|a| a.key() == "policy").unwrap().expr();
        let Expression::TemplateExpr(template) = written else { panic!("{written:?}") };
        assert_eq!(template.to_string(), policy.replace("${", "$${"));
    }
}
