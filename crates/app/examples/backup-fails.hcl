# Terraform Enterprise on external Vault, written for the first installation

path "auth/approle/login"    { capabilities = ["create", "update"] }
path "auth/token/renew-self" { capabilities = ["create", "update"] }
path "auth/token/renew"      { capabilities = ["create", "update"] }
path "sys/leases/renew"      { capabilities = ["create", "update"] }
path "sys/renew"             { capabilities = ["create", "update"] }
path "sys/mounts"            { capabilities = ["read"] }

# object storage: archivist keys
path "transit/keys/archivist_*" {
  capabilities = ["create", "update"]
}
path "transit/encrypt/archivist_*" {
  capabilities = ["create", "update"]
}
path "transit/decrypt/archivist_*" {
  capabilities = ["update"]
}
path "transit/datakey/plaintext/archivist_*" {
  capabilities = ["update"]
}
path "transit/backup/archivist_*" {
  capabilities = ["read"]
}
path "v1/transit/restore/archivist_*" {
  capabilities = ["create", "update"]
}

# application data: atlas keys
path "transit/keys/atlas_*" {
  capabilities = ["create", "read", "update", "delete"]
}
path "transit/keys/atlas_*/config" {
  capabilities = ["read", "create", "update"]
}
path "transit/encrypt/atlas_*" {
  capabilities = ["create", "update"]
}
path "transit/decrypt/atlas_*" {
  capabilities = ["update"]
}
path "transit/restore/atlas_*" {
  capabilities = ["create", "update"]
}
