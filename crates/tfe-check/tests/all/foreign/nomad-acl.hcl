namespace "default" {
  policy       = "read"
  capabilities = ["submit-job", "read-logs"]

  variables {
    path "project/*" {
      capabilities = ["read"]
    }
  }
}

node {
  policy = "read"
}
