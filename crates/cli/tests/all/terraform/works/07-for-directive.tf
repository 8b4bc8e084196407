locals {
  families = ["atlas", "archivist"]
}

resource "vault_policy" "tfe" {
  name   = "tfe"
  policy = <<-EOT
    %{ for family in local.families ~}
    path "transit/keys/${family}_*" {
      capabilities = ["create", "read", "update"]
    }
    %{ endfor ~}
    path "sys/mounts" {
      capabilities = ["read"]
    }
  EOT
}
