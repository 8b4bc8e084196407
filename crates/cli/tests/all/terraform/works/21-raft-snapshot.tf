resource "vault_policy" "snapshot" {
  name   = "raft-snapshot"
  policy = <<EOT
path "sys/storage/raft/snapshot" {
  capabilities = ["read"]
}
EOT
}

resource "kubernetes_cron_job_v1" "snapshot" {
  metadata {
    name      = "vault-snapshot"
    namespace = "vault"
  }
  spec {
    schedule = "0 */6 * * *"
    job_template {
      metadata {}
      spec {
        template {
          metadata {}
          spec {
            container {
              name    = "snapshot"
              image   = "hashicorp/vault:1.21"
              command = ["sh", "-c", "vault operator raft snapshot save /backup/$(date +%F).snap"]
            }
            restart_policy = "OnFailure"
          }
        }
      }
    }
  }
}
