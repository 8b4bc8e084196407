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

/** A policy as an article shows it: part of one, with a slip. */
export const ARTICLE_POLICY = `path "auth/approle/login" { capabilities = ["create", "update"] }
path "transit/keys/archivist_*" {
  capabilities = ["create", "upadte"]
}
`;

/** The values next to it. */
export const ARTICLE_VALUES = `securitycontext:
  runAsNonRoot: true
env:
  variables:
    TFE_CAPACITY_MEMORY: 1048576
`;

/** The line of a log. */
export const ARTICLE_LOG = `{"@level":"error","@message":"terraform-enterprise: startup: error: failed to start: check failed: name=database"}
`;

const PROSE = "A sentence of the article, which nobody checks.\n\n".repeat(30);

/** All of it, with sentences in between that fill the screen. */
export const ARTICLE = `Backups cannot be restored\n\nUse this policy:\n\n\`\`\`hcl\n${ARTICLE_POLICY}\`\`\`\n\n${PROSE}And these values:\n\n\`\`\`yaml\n${ARTICLE_VALUES}\`\`\`\n\nOtherwise the log says:\n\n\`\`\`\n${ARTICLE_LOG}\`\`\`\n`;
