/// Paths that need `sudo` besides the operation's capability; with a `*` everything below.
///
/// Read in Vault's code at 1.14 with PR #21772 and at 1.16 (`vault/logical_system.go`), with what
/// `api/sudo_paths.go` adds (the export of client counts); documented in "Policies", table "Root
/// protected API endpoints".
const ROOT_PROTECTED: [&str; 33] = [
    "auth/token/accessors*",
    "auth/token/revoke-orphan",
    "pki/root",
    "pki/root/sign-self-issued",
    "sys/audit",
    "sys/audit/*",
    "sys/auth/*",
    "sys/config/auditing/*",
    "sys/config/cors",
    "sys/config/ui/headers/*",
    "sys/internal/counters/activity/export",
    "sys/internal/inspect/*",
    "sys/leases",
    "sys/leases/lookup/*",
    "sys/leases/revoke-force/*",
    "sys/leases/revoke-prefix/*",
    "sys/plugins/catalog/*",
    "sys/plugins/runtimes/catalog/*",
    "sys/raw",
    "sys/raw/*",
    "sys/remount",
    "sys/replication/dr/primary/secondary-token",
    "sys/replication/dr/reindex",
    "sys/replication/performance/primary/secondary-token",
    "sys/replication/performance/reindex",
    "sys/replication/primary/secondary-token",
    "sys/replication/reindex",
    "sys/revoke-force/*",
    "sys/revoke-prefix/*",
    "sys/rotate",
    "sys/seal",
    "sys/step-down",
    "sys/storage/raft/snapshot-auto/config/*",
];

/// Whether a path is root-protected: the winning rule must then grant `sudo` as well. Some paths
/// ask for it only with certain parameters (`auth/token/create`); these are not in the list.
pub fn needs_sudo(path: &str) -> bool {
    let path = path.trim_start_matches('/');
    // Nearly every path that is asked for is of a secrets engine.
    if !["sys/", "auth/", "pki/"].iter().any(|first| path.starts_with(first)) {
        return false;
    }
    ROOT_PROTECTED.iter().any(|protected| match protected.strip_suffix('*') {
        Some(prefix) => path.starts_with(prefix),
        None => path == *protected,
    })
}

#[cfg(test)]
mod tests {
    use super::needs_sudo;

    #[test]
    fn no_path_is_left_out_because_of_its_first_word() {
        for protected in super::ROOT_PROTECTED {
            assert!(needs_sudo(&protected.replace('*', "x")), "{protected}");
        }
    }

    #[test]
    fn root_protected_paths_need_sudo() {
        for path in ["sys/raw/x", "/sys/seal", "auth/token/accessors", "sys/leases/lookup/"] {
            assert!(needs_sudo(path), "{path}");
        }
        for path in
            ["sys/plugins/runtimes/catalog/container/runc", "sys/internal/counters/activity/export"]
        {
            assert!(needs_sudo(path), "{path}");
        }
        for path in
            ["sys/auth", "sys/leases/lookup", "sys/storage/raft/snapshot", "sys/rotate/x", ""]
        {
            assert!(!needs_sudo(path), "{path}");
        }
    }
}
