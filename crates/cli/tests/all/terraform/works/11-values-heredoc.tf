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
    <<-EOT
    replicaCount: 1
    tls:
      certificateSecret: tfe-certs
      caCertData: ${base64encode(file("${path.module}/ca.pem"))}
    image:
      repository: images.releases.hashicorp.com
      name: hashicorp/terraform-enterprise
      tag: "${var.tfe_version}"
    env:
      secretRefs:
        - name: tfe-secrets
      variables:
        TFE_HOSTNAME: ${var.tfe_fqdn}
        TFE_OPERATIONAL_MODE: external
        TFE_DATABASE_HOST: ${aws_db_instance.tfe.endpoint}
        TFE_DATABASE_NAME: tfe
        TFE_DATABASE_USER: tfe
        TFE_DATABASE_PARAMETERS: sslmode=require
        TFE_OBJECT_STORAGE_TYPE: s3
        TFE_OBJECT_STORAGE_S3_BUCKET: ${aws_s3_bucket.tfe.id}
        TFE_OBJECT_STORAGE_S3_REGION: ${var.region}
        TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: "true"
        TFE_REDIS_HOST: ${aws_elasticache_replication_group.tfe.primary_endpoint_address}
        TFE_IACT_SUBNETS: 10.0.0.0/8
    EOT
  ]
}
