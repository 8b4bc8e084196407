resource "vault_policy" "tfe_transit" {
  name   = "tfe-transit"
  policy = <<EOT
path "transit/keys/atlas_*" { capabilities = ["read", "create", "update"] }
path "transit/keys/archivist_*" { capabilities = ["read", "create", "update"] }
path "transit/sign/atlas_*" { capabilities = ["create", "update"] }
path "transit/encrypt/atlas_*" { capabilities = ["create", "update"] }
path "transit/decrypt/atlas_*" { capabilities = ["create", "update"] }
path "transit/encrypt/archivist_*" { capabilities = ["create", "update"] }
path "transit/decrypt/archivist_*" { capabilities = ["create", "update"] }
path "transit/datakey/plaintext/archivist_*" { capabilities = ["create", "update"] }
path "transit/backup/atlas_*" { capabilities = ["read"] }
path "transit/restore/atlas_*" { capabilities = ["read", "create", "update"] }
path "transit/backup/archivist_*" { capabilities = ["read"] }
path "transit/restore/archivist_*" { capabilities = ["read", "create", "update"] }
EOT
}

resource "vault_policy" "tfe_system" {
  name   = "tfe-system"
  policy = <<EOT
path "auth/token/renew" { capabilities = ["create", "update"] }
path "auth/token/renew-self" { capabilities = ["create", "update"] }
path "sys/leases/renew" { capabilities = ["create", "update"] }
path "sys/renew" { capabilities = ["create", "update"] }
path "sys/mounts" { capabilities = ["read"] }
EOT
}

resource "vault_approle_auth_backend_role" "tfe" {
  backend        = "approle"
  role_name      = "tfe"
  token_policies = [vault_policy.tfe_transit.name, vault_policy.tfe_system.name]
  token_period   = 86400
}
