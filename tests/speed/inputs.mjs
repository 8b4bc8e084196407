// Files as teams write them, in sizes that nobody writes by hand.

const HEAD = `replicaCount: 3
tls:
  certificateSecret: terraform-enterprise-certificates
image:
  repository: images.releases.hashicorp.com
  name: hashicorp/terraform-enterprise
  tag: v202409-1
env:
  secretRefs:
    - name: terraform-enterprise
  variables:
    TFE_HOSTNAME: "tfe.example.com"
    TFE_OPERATIONAL_MODE: "active-active"
    TFE_DATABASE_HOST: "db.example.com:5432"
    TFE_DATABASE_NAME: "tfe"
    TFE_DATABASE_USER: "tfe"
    TFE_OBJECT_STORAGE_TYPE: "s3"
    TFE_OBJECT_STORAGE_S3_BUCKET: "tfe-bucket"
    TFE_OBJECT_STORAGE_S3_REGION: "us-east-1"
    TFE_REDIS_HOST: "redis.example.com:6379"
`;

/** As many pieces as fit into some bytes. */
function fill(bytes, head, piece) {
  const parts = [head];
  let length = head.length;
  for (let n = 0; length < bytes; n++) {
    const next = piece(n);
    parts.push(next);
    length += next.length;
  }
  return parts.join("");
}

/** A policy of so many rules, each for a path of its own. */
export function policy(rules) {
  const ends = ["", "/*", "/+/config", "_*"];
  const rule = (n) => `path "team${n % 40}/app${n}${ends[n % 4]}" {\n  capabilities = ["read", "list"]\n}\n`;
  return Array.from({ length: rules }, (_, n) => rule(n)).join("");
}

/** What a team of usual size has. */
export const usualPolicy = () => policy(20);
export const usualValues = () => settings(5_800);

/** Settings of programs of one's own, in one map. */
export function settings(bytes) {
  return fill(bytes, HEAD, (n) => `    APP_SETTING_${String(n).padStart(6, "0")}: "value ${n} of many"\n`);
}

/** Containers: many small maps. */
export function containers(bytes) {
  const one = (n) =>
    `  # container ${n}\n  - name: "wait-${n}" # waits\n    image: busybox:1.36\n    command: ["sh", "-c", "until nc -z db 5432; do sleep 1; done"]\n    env:\n      - name: PART\n        value: "${n}"\n`;
  return fill(bytes, `${HEAD}initContainers:\n`, one);
}

/** Half of each. */
export function both(bytes) {
  const first = settings(bytes / 2);
  return first + containers(bytes / 2).slice(HEAD.length);
}

/** Anchors, blocks and keys that the chart does not have. */
export function mixture(bytes) {
  const one = (n) =>
    `extra${n}: &a${n}\n  text: |\n    line one of ${n}\n    line two\n  data: ${Buffer.from(`data of ${n}`).toString("base64")}\n  list: [1, 2, ${n}]\ncopy${n}: *a${n}\n`;
  return fill(bytes, HEAD, one);
}
