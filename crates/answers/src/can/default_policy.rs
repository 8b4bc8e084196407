//! Vault's policy `default`, which every token has unless its role says otherwise.

use vault_policy::{Acl, Policy, Request, VaultLine};

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

/// Whether a request that these policies deny is allowed together with the default policy.
pub(super) fn allows(policies: &[&Policy], request: &Request<'_>, line: VaultLine) -> bool {
    let rule = |(path, words): &(&str, &[&str])| {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("path \"{path}\" {{ capabilities = [{}] }}\n", words.join(", "))
    };
    let text: String = GRANTS.iter().map(rule).collect();
    let Some(default) = vault_policy::parse(&text).policy(line) else { return false };
    let all = policies.iter().copied().chain([&default]);
    Acl::new(all, None, line).check(request).allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use vault_policy::{Operation, parse};

    fn allowed(policy: &str, operation: Operation, path: &str) -> bool {
        let line = VaultLine::default();
        let policy = parse(policy).policy(line).unwrap();
        allows(&[&policy], &Request::new(operation, path), line)
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
}
