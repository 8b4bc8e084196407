resource "vault_policy" "tfe" {
  name = "tfe"
  policy = jsonencode({
    path = {
      "auth/token/renew" = { capabilities = ["create", "update"] }
      "auth/token/renew-self" = { capabilities = ["create", "update"] }
      "sys/leases/renew" = { capabilities = ["create", "update"] }
      "sys/renew" = { capabilities = ["create", "update"] }
      "sys/mounts" = { capabilities = ["read"] }
      "transit/keys/atlas_*" = { capabilities = ["read", "create", "update"] }
      "transit/keys/archivist_*" = { capabilities = ["read", "create", "update"] }
      "transit/sign/atlas_*" = { capabilities = ["create", "update"] }
      "transit/encrypt/atlas_*" = { capabilities = ["create", "update"] }
      "transit/decrypt/atlas_*" = { capabilities = ["create", "update"] }
      "transit/encrypt/archivist_*" = { capabilities = ["create", "update"] }
      "transit/decrypt/archivist_*" = { capabilities = ["create", "update"] }
      "transit/datakey/plaintext/archivist_*" = { capabilities = ["create", "update"] }
      "transit/backup/atlas_*" = { capabilities = ["read"] }
      "transit/restore/atlas_*" = { capabilities = ["read", "create", "update"] }
      "transit/backup/archivist_*" = { capabilities = ["read"] }
      "transit/restore/archivist_*" = { capabilities = ["read", "create", "update"] }
    }
  })
}
