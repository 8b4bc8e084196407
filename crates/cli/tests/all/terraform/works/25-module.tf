module "tfe" {
  source  = "hashicorp/terraform-enterprise-eks-hvd/aws"
  version = "0.2.0"

  tfe_fqdn = "tfe.example.com"
  helm_overrides = {
    replicas = 2
  }
}

module "vault_policies" {
  source = "./modules/policies"
  policies = {
    tfe = <<-EOT
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
  }
}

resource "vault_approle_auth_backend_role_secret_id" "tfe" {
  backend   = "approle"
  role_name = "tfe"
}
