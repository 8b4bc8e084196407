# Policy for PTFE
# written 2019 by ops
path "auth/approle/login" {
  capabilities = ["create", "read"]
}
# renew
path "sys/renew/*" {
  policy = "write"
}
path "auth/token/renew/*" {
  policy = "write"
}
path "transit/encrypt/atlas_*" {
  capabilities = ["create", "update"]
}
path "transit/decrypt/atlas_*" {
  capabilities = ["update"]
}
path "transit/encrypt/archivist_*" {
  capabilities = ["create", "update"]
}
path "transit/decrypt/archivist_*" {
  capabilities = ["update"]
}
# archivist
path "transit/datakey/plaintext/archivist_*" {
  capabilities = ["update"]
}
path "transit/keys/archivist_*" {
  capabilities = ["create", "update"]
}
# our own secrets
path "secret/data/tfe/*" {
  capabilities = ["read"]
}
path "sys/mounts" {
  capabilities = ["read"]
}
