// What dist/ has for static servers.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { dist } from "./support/server.mjs";

const read = (name) => readFile(join(dist, name));
const sums = (await read("SHA256SUMS").then(String)).trim().split("\n").map((line) => line.split("  "));
const names = sums.map(([, name]) => name);

test("every file has its checksum", async () => {
  for (const [sum, name] of sums) assert.equal(createHash("sha256").update(await read(name)).digest("hex"), sum, name);
  assert.ok(names.includes("index.html") && names.includes("embed.html"));
});

test("scripts, styles and wasm are there compressed, and are the same", async () => {
  const packed = names.filter((name) => /\.(css|html|js|json|wasm)$/.test(name));
  assert.ok(packed.length >= 8, packed.join());
  for (const name of packed) {
    const content = await read(name);
    assert.ok(gunzipSync(await read(`${name}.gz`)).equals(content), `${name}.gz`);
    assert.ok(brotliDecompressSync(await read(`${name}.br`)).equals(content), `${name}.br`);
  }
});

test("all servers are told the page's own policy", async () => {
  const page = String(await read("index.html"));
  const [, policy] = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  for (const name of ["_headers", "hosting/nginx.conf", "hosting/apache.conf"]) {
    const told = String(await read(name));
    assert.ok(told.includes(policy), name);
    assert.match(told, /embed\.html/);
  }
});

test("the parts of others are listed, with their licences", async () => {
  const { bomFormat, components } = JSON.parse(await read("sbom.cdx.json"));
  assert.equal(bomFormat, "CycloneDX");
  const all = components.map(({ name }) => name);
  for (const name of ["yew", "hcl-edit", "serde", "@codemirror/view", "@codemirror/state"]) assert.ok(all.includes(name), name);
  for (const name of ["esbuild", "playwright-core", "proptest"]) assert.ok(!all.includes(name), name);
  const licences = String(await read("LICENSES.txt"));
  for (const { name, licenses } of components) {
    assert.ok(licenses[0].expression.length > 2, name);
  }
  assert.match(licences, /@codemirror\/view .*\(MIT\)/);
});
