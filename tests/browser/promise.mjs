// Nothing leaves the page: the policy, the load, and what happens afterwards.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { paste, start, traffic } from "./support/harness.mjs";
import { dist } from "./support/server.mjs";
import { eventually } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

test("the page carries the strict policy before anything is loaded, and no inline script", async () => {
  const page = await readFile(join(dist, "index.html"), "utf8");
  const policy = page.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
  assert.equal(
    policy[1],
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
      "worker-src 'self' blob:; manifest-src blob:; img-src 'self' data:; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'",
  );
  assert.ok(policy.index < page.search(/<(script|link|style)\b/));
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/);
  assert.doesNotMatch(page, /\s(style|on\w+)=/);
});

test("the page loads, takes a pasted text and asks for nothing more", async () => {
  const { page, seen, close } = await suite.open();
  await paste(page, 'path "transit/keys/archivist_kdf" {\n  capabilities = ["update"] # 😀\n}\n');
  await page.waitForTimeout(500);
  const text = await page.evaluate(() => document.querySelector("tfe-editor").value);
  assert.match(text, /archivist_kdf.*\n.*😀/);
  assert.deepEqual(seen, { errors: [], refused: [], requests: [] });
  assert.deepEqual(await traffic(page), { requests: [], refused: [], changes: [] });
  await close();
});

test("everything that is loaded comes from the page's own folder", async () => {
  const own = await suite.open();
  const loaded = await own.page.evaluate(() =>
    performance.getEntriesByType("resource").map((entry) => entry.name),
  );
  assert.ok(loaded.length > 4);
  for (const name of loaded) assert.ok(name.startsWith(suite.server.address), name);
  await own.close();
});

/** Tries every way out that a script has; gives how many it tried. */
const TRY_ALL = async (address) => {
  const within = (start) => new Promise((done) => (start(done), setTimeout(done, 500)));
  const ways = [
    () => fetch(`${address}?fetch`),
    () => fetch(`${address}?opaque`, { mode: "no-cors" }),
    () => import(`${address}?script`),
    () =>
      within((done) => {
        const request = new XMLHttpRequest();
        request.onloadend = done;
        request.open("GET", `${address}?xhr`);
        request.send();
      }),
    () => within((done) => (new WebSocket(address.replace("http", "ws")).onclose = done)),
    () => within((done) => (new EventSource(`${address}?events`).onerror = done)),
    () => within((done) => (new Worker(`${address}?worker`).onerror = done)),
  ];
  const element = (name, attributes) => () =>
    within((done) => {
      const made = Object.assign(document.createElement(name), attributes);
      made.onload = made.onerror = done;
      document.head.append(made);
    });
  if (globalThis.document) {
    ways.push(
      () => navigator.sendBeacon(`${address}?beacon`, "text"),
      element("img", { src: `${address}?image` }),
      element("script", { src: `${address}?element` }),
      element("link", { rel: "stylesheet", href: `${address}?style` }),
      element("link", { rel: "prefetch", href: `${address}?prefetch` }),
      element("iframe", { src: `${address}?frame` }),
    );
  }
  for (const way of ways) await Promise.resolve().then(way).catch(() => {});
  return ways.length;
};

for (const place of ["page", "worker"]) {
  test(`a script in the ${place} finds no way out, and the page counts its attempts`, async () => {
    const { page, close } = await suite.open();
    const scope = place === "page" ? page : page.workers()[0];
    const before = suite.server.asked.length;
    const tried = await scope.evaluate(TRY_ALL, suite.server.address);
    // What got out would have arrived by then.
    await page.waitForTimeout(300);
    assert.deepEqual(suite.server.asked.slice(before), [], "the server has heard of it");
    await eventually(async () => {
      const { refused } = await traffic(page);
      assert.ok(refused.length >= tried, `${refused.length} of ${tried} attempts counted`);
      const told = await page.locator(".stat").getAttribute("data-traffic");
      assert.ok(told.endsWith(` ${refused.length}`), "the page tells as many");
    });
    await close();
  });
}

test("a style that an extension adds is named, and is no attempt to connect", async () => {
  const { page, close } = await suite.open();
  await page.evaluate(() => {
    const style = Object.assign(document.createElement("style"), { textContent: "body { color: red }" });
    document.head.append(style);
  });
  await eventually(async () => assert.equal((await traffic(page)).changes.length, 1));
  assert.deepEqual((await traffic(page)).refused, []);
  assert.equal(await page.locator(".stat.broken").count(), 0);
  await page.locator(".seal").click();
  await page.locator("dialog tr", { hasText: "by an extension, most likely" }).getByText("1", { exact: true }).waitFor();
  const notes = await page.locator("dialog .note").allInnerTexts();
  assert.deepEqual(notes, ["While the page loads", "Added before any text is read"]);
  await close();
});
