resource "vault_policy" "user" {
  name   = "user-home"
  policy = <<EOT
# each user has a home
path "secret/data/{{identity.entity.id}}/*" {
  capabilities = ["create", "read", "update", "patch", "delete"]
}
path "secret/metadata/{{identity.entity.aliases.${vault_auth_backend.oidc.accessor}.name}}/*" {
  capabilities = ["list"]
}
EOT
}
