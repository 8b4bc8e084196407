// The first screen before the engine is there: it is what the running page shows, and loses nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ready, start } from "./support/harness.mjs";
import { OLD_POLICY } from "./support/inputs.mjs";
import { checked, findings, text } from "./support/product.mjs";
import { eventually } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

/** Opens the page with its engine held back until `release` is called. */
async function held(options = {}) {
  let release;
  const gate = new Promise((done) => (release = done));
  const session = await suite.open({
    ...options,
    prepare: (page) => page.route("**/*.wasm", async (route) => (await gate, route.continue())),
    until: (page) => page.waitForSelector("#early-text"),
  });
  return { ...session, release };
}

/** Where the words of the first screen are, by their text. */
const PLACES = () => {
  const shown = [".title", ".lead", ".demo", ".prom li", ".sym li", ".ctx span", ".tab", ".start p", ".start .row", ".brand", ".stat"];
  return Object.fromEntries(
    shown.map((selector) => {
      const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
      return [selector, [x, y, width, height].map(Math.round)];
    }),
  );
};

const WORDS = () => {
  const words = (selector) => document.querySelector(selector).innerText.replace(/\s+/g, "");
  return [".hello", ".start", ".ctx"].map(words);
};

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  test(`nothing moves when the engine takes over, at ${viewport.width} px`, async () => {
    const { page, release, close } = await held({ viewport });
    const before = await page.evaluate(PLACES);
    const words = await page.evaluate(WORDS);
    release();
    await ready(page);
    assert.deepEqual(await page.evaluate(PLACES), before);
    assert.deepEqual(await page.evaluate(WORDS), words);
    await close();
  });
}

test("text typed before the engine is there is taken over with its cursor", async () => {
  const { page, release, close } = await held();
  assert.equal(await page.evaluate(() => document.activeElement.id), "early-text", "the keyboard is there already");
  await page.keyboard.type('path "transit/keys/a" {}');
  await page.keyboard.press("Home");
  release();
  await ready(page);
  await checked(page);
  assert.equal(await text(page), 'path "transit/keys/a" {}');
  await page.keyboard.type("# ");
  await eventually(async () => assert.equal(await text(page), '# path "transit/keys/a" {}'));
  await close();
});

test("text pasted anywhere before the engine is there is checked, with its own line ends", async () => {
  const { page, release, seen, close } = await held();
  await page.evaluate((text) => navigator.clipboard.writeText(text), OLD_POLICY.replaceAll("\n", "\r\n"));
  await page.locator(".title").click();
  await page.keyboard.press("ControlOrMeta+V");
  await eventually(async () => assert.match(await page.locator("#early-text").inputValue(), /archivist/));
  release();
  await ready(page);
  await checked(page);
  assert.ok((await findings(page)).some(({ rule }) => rule === "transit-key-read-missing"));
  assert.match(await page.locator(".stat").innerText(), /CRLF/);
  assert.deepEqual(seen.errors, []);
  await close();
});

test("files chosen and an example pressed before the engine is there wait for it", async () => {
  const { page, release, close } = await held();
  const file = { name: "own.hcl", mimeType: "text/plain", buffer: Buffer.from(OLD_POLICY) };
  await page.locator(".start [data-early-files]").setInputFiles([file]);
  await page.getByText("Waiting to be checked: own.hcl.").waitFor();
  release();
  await ready(page);
  await page.getByRole("button", { name: /^own.hcl/ }).waitFor();
  await close();

  const other = await held();
  await other.page.getByText("Helm: nil pointer evaluating").click();
  other.release();
  await ready(other.page);
  await other.page.getByRole("button", { name: /^overrides.yaml/ }).waitFor();
  await other.close();
});

test("the words are there without a script or a style, and say what to do from a disk", async () => {
  const { page, close } = await suite.open({ javaScriptEnabled: false, until: (page) => page.locator("noscript").waitFor() });
  assert.match(await page.locator("body").innerText(), /It needs scripts\./);
  assert.ok(!(await page.locator(".styled").isVisible()), "not where the style is there");
  await close();
  const bare = await held({});
  await bare.page.evaluate(() => document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.remove()));
  assert.match(await bare.page.locator(".styled").innerText(), /Use the single file tfe-check\.html/);
  await bare.close();
});

test("on a slow line and a slow computer one can paste in a third of the time that the engine takes", async () => {
  const { page, close } = await suite.open({
    prepare: async (page) => {
      const devtools = await page.context().newCDPSession(page);
      const line = 10_000_000 / 8;
      await devtools.send("Network.enable");
      await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 40, downloadThroughput: line, uploadThroughput: line });
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await page.addInitScript(() => {
        globalThis.times = {};
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName("first-contentful-paint");
          if (paint) globalThis.times = { paint: paint.startTime, field: Boolean(document.getElementById("early-text")) };
        }).observe({ type: "paint", buffered: true });
      });
    },
  });
  const { paint, field, engine } = await page.evaluate(() => ({ ...globalThis.times, engine: performance.now() }));
  console.log(`first paint after ${Math.round(paint)} ms, the engine after ${Math.round(engine)} ms`);
  assert.ok(field, "the field is there at the first paint");
  assert.ok(paint <= 0.35 * engine, `${paint} of ${engine} ms`);
  await close();
});
