# Policy of the TFE in the Frankfurt region
# asked for by the platform team

// renewal
path "sys/leases/renew" { capabilities = ["create", "update"] }
path "sys/renew" { capabilities = ["create", "update"] }
path "auth/token/renew" { capabilities = ["create", "update"] }
path "auth/token/renew-self" { capabilities = ["create", "update"] }

# login needs no policy, the vendor lists it
path "auth/approle/login" {
  capabilities = ["create", "update"]
}

/* keys */
path "transit/keys/atlas_*" {
  capabilities = [
    "read", # for backups
    "create",
    "update",
  ]
}
path "transit/keys/archivist_*" {
  capabilities = ["read", "create", "update"]
}
path "transit/sign/atlas_*" {
  capabilities = ["create", "update"]
}

# daily work
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
  capabilities = ["update"] # enough
}
path "transit/datakey/plaintext/archivist_*" {
  capabilities = ["update"]
}

# backup and restore
path "transit/backup/atlas_*" {
  capabilities = ["read"]
}
path "transit/restore/atlas_*" {
  capabilities = ["update"]
}
path "transit/backup/archivist_*" {
  capabilities = ["read"]
}
path "transit/restore/archivist_*" {
  capabilities = ["update"]
}

path "sys/mounts" {
  capabilities = ["read"]
}
