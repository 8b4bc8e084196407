data "vault_policy_document" "tfe" {
  rule {
    path         = "auth/token/renew"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "auth/token/renew-self"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "sys/leases/renew"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "sys/renew"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "sys/mounts"
    capabilities = ["read"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/keys/atlas_*"
    capabilities = ["read", "create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/keys/archivist_*"
    capabilities = ["read", "create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/sign/atlas_*"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/encrypt/atlas_*"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/decrypt/atlas_*"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/encrypt/archivist_*"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/decrypt/archivist_*"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/datakey/plaintext/archivist_*"
    capabilities = ["create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/backup/atlas_*"
    capabilities = ["read"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/restore/atlas_*"
    capabilities = ["read", "create", "update"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/backup/archivist_*"
    capabilities = ["read"]
    description  = "for TFE"
  }

  rule {
    path         = "transit/restore/archivist_*"
    capabilities = ["read", "create", "update"]
    description  = "for TFE"
  }

  dynamic "rule" {
    for_each = var.extra_paths
    content {
      path         = rule.value
      capabilities = ["read"]
    }
  }
}

resource "vault_policy" "tfe" {
  name   = "tfe"
  policy = data.vault_policy_document.tfe.hcl
}

variable "extra_paths" {
  type    = list(string)
  default = []
}
