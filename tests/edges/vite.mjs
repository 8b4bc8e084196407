// The npm package in a project that Vite builds: the bundle finds its WebAssembly and checks.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "vite";

import { folder, run } from "./support.mjs";

test("a page that Vite builds checks a file", async () => {
  const project = folder({
    "package.json": '{ "name": "project", "private": true, "type": "module" }',
    "index.html": '<!doctype html><script type="module" src="./main.js"></script>',
    "main.js": 'import { check } from "tfe-check";\nglobalThis.report = check([{ name: "a.hcl", text: "path \\"sys/mounts\\" { capabilities = [\\"raed\\"] }" }]);\n',
  });
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--offline", process.env.TFE_CHECK_TARBALL];
  assert.equal(run("npm", args, { cwd: project }).code, 0);
  await build({ root: project, base: "./", logLevel: "warn", build: { modulePreload: false } });
  const assets = readdirSync(join(project, "dist/assets"));
  const script = assets.find((name) => name.endsWith(".js"));
  assert.ok(assets.some((name) => name.endsWith(".wasm")), assets.join(" "));
  // What the browser fetches is the file that was built; nothing else is asked for.
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(basename(String(address.url ?? address)));
    const bytes = await readFile(fileURLToPath(address.url ?? address));
    return new Response(bytes, { headers: { "content-type": "application/wasm" } });
  };
  await import(pathToFileURL(join(project, "dist/assets", script)));
  assert.ok(globalThis.report.documents[0].findings.some(({ rule }) => rule === "unknown-capability"));
  assert.deepEqual(asked, assets.filter((name) => name.endsWith(".wasm")));
});
