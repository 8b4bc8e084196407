// Makes one HTML file of the release page in dist/, for places without a web server or a network. Its
// policy knows its own script and style by their hash and no address at all.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const out = join(root, "dist-single");
const names = [...(await readdir(dist)), ...(await readdir(join(dist, "assets"))).map((name) => join("assets", name))];
const part = (pattern) => {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`dist/ has ${found.length} files like ${pattern}: run cargo xtask build`);
  return join(dist, found[0]);
};

const glue = part(/^app-[0-9a-f]+\.js$/);
const style = (await readFile(part(/^app-[0-9a-f]+\.css$/), "utf8")).trim();
const script = inScript(await bundled({ entryPoints: [join(root, "web/boot/single.js")], format: "esm" }));
const prelude = await readFile(join(root, "web/boot/prelude.worker.js"), "utf8");
const parts = {
  worker: await bundled({ stdin: { contents: `import { initSync } from "engine-glue";\n${prelude}` }, format: "iife" }),
  wasm: await readFile(part(/^app-[0-9a-f]+_bg\.wasm$/)),
  rules: await readFile(part(/^assets.rules-[0-9a-f]+\.json$/)),
};

const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "worker-src blob:",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const page = (await readFile(join(dist, "index.html"), "utf8"))
  .replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, (_all, lead) => lead + policy)
  .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
  .replace(/\s*<meta name="tfe-check-engine"[^>]*>/, "")
  // Nothing is next to a file on a disk.
  .replace(/\s*<meta name="tfe-check-docs" content="(?!https?:)[^"]*">/, "")
  .replace(/\s*<script src=[^>]*><\/script>/g, "")
  .replace(/\s*<link rel="(?:modulepreload|preload)"[^>]*>/g, "")
  .replace(/\s*<\/body>/, () => `\n${Object.entries(parts).map(packed).join("")}<script type="module">${script}</script>\n  </body>`);
if (/<(?:script|link|img)[^>]*\s(?:src|href)="(?!data:)/.test(page.slice(0, page.indexOf(script)))) {
  throw new Error("the single file would load something");
}

await mkdir(out, { recursive: true });
const file = join(out, "tfe-check.html");
const sum = createHash("sha256").update(page).digest("hex");
await writeFile(file, page);
await writeFile(`${file}.sha256`, `${sum}  tfe-check.html\n`);
// The same for frames of other pages, which leave the keyboard where it is.
await writeFile(join(dist, "embed.html"), page.replace("<html ", "<html data-embed ").replace(" autofocus", ""));
console.log(`${file}: ${Math.round(page.length / 1024)} KB, SHA-256 ${sum}`);

/** A script in one piece, with the glue of the release. */
async function bundled(options) {
  const { outputFiles } = await build({
    ...options,
    bundle: true,
    target: "es2022",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    alias: { "engine-glue": glue },
    // The glue would look for its wasm there, if it were not given it.
    logOverride: { "empty-import-meta": "silent" },
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0].text.trim();
}

/** A part as data that no browser runs. */
function packed([name, content]) {
  const text = gzipSync(content, { level: 9 }).toString("base64");
  return `<script type="application/octet-stream" id="${name}">${text}</script>\n`;
}

/** A script as it may stand in a page: nothing in it ends or reopens the element. */
function inScript(text) {
  return text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

function hash(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
