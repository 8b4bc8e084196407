//! Scripts and tasks that write policies to Vault and give them to roles, and values for Helm: a shell's
//! commands, Ansible's tasks, Pulumi's resources in YAML. Each text is judged where it stands, as what Vault
//! or Helm gets.

mod embed;
pub(crate) mod rules;
mod shell;
mod source;
mod tasks;

use text::Span;

use crate::across::parts::{self as embedded, Held, Policies, Words};
use crate::across::rules::approle;
use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::kind::Kind;
use crate::carry::approle::{Role, Written};
use crate::carry::part::{Embedded, Part};
use crate::carry::signs;

use crate::base::versions::Versions;
use crate::base::view::View;
use crate::kinds::terraform::{self, Values};

/// What stands in a script.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Policies whose text stands in it.
    policies: Vec<Embedded>,
    /// Values whose text stands in it.
    values: Vec<Values>,
    /// All policies that it writes.
    written: Vec<Written>,
    roles: Vec<Role>,
    /// Files that it takes policies from, and where they are named.
    elsewhere: Vec<(String, Span)>,
    /// There is more in it than one policy and the command around it.
    more: bool,
}

impl Found {
    fn is_any(&self) -> bool {
        let texts = self.policies.len() + self.values.len() + self.written.len();
        texts + self.roles.len() > 0
    }

    fn held<'f>(&'f self, file: &'f str) -> Held<'f> {
        let Self { policies: list, written, roles, values, .. } = self;
        Held { policies: Policies { file, list, written, roles }, values }
    }
}

/// Whether a text is a script that writes policies, roles or values. A single text with the command that
/// writes it is a paste of the text, unless the file's name says that it is a script.
pub(crate) fn is_script(name: &str, text: &str) -> bool {
    // A page about commands is a page.
    if text.lines().any(|line| line.starts_with("```")) {
        return false;
    }
    let script = text.starts_with("#!");
    let shell = [".sh", ".bash", ".zsh", ".ksh"].iter().any(|end| name.ends_with(end));
    if !(script || shell) && signs::is_terraform(text) {
        // It has heredocs with policies, values and commands too.
        return false;
    }
    let found = find(text);
    found.is_any() && (found.more || shell || script)
}

fn find(text: &str) -> Found {
    let policies = ["vault", "policies", "policy"].iter().any(|word| text.contains(word));
    let heredocs = text.contains("<<") && (text.contains("TFE_") || signs::has_rules(text));
    if !policies && !heredocs {
        return Found::default();
    }
    let found = shell::find(text);
    if found.is_any() { found } else { tasks::find(text) }
}

/// Judges what stands in a script. `beside` are the names of the files given with it.
pub(crate) fn judge(text: &str, versions: &Versions, beside: &[String]) -> Judgement {
    let found = find(text);
    let mut judgement = Judgement::default();
    let held = found.held(text);
    let words = Words { filled_in: rules::filled_in, made: rules::made };
    held.policies.judge(versions, &words, &mut judgement);
    judgement.findings.extend(approle::find(&held.policies));
    for values in &found.values {
        terraform::values(text, values, versions, &mut judgement);
    }
    for (file, at) in &found.elsewhere {
        if !beside.iter().any(|name| name.rsplit('/').next() == Some(file.as_str())) {
            judgement.findings.push(rules::elsewhere(*at, file));
        }
    }
    judgement
}

/// Everything that the page shows of a script beside its findings.
pub(crate) fn view(text: &str, versions: &Versions, findings: &[Finding]) -> View {
    embedded::view(&find(text).held(text), versions, findings)
}

/// The policies and the values of a script.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let found = find(text);
    let policies = found.policies.into_iter().map(|p| Part::of(Kind::VaultPolicy, p));
    let values = found.values.into_iter().map(|v| Part::of(Kind::HelmOverrides, v.text));
    policies.chain(values).collect()
}

/// Whether a text inside of a script is a policy.
fn is_policy(text: &str) -> bool {
    signs::has_rules(text) && !signs::is_terraform(text)
}
