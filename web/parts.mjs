// What of others is in the page: crates by cargo's own list, npm packages by what esbuild has bundled.
import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The crates that are linked into the page. */
export async function crates() {
  const list = ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform=wasm32-unknown-unknown"];
  const asked = spawnSync("cargo", list, { cwd: root, maxBuffer: 1 << 28 });
  if (asked.status !== 0) throw new Error(`cargo metadata: ${asked.stderr}`);
  const { packages, resolve } = JSON.parse(asked.stdout);
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const linked = new Set();
  const link = (id) => {
    if (linked.has(id)) return;
    linked.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) if (dep_kinds.some(({ kind }) => kind === null)) link(pkg);
  };
  link(packages.find(({ name }) => name === "app").id);
  const others = [...linked].map((id) => byId.get(id)).filter(({ source }) => source);
  return Promise.all(
    others.map(async ({ name, version, license, manifest_path: manifest }) => ({
      name,
      version,
      licence: (license ?? "NOASSERTION").replace("/", " OR "),
      purl: `pkg:cargo/${name}@${version}`,
      texts: await licenceTexts(dirname(manifest)),
    })),
  );
}

/** The npm packages of the bundles. */
export async function packages() {
  const inputs = JSON.parse(await readFile(join(root, "web/generated/bundled.json"), "utf8"));
  const names = inputs.map((input) => input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean);
  return Promise.all(
    [...new Set(names)].map(async (name) => {
      const folder = join(root, "node_modules", name);
      const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
      return { name, version, licence: license ?? "NOASSERTION", purl, texts: await licenceTexts(folder) };
    }),
  );
}

async function licenceTexts(folder) {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8").catch(() => "")));
  return texts.map((text) => text.replaceAll("\r\n", "\n")).filter(Boolean);
}
