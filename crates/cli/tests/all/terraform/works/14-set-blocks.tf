resource "helm_release" "tfe" {
  name       = "terraform-enterprise"
  repository = "https://helm.releases.hashicorp.com"
  chart      = "terraform-enterprise"

  set {
    name  = "replicaCount"
    value = 3
  }

  set {
    name  = "env.variables.TFE_HOSTNAME"
    value = "tfe.${var.domain}"
  }

  set {
    name  = "serviceAccount.annotations.eks\\.amazonaws\\.com/role-arn"
    value = aws_iam_role.tfe.arn
  }

  set {
    name  = "imagePullSecrets[0].name"
    value = "terraform-enterprise"
  }

  set {
    name  = "service.annotations.foo"
    value = "bar"
    type  = "string"
  }

  set_sensitive {
    name  = "env.secrets.TFE_LICENSE"
    value = var.tfe_license
  }

  set_sensitive {
    name  = "env.secrets.TFE_ENCRYPTION_PASSWORD"
    value = random_password.encryption.result
  }
}
