resource "vault_policy" "tfe" {
  count  = var.external_vault ? 1 : 0
  name   = "tfe"
  policy = var.restricted ? data.vault_policy_document.restricted.hcl : trimspace(<<-EOT
    path "auth/token/renew" { capabilities = ["create", "update"] }
    path "auth/token/renew-self" { capabilities = ["create", "update"] }
    path "sys/leases/renew" { capabilities = ["create", "update"] }
    path "sys/renew" { capabilities = ["create", "update"] }
    path "sys/mounts" { capabilities = ["read"] }
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
  )
}

data "vault_policy_document" "app" {
  rule {
    path                = "${var.mount}/data/app/*"
    capabilities        = concat(["read"], var.more)
    required_parameters = ["version"]
    min_wrapping_ttl    = "1m"
    max_wrapping_ttl    = var.max_ttl
    allowed_parameter {
      key   = "version"
      value = ["*"]
    }
    denied_parameter {
      key   = "cas"
      value = []
    }
  }
  rule {
    path         = "${var.mount}/metadata/app/*" # list only
    capabilities = ["list"]
  }
}
