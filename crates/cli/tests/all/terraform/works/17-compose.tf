locals {
  compose = <<-EOT
    services:
      tfe:
        image: images.releases.hashicorp.com/hashicorp/terraform-enterprise:${var.tfe_version}
        environment:
          TFE_HOSTNAME: "${var.fqdn}"
          TFE_OPERATIONAL_MODE: disk
        cap_add:
          - IPC_LOCK
  EOT
}

resource "local_file" "compose" {
  filename = "${path.module}/compose.yaml"
  content  = local.compose
}
