resource "helm_release" "grafana" {
  name       = "grafana"
  repository = "https://grafana.github.io/helm-charts"
  chart      = "grafana"

  values = [<<-EOT
    image:
      tag: 11
    env:
      GF_SERVER_ROOT_URL: https://grafana.example.com
    service:
      kind: odd
  EOT
  ]

  set {
    name  = "adminUsr"
    value = "admin"
  }
}
