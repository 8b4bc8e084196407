//! Vault's policy `default`, which every token has unless its role says otherwise.

use crate::{Acl, Policy, Request, VaultLine, parse};

/// What it grants, as Vault's documentation and code have it ("default" in vault/policy_store.go),
/// without the rules for the token's own entity.
const GRANTS: [(&str, &[&str]); 16] = [
    ("auth/token/lookup-self", &["read"]),
    ("auth/token/renew-self", &["update"]),
    ("auth/token/revoke-self", &["update"]),
    ("cubbyhole/*", &["create", "read", "update", "delete", "list"]),
    ("identity/oidc/provider/+/authorize", &["read", "update"]),
    ("sys/capabilities-self", &["update"]),
    ("sys/control-group/request", &["update"]),
    ("sys/internal/ui/resultant-acl", &["read"]),
    ("sys/leases/lookup", &["update"]),
    ("sys/leases/renew", &["update"]),
    ("sys/renew", &["update"]),
    ("sys/tools/hash", &["update"]),
    ("sys/tools/hash/*", &["update"]),
    ("sys/wrapping/lookup", &["update"]),
    ("sys/wrapping/unwrap", &["update"]),
    ("sys/wrapping/wrap", &["update"]),
];

/// Whether a token with these policies and the default policy may do what is requested.
pub fn allows_with_default(policies: &[&Policy], request: &Request<'_>, line: VaultLine) -> bool {
    let rule = |(path, words): &(&str, &[&str])| {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("path \"{path}\" {{ capabilities = [{}] }}\n", words.join(", "))
    };
    let text: String = GRANTS.iter().map(rule).collect();
    let Some(default) = parse(&text).policy(line) else { return false };
    let all = policies.iter().copied().chain([&default]);
    Acl::new(all, None, line).check(request).allowed
}

/// Whether the default policy has rules for paths like this one: of the same part of `sys/` or `auth/`, or of the
/// same engine. Newer versions of Vault add to these.
pub fn is_near_default(path: &str) -> bool {
    GRANTS.iter().any(|(granted, _)| path.starts_with(part(granted)))
}

/// The part of Vault that a path belongs to, with the slash at its end.
fn part(path: &str) -> &str {
    let depth = if path.starts_with("sys/") || path.starts_with("auth/") { 1 } else { 0 };
    let end = path.match_indices('/').nth(depth).map_or(path.len(), |(at, _)| at + 1);
    path.get(..end).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Operation;

    fn allowed(policy: &str, operation: Operation, path: &str) -> bool {
        let line = VaultLine::default();
        let policy = parse(policy).policy(line).unwrap();
        allows_with_default(&[&policy], &Request::new(operation, path), line)
    }

    #[test]
    fn it_counts_where_nothing_better_is_said() {
        let other = "path \"secret/*\" { capabilities = [\"read\"] }";
        assert!(allowed(other, Operation::Read, "auth/token/lookup-self"));
        assert!(allowed(other, Operation::Update, "auth/token/renew-self"));
        assert!(allowed(other, Operation::Update, "sys/leases/renew"));
        assert!(allowed(other, Operation::Create, "cubbyhole/mine"));
        assert!(!allowed(other, Operation::Update, "auth/token/renew"));
        assert!(!allowed(other, Operation::Read, "sys/mounts"));
        // The same path: joined. Another one: only one decides, and it is the exact one.
        let same = "path \"auth/token/renew-self\" { capabilities = [\"read\"] }";
        assert!(allowed(same, Operation::Update, "auth/token/renew-self"));
        let broad = "path \"auth/token/*\" { capabilities = [\"deny\"] }";
        assert!(allowed(broad, Operation::Update, "auth/token/renew-self"));
        let deny = "path \"auth/token/renew-self\" { capabilities = [\"deny\"] }";
        assert!(!allowed(deny, Operation::Update, "auth/token/renew-self"));
    }

    #[test]
    fn paths_are_near_it_by_their_part_of_vault() {
        for near in
            ["auth/token/create", "sys/leases/revoke", "sys/renew/abc", "identity/entity/id/a"]
        {
            assert!(is_near_default(near), "{near}");
        }
        for far in
            ["auth/approle/login", "sys/mounts", "sys/policies/acl/a", "transit/keys/a", "sys/"]
        {
            assert!(!is_near_default(far), "{far}");
        }
    }
}
