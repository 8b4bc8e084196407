ui = true
storage "raft" {
  path    = "/opt/vault/data"
  node_id = "a"
}
listener "tcp" {
  address = "0.0.0.0:8200"
}
