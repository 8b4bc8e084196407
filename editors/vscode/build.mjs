// Bundles the extension: node build.mjs [FOLDER OF THE NPM PACKAGE]
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const npm = resolve(process.argv[2] ?? resolve(here, "../../dist-npm/package"));

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  legalComments: "none",
  outdir: "dist",
  logLevel: "warning",
  external: ["vscode"],
  format: "cjs",
};
await build({ ...common, entryPoints: ["src/desktop.js"], platform: "node", target: "node18" });
await build({ ...common, entryPoints: ["src/web.js"], platform: "browser", target: "es2022" });
await build({
  ...common,
  entryPoints: ["src/server.js"],
  platform: "browser",
  target: "es2022",
  format: "iife",
  // Only the loader uses it, and the worker has the WebAssembly in itself.
  define: { "import.meta.url": '""' },
  loader: { ".wasm": "binary" },
  alias: {
    "tfe-check/init": resolve(npm, "init.js"),
    "tfe-check/tfe-check.wasm": resolve(npm, "tfe-check.wasm"),
  },
});
