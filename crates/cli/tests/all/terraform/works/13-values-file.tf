resource "helm_release" "tfe" {
  name             = "terraform-enterprise"
  repository       = "https://helm.releases.hashicorp.com"
  chart            = "terraform-enterprise"
  version          = "1.6.2"
  namespace        = kubernetes_namespace.tfe.metadata[0].name
  create_namespace = false
  wait             = true
  timeout          = 900

  values = [
    file("${path.module}/tfe.yaml"),
    templatefile("${path.module}/overrides.yaml.tpl", { fqdn = var.tfe_fqdn }),
  ]
}
