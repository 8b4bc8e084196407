// Makes web/generated/ before trunk looks at it: the bundles, and the rule pages as one asset.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const web = fileURLToPath(new URL(".", import.meta.url));
const out = join(web, "generated");
const release = process.env.TRUNK_PROFILE === "release";

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "assets"), { recursive: true });
const pages = await asset("rules", "json", JSON.stringify(await rulePages(join(web, "..", "rules"))));

const { metafile } = await build({
  metafile: true,
  entryPoints: ["boot/boot.js", "editor/editor.js", "styles/app.css"].map((file) => join(web, file)),
  entryNames: "[name]",
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: release,
  legalComments: "none",
  loader: { ".worker.js": "text" },
  define: { RULE_PAGES: JSON.stringify(pages) },
  logLevel: "warning",
});

// What is bundled, for the list of parts.
await writeFile(join(out, "bundled.json"), JSON.stringify(Object.keys(metafile.inputs).sort()));

/** Writes a file whose name changes with its content, and gives that name. */
async function asset(name, extension, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const file = `${name}-${hash}.${extension}`;
  await writeFile(join(out, "assets", file), content);
  return `./assets/${file}`;
}

/** All rule pages by rule name, as they are written. */
async function rulePages(folder) {
  const files = await readdir(folder, { recursive: true });
  const pages = {};
  for (const file of files.filter((f) => f.endsWith(".md")).sort()) {
    pages[basename(file, ".md")] = await readFile(join(folder, file), "utf8");
  }
  return pages;
}
