job "tfe" {
  group "tfe" {
    volume "data" {
      type   = "host"
      source = "tfe"
    }
    task "tfe" {
      driver = "docker"
      config {
        image   = "hashicorp/terraform-enterprise:1.0.1"
        cap_add = ["ipc_lock"]
      }
      template {
        data = <<EOF
TFE_HOSTNAME=tfe.example.com
EOF
        destination = "secrets/env"
        env = true
      }
      env {
        TFE_OPERATIONAL_MODE = "disk"
      }
    }
  }
}
