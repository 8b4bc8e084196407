//! The token of the service account, which a login through Kubernetes needs.

/// Where the token is mounted.
pub(super) const TOKEN: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";
