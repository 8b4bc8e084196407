// What operators paste: the policy as it was before the support article, the article's overrides, and
// both as a web page gives them.

/** The rules that were documented before backups needed `read` on the keys. */
export const OLD_POLICY = `# Terraform Enterprise
path "auth/approle/login" {
  capabilities = ["create", "update"]
}
path "auth/token/renew-self" {
  capabilities = ["create", "update"]
}
path "auth/token/renew" {
  capabilities = ["create", "update"]
}
path "sys/leases/renew" {
  capabilities = ["create", "update"]
}
path "sys/renew" {
  capabilities = ["create", "update"]
}
path "sys/mounts" {
  capabilities = ["read"]
}
path "transit/keys/atlas_*" {
  capabilities = ["create", "update"]
}
path "transit/encrypt/atlas_*" {
  capabilities = ["create", "update"]
}
path "transit/decrypt/atlas_*" {
  capabilities = ["update"]
}
path "transit/sign/atlas_*" {
  capabilities = ["create", "update"]
}
path "transit/restore/atlas_*" {
  capabilities = ["create", "update"]
}
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
path "transit/restore/archivist_*" {
  capabilities = ["create", "update"]
}
`;

/** The line of `text` (from 1) that holds `part`; the one after it with `after`. */
export function lineOf(text, part, after = 0) {
  return text.slice(0, text.indexOf(part)).split("\n").length + after;
}

/** A policy's rules on one line, the comment of each before it, as copied from a page of documentation. */
export const FLAT_POLICY =
  '# Let backups read the keys path "transit/keys/archivist_*" { capabilities = ["read", "update", "create"] } ' +
  '# Let backups read the keys path "transit/backup/archivist_*" { capabilities = ["read", "create", "update"] } ' +
  '# New path "transit/backup/atlas_*" { capabilities = ["read"] }';

/** Non-root with an instance profile, without what makes the token readable. */
export const NONROOT = `securityContext:
  runAsUser: 1000
  fsGroup: 1012
  runAsNonRoot: true
env:
  variables:
    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: true
`;

/** The same with its indentation lost, and the last word run into nothing. */
export const FLAT_NONROOT = NONROOT.replace(/^ +/gm, "").trimEnd();
