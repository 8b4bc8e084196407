resource "helm_release" "tfe" {
  name  = "terraform-enterprise"
  chart = "hashicorp/terraform-enterprise"

  set = [
    { name = "env.variables.TFE_HOSTNAME", value = var.fqdn },
    { name = "openshift.enabled", value = "true" },
    { name = "tls.certificateSecret", value = "tfe-certs", type = "string" },
  ]

  set_sensitive = [
    { name = "env.secrets.TFE_DATABASE_PASSWORD", value = var.db_password },
  ]
}
