variable "transit_mount" {
  type    = string
  default = "transit"
}

resource "vault_policy" "tfe" {
  name   = "tfe"
  policy = <<-EOT
    path "auth/token/renew" { capabilities = ["create", "update"] }
    path "auth/token/renew-self" { capabilities = ["create", "update"] }
    path "sys/leases/renew" { capabilities = ["create", "update"] }
    path "sys/renew" { capabilities = ["create", "update"] }
    path "sys/mounts" { capabilities = ["read"] }
    path "${var.transit_mount}/keys/atlas_*" { capabilities = ["read", "create", "update"] }
    path "${var.transit_mount}/keys/archivist_*" { capabilities = ["read", "create", "update"] }
    path "${var.transit_mount}/sign/atlas_*" { capabilities = ["create", "update"] }
    path "${var.transit_mount}/encrypt/atlas_*" { capabilities = ["create", "update"] }
    path "${var.transit_mount}/decrypt/atlas_*" { capabilities = ["create", "update"] }
    path "${var.transit_mount}/encrypt/archivist_*" { capabilities = ["create", "update"] }
    path "${var.transit_mount}/decrypt/archivist_*" { capabilities = ["create", "update"] }
    path "${var.transit_mount}/datakey/plaintext/archivist_*" { capabilities = ["create", "update"] }
    path "${var.transit_mount}/backup/atlas_*" { capabilities = ["read"] }
    path "${var.transit_mount}/restore/atlas_*" { capabilities = ["read", "create", "update"] }
    path "${var.transit_mount}/backup/archivist_*" { capabilities = ["read"] }
    path "${var.transit_mount}/restore/archivist_*" { capabilities = ["read", "create", "update"] }
  EOT
}
