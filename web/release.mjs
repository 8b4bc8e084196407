// Finishes dist/ for static servers: headers, compressed copies, licences, a list of parts (SBOM), and checksums.
// The same dist/ gives the same files, byte for byte.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { crates, packages } from "./parts.mjs";
import { headers } from "./hosting.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const COMPRESSED = [".css", ".html", ".js", ".json", ".wasm"];

const page = await readFile(join(dist, "index.html"), "utf8");
const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1];
if (!policy) throw new Error("dist/index.html has no policy: run cargo xtask build");
await mkdir(join(dist, "hosting"), { recursive: true });
for (const [name, content] of Object.entries(headers(policy))) await writeFile(join(dist, name), content);

const parts = [...(await crates()), ...(await packages())].sort((a, b) => (a.purl < b.purl ? -1 : 1));
await writeFile(join(dist, "sbom.cdx.json"), `${JSON.stringify(sbom(parts), null, 2)}\n`);
await writeFile(join(dist, "LICENSES.txt"), licences(parts));
for (const file of await files()) {
  if (COMPRESSED.includes(extname(file))) await compress(join(dist, file));
}
const sums = [];
for (const file of await files()) {
  if (file !== "SHA256SUMS") sums.push(`${sha256(await readFile(join(dist, file)))}  ${file}\n`);
}
await writeFile(join(dist, "SHA256SUMS"), sums.join(""));
console.log(`dist/: ${sums.length} files, ${parts.length} parts of others`);

/** All files, with `/` on every system, in one order. */
async function files() {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return names.map((name) => relative(dist, name).replaceAll("\\", "/")).sort();
}

async function compress(file) {
  const content = await readFile(file);
  await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await writeFile(`${file}.br`, brotliCompressSync(content, { params }));
}

/** CycloneDX 1.5. Without a time: two builds of one commit are alike. */
function sbom(parts) {
  const version = JSON.parse(spawnSync("cargo", ["metadata", "--format-version=1", "--no-deps", "--offline"]).stdout).packages[0].version;
  const components = parts.map(({ name, version, licence, purl }) => ({
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    licenses: [{ expression: licence }],
  }));
  const id = createHash("sha256").update(JSON.stringify(components)).digest("hex");
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    serialNumber: `urn:uuid:${[id.slice(0, 8), id.slice(8, 12), `4${id.slice(13, 16)}`, `8${id.slice(17, 20)}`, id.slice(20, 32)].join("-")}`,
    version: 1,
    metadata: { component: { type: "application", name: "tfe-check", version } },
    components,
  };
}

/** Each licence once, with the parts that it is for. */
function licences(parts) {
  const texts = new Map();
  for (const { name, version, licence, texts: own } of parts) {
    for (const text of own) texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${licence})`]);
  }
  const line = "=".repeat(80);
  const sections = [...texts].map(([text, names]) => `${line}\n${names.join("\n")}\n${line}\n\n${text.trim()}\n`);
  return `tfe-check is under MIT or Apache-2.0. It contains these parts of others.\n\n${sections.join("\n")}`;
}

function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}
