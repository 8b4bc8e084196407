//! Paths of a KV engine of version 2 as that of version 1 has them: without `data/` after the mount.

use std::collections::BTreeSet;

use text::{Edit, Span, short};
use vault_policy::Rule as PolicyRule;

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::KV_PATH_WITHOUT_DATA;

/// What comes after the mount in all paths of version 2.
const OF_VERSION_2: [&str; 7] =
    ["data", "metadata", "delete", "undelete", "destroy", "subkeys", "config"];

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let rules = &facts.document.rules;
    let paths: BTreeSet<&str> = rules.iter().map(path).collect();
    let data = mounts(&paths, "/data/");
    // Both show that it is of version 2: a secret of version 1 may be called `data` too.
    let mounts: BTreeSet<&str> =
        data.intersection(&mounts(&paths, "/metadata/")).copied().collect();
    let one = |rule: &PolicyRule| {
        let mount = mounts.iter().find(|mount| below(path(rule), mount).is_some())?;
        let rest = below(path(rule), mount)?;
        let first = rest.split('/').next().unwrap_or("");
        let any = first.is_empty() || first.contains(['*', '+', '{', '$']);
        // Somebody may want both.
        let also = || paths.contains(format!("{mount}/data/{rest}").as_str());
        let other = any || OF_VERSION_2.contains(&first) || rule.read.capabilities.denies();
        (!other && !also()).then(|| without_data(facts, rule, mount, rest))
    };
    rules.iter().filter_map(one).collect()
}

fn path(rule: &PolicyRule) -> &str {
    rule.path.value.trim_start_matches('/')
}

/// What is before one of the words of version 2.
fn mounts<'p>(paths: &BTreeSet<&'p str>, word: &str) -> BTreeSet<&'p str> {
    paths.iter().filter_map(|path| Some(path.split_once(word)?.0)).collect()
}

fn below<'p>(path: &'p str, mount: &str) -> Option<&'p str> {
    path.strip_prefix(mount)?.strip_prefix('/')
}

fn without_data(facts: &Facts<'_>, rule: &PolicyRule, mount: &str, rest: &str) -> Finding {
    let literal = rule.path.span.of(facts.text);
    // The bytes of the literal are those of the path only where it has no escapes.
    let same = literal.trim_matches('"') == rule.path.value;
    let end = literal.len() - literal.trim_end_matches('"').len();
    let at = rule.path.span.end.saturating_sub(end + rest.len());
    let fix = same.then(|| Fix::review("Insert `data/`", Edit::insert(at, "data/")));
    KV_PATH_WITHOUT_DATA
        .at(rule.path.span)
        .say(
            format!("`{}` is not a path of KV version 2.", short(path(rule))),
            format!(
                "Other rules show that `{mount}` is of version 2: its secrets are below \
                 `{mount}/data/`, and Vault answers 403 for them."
            ),
            format!("Write `{mount}/data/{rest}`."),
        )
        .when_repeated()
        .fix(fix.filter(|_| Span::new(at, at + rest.len()).of(facts.text) == rest))
}
