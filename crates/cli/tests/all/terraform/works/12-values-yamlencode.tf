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
    yamlencode({
      replicaCount = 1
      tls = {
        certificateSecret = kubernetes_secret.tfe_tls.metadata[0].name
        caCertData        = base64encode(tls_self_signed_cert.ca.cert_pem)
      }
      image = {
        repository = "images.releases.hashicorp.com"
        name       = "hashicorp/terraform-enterprise"
        tag        = var.tfe_version
      }
      serviceAccount = {
        enabled     = true
        name        = "tfe"
        annotations = { "eks.amazonaws.com/role-arn" = aws_iam_role.tfe.arn }
      }
      env = {
        secretRefs = [{ name = "tfe-secrets" }]
        variables = {
          TFE_HOSTNAME                               = var.tfe_fqdn
          TFE_OPERATIONAL_MODE                       = "active-active"
          TFE_DATABASE_HOST                          = aws_db_instance.tfe.endpoint
          TFE_DATABASE_NAME                          = "tfe"
          TFE_DATABASE_USER                          = "tfe"
          TFE_OBJECT_STORAGE_TYPE                    = "s3"
          TFE_OBJECT_STORAGE_S3_BUCKET               = aws_s3_bucket.tfe.id
          TFE_OBJECT_STORAGE_S3_REGION               = data.aws_region.current.name
          TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE = true
          TFE_REDIS_HOST                             = aws_elasticache_replication_group.tfe.primary_endpoint_address
        }
      }
    })
  ]
}
