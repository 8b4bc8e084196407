//! The policy that the variables ask of Vault: what the role of a run has to get.

use super::facts::Facts;
use super::run::{Engine, Login};
use crate::variables::{Beside, List};

/// What every run does with its token.
const TOKEN: [(&str, &str); 3] = [
    ("auth/token/lookup-self", "read"),
    ("auth/token/renew-self", "update"),
    ("auth/token/revoke-self", "update"),
];

/// The policy; nothing where no run logs in to Vault with these lists.
pub(crate) fn policy(lists: &[List]) -> Option<String> {
    let alone = Beside::default();
    let facts = Facts::each(lists, &alone);
    if facts.iter().all(|facts| Login::all(facts).is_empty() && Engine::all(facts).is_empty()) {
        return None;
    }
    let mut out = "# The run looks up, renews and revokes its own token.\n".to_owned();
    for (path, capability) in TOKEN {
        out.push_str(&rule(path, capability));
    }
    let mut done: Vec<String> = Vec::new();
    for engine in facts.iter().flat_map(Engine::all) {
        let wanted = engine.wanted();
        if wanted.is_empty() {
            let title = engine.switch.named.family.title;
            out.push_str(&format!(
                "\n# {title}: add a rule for the role, which is not in the list.\n"
            ));
        }
        for wanted in wanted {
            let Some(path) = wanted.paths.into_iter().next().filter(|path| !done.contains(path))
            else {
                continue;
            };
            let title = engine.switch.named.family.title;
            out.push_str(&format!("\n# {title} ({}).\n", wanted.variable));
            out.push_str(&rule(&path, "read"));
            done.push(path);
        }
    }
    out.push_str("\n# Add rules for the secrets that the configuration reads itself.\n");
    Some(out)
}

fn rule(path: &str, capability: &str) -> String {
    let path = path.replace('\\', "\\\\").replace('"', "\\\"");
    format!("path \"{path}\" {{\n  capabilities = [\"{capability}\"]\n}}\n")
}
