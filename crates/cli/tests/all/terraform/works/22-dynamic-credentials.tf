resource "vault_policy" "tfe_runs" {
  name = "tfe-runs"

  policy = <<-EOT
    path "auth/token/lookup-self" {
      capabilities = ["read"]
    }
    path "auth/token/renew-self" {
      capabilities = ["update"]
    }
    path "auth/token/revoke-self" {
      capabilities = ["update"]
    }
    path "aws/sts/${var.aws_role}" {
      capabilities = ["read", "update"]
    }
    path "secret/data/${var.team}/*" {
      capabilities = ["read"]
    }
  EOT
}

resource "vault_jwt_auth_backend_role" "tfe" {
  backend           = vault_jwt_auth_backend.tfe.path
  role_name         = "tfe-runs"
  token_policies    = [vault_policy.tfe_runs.name]
  bound_audiences   = ["vault.workload.identity"]
  bound_claims_type = "glob"
  bound_claims      = { sub = "organization:${var.org}:project:*:workspace:*:run_phase:*" }
  user_claim        = "terraform_full_workspace"
  role_type         = "jwt"
  token_ttl         = 1200
}
