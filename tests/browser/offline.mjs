// After the first visit the page opens without a network, and stays sealed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { paste, ready, start } from "./support/harness.mjs";
import { OLD_POLICY } from "./support/inputs.mjs";
import { checked, findings } from "./support/product.mjs";
import { dist } from "./support/server.mjs";
import { eventually } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start({ below: "/docs/tfe/" })));
after(() => suite.close());

const first = () => suite.open({ serviceWorkers: "allow" });

test("with the network cut the page reloads, checks and shows its rules", async () => {
  const { page, context, seen, close } = await first();
  await page.getByText("Works offline").waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const asked = suite.server.asked.length;
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  await paste(page, OLD_POLICY);
  await checked(page);
  assert.ok((await findings(page)).some(({ rule }) => rule === "transit-key-read-missing"));
  await page.locator(".rules-link").click();
  await page.locator(".index li").first().waitFor();
  assert.equal(suite.server.asked.length, asked, "the server hears nothing");
  assert.deepEqual(seen.errors, []);
  await close();
});

test("only the page itself is answered with the page", async () => {
  const { page, context, close } = await first();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const other = await context.newPage();
  // The server answers with no text, which Chromium shows as a page of its own.
  await assert.rejects(other.goto(`${suite.server.address}nothing.html`), /RESPONSE_CODE/);
  await context.setOffline(true);
  const framed = await context.newPage();
  await assert.rejects(framed.goto(`${suite.server.address}embed.html#example=works`));
  const again = await context.newPage();
  await again.goto(`${suite.server.address}index.html`);
  await ready(again);
  await close();
});

test("the service worker takes no message and keeps nothing by itself", async () => {
  const worker = await readFile(join(dist, "sw.js"), "utf8");
  assert.doesNotMatch(worker, /["'](message|push|sync)["']|\.put\(|\.add(All)?\(|importScripts|skipWaiting/);
  assert.match(worker, /method !== "GET"/);
});

test("a page that is kept still finds no way out", async () => {
  const { page, close } = await first();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.reload();
  await ready(page);
  const asked = suite.server.asked.length;
  const said = await page.evaluate((address) => fetch(`${address}?text`).catch((error) => error.message), suite.server.address);
  assert.match(said, /Failed to fetch/);
  assert.equal(suite.server.asked.length, asked);
  await close();
});

test("an older tab hears of a newer version and goes on as it is; versions before the last are not kept", async () => {
  const { page, context, close } = await first();
  await page.getByText("Works offline").waitFor();
  await paste(page, OLD_POLICY);
  await checked(page);
  const other = await context.newPage();
  await other.goto(`${suite.server.address}sw.js`);
  await other.evaluate(() => new BroadcastChannel("tfe-check").postMessage("tfe-check 0123456789abcdef"));
  await page.getByText("A new version is ready. It loads when you reload this page.").waitFor();
  assert.ok((await findings(page)).length > 0, "nothing was reloaded");
  await other.evaluate(() => caches.open("tfe-check 0123456789abcdef"));
  await page.reload();
  await ready(page);
  await eventually(async () => assert.equal((await page.evaluate(() => caches.keys())).length, 1));
  await close();
});

test("Verify names the build, and wipes all that was stored", async () => {
  const { page, close } = await first();
  await page.getByText("Works offline").waitFor();
  await page.getByRole("button", { name: "Switch between light and dark" }).click();
  await page.locator(".seal").click();
  const sums = await page.locator(".db .cmd code").allInnerTexts();
  assert.ok(sums.some((sum) => /^[0-9a-f]{64}$/.test(sum)), "the SHA-256 of the checker");
  await page.getByRole("button", { name: "Wipe everything stored" }).click();
  await page.getByRole("button", { name: "Wiped" }).waitFor();
  const left = await page.evaluate(async () => [localStorage.length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]);
  assert.deepEqual(left, [0, 0, 0]);
  await close();
});
