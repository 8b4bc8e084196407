// The checker in sites that Docusaurus and MkDocs build: it finds what is wrong, and the two do not touch.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "../browser/support/harness.mjs";
import { serve } from "../browser/support/server.mjs";
import { eventually } from "../browser/support/waiting.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
let suite, folder;
before(async () => {
  suite = await start({ below: "/tools/tfe-check/" });
  folder = await mkdtemp(join(tmpdir(), "tfe-check-hosts-"));
});
after(async () => {
  await suite.close();
  await rm(folder, { recursive: true });
});

function build(program, args, cwd, env) {
  const done = spawnSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8" });
  assert.equal(done.status, 0, `${program}: ${done.error ?? done.stdout + done.stderr}`);
}

const SITES = {
  Docusaurus: (out) => {
    const site = join(here, "docusaurus");
    build(process.execPath, [join(site, "node_modules/@docusaurus/core/bin/docusaurus.mjs"), "build", "--out-dir", out], site, {
      TFE_CHECK_AT: suite.server.address,
      DOCUSAURUS_DISABLE_TELEMETRY: "1",
      NODE_ENV: "production",
    });
  },
  MkDocs: async (out) => {
    const site = join(folder, "mkdocs");
    await cp(join(here, "mkdocs"), site, { recursive: true, filter: (path) => !path.endsWith(".venv") });
    build(process.env.MKDOCS ?? "mkdocs", ["build", "--quiet", "--site-dir", out], site, { TFE_CHECK_SCRIPT: `${suite.server.address}element.js` });
    for (const name of (await readdir(out)).filter((name) => name.endsWith(".html"))) {
      const page = await readFile(join(out, name), "utf8");
      await writeFile(join(out, name), page.replaceAll("https://checker.invalid/", suite.server.address));
    }
  },
};

/** What the text of the second element has to end with. */
const WHOLE = { Docusaurus: /"raed"\] \}\n$/, MkDocs: /\}\n\n# a line after an empty one\n$/ };

const frames = (page) => page.frames().filter((frame) => frame.url().includes("embed.html"));

/** How a site's own elements look: heading, text, list, link. */
const LOOKS = () =>
  ["html", "body", "h1", "p", "li", "p a"].map((name) => {
    const { color, font, letterSpacing, backgroundColor, textTransform } = getComputedStyle(document.querySelector(`${name === "html" || name === "body" ? name : `:is(article, [role=main]) ${name}`}`));
    return { name, color, font, letterSpacing, backgroundColor, textTransform };
  });

for (const [name, make] of Object.entries(SITES)) {
  test(`${name}: elements and a frame in its pages check, and styles do not touch`, async () => {
    const out = join(folder, `${name}-site`);
    await make(out);
    const host = await serve({ folder: out });
    const { page, seen, close } = await suite.open({ address: host.address, until: (page) => page.waitForLoadState() });
    await eventually(() => assert.equal(frames(page).length, 3));
    const [first, second, alone] = await Promise.all(["one_", "two_", "archivist_"].map((part) => eventually(() => holding(page, part))));
    for (const frame of [first, second, alone]) await frame.locator('.app[data-engine="ready"] #verdict').waitFor();
    await second.locator(".fl > li", { hasText: "raed" }).first().waitFor();
    await alone.locator(".fl > li").first().waitFor();
    assert.ok(!(await first.locator(".fl").first().isVisible()), "compact is without the list");
    const engines = page.workers().filter((worker) => worker.url().startsWith("blob:"));
    assert.equal(engines.length, 2, "the elements share an engine; the frame by itself has its own");
    assert.match(await second.evaluate(() => document.querySelector("tfe-editor").value), WHOLE[name]);
    await apart(page, second);
    await follow(page);
    // MkDocs asks a network for its highlighter.
    const errors = seen.errors.filter((error) => !/404|net::ERR|hljs/.test(error));
    assert.deepEqual(errors, [], "the site finds its pages as it has made them");
    await close();
    await host.close();
  });
}

/** The frame whose text has this part. */
async function holding(page, part) {
  for (const frame of frames(page)) {
    const text = await frame.evaluate(() => document.querySelector("tfe-editor")?.value ?? "");
    if (text.includes(part)) return frame;
  }
  throw new assert.AssertionError({ message: `no frame has ${part}` });
}

/** The site's styles are not in the frame, and the site looks as its page without the checker. */
async function apart(page, frame) {
  const inside = await frame.evaluate(() => {
    const { letterSpacing, textTransform } = getComputedStyle(document.querySelector("#panel .fl > li"));
    return [letterSpacing, textTransform];
  });
  assert.deepEqual(inside, ["normal", "none"]);
  const looks = await page.evaluate(LOOKS);
  assert.equal(looks.find(({ name }) => name === "li").letterSpacing, "7px", "the site's own styles are there");
  const other = await page.context().newPage();
  await other.goto(await page.locator("p a", { hasText: "without" }).evaluate((link) => link.href));
  assert.deepEqual(await other.evaluate(LOOKS), looks);
  await other.close();
}

/** Readers go on to another page and come back, in some sites without loading either. */
async function follow(page) {
  await page.locator("p a", { hasText: "without" }).click();
  await eventually(() => assert.equal(frames(page).length, 0));
  await page.locator("p a", { hasText: "link back" }).click();
  await eventually(() => assert.equal(frames(page).length, 3));
  const again = await eventually(() => holding(page, "two_"));
  await again.locator(".fl > li", { hasText: "raed" }).first().waitFor();
}
