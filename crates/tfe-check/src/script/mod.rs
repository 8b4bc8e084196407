//! Scripts and tasks that write policies to Vault and give them to roles: a shell's commands, Ansible's
//! tasks, Pulumi's resources in YAML. Each policy is judged where it stands, as what Vault gets.

mod shell;
mod tasks;

use text::Span;

use crate::approle::{Role, Written};
use crate::embedded::{self, Embedded, Held, Part, Policies, Words};
use crate::engine::Judgement;
use crate::finding::Finding;
use crate::kind::{self, Kind};
use crate::rules::any::approle;
use crate::rules::script as rules;
use crate::versions::Versions;
use crate::view::View;

/// What stands in a script.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Policies whose text stands in it.
    policies: Vec<Embedded>,
    /// All policies that it writes.
    written: Vec<Written>,
    roles: Vec<Role>,
    /// Files that it takes policies from, and where they are named.
    elsewhere: Vec<(String, Span)>,
    /// There is more in it than one policy and the command around it.
    more: bool,
}

impl Found {
    fn held<'f>(&'f self, file: &'f str) -> Held<'f> {
        let Self { policies: list, written, roles, .. } = self;
        Held { policies: Policies { file, list, written, roles }, values: &[] }
    }
}

/// Whether a text is a script that writes policies or roles. A single policy with the command that
/// writes it is a paste of the policy, unless the file's name says that it is a script.
pub(crate) fn is_script(name: &str, text: &str) -> bool {
    let found = find(text);
    let any = !found.written.is_empty() || !found.roles.is_empty();
    let shell = [".sh", ".bash", ".zsh", ".ksh"].iter().any(|end| name.ends_with(end));
    any && (found.more || shell || text.starts_with("#!"))
}

fn find(text: &str) -> Found {
    if !["vault", "policies", "policy"].iter().any(|word| text.contains(word)) {
        return Found::default();
    }
    let found = shell::find(text);
    if found.written.is_empty() && found.roles.is_empty() { tasks::find(text) } else { found }
}

/// Judges what stands in a script. `beside` are the names of the files given with it.
pub(crate) fn judge(text: &str, versions: &Versions, beside: &[String]) -> Judgement {
    let found = find(text);
    let mut judgement = Judgement::default();
    let held = found.held(text);
    let words = Words { filled_in: rules::filled_in, made: rules::made };
    held.policies.judge(versions, &words, &mut judgement);
    judgement.findings.extend(approle::find(&held.policies));
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

/// The policies of a script.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    find(text).policies.into_iter().map(|p| Part::of(Kind::VaultPolicy, p)).collect()
}

/// Whether a text inside of a script is a policy.
fn is_policy(text: &str) -> bool {
    kind::has_rules(text) && !kind::is_terraform(text)
}
