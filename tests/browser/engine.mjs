// The worker behind the page crashes or hangs: it is replaced, the text stays, the user is told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, ready, start } from "./support/harness.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const TEXT = "path \"transit/*\" { capabilities = [\"update\"] }";

async function value(page) {
  return page.evaluate(() => document.querySelector("tfe-editor").value);
}

test("a crash is told, the text stays, a new worker answers", async () => {
  const { page, close } = await suite.open();
  await paste(page, TEXT);
  const [first] = page.workers();
  const next = page.waitForEvent("worker");
  await first.evaluate(() => void setTimeout(() => new WebAssembly.Table({ initial: 0, element: "anyfunc" }).get(9)));
  assert.notEqual(await next, first);
  await ready(page);
  assert.match(await page.locator("[data-engine]").textContent(), /again/);
  assert.equal(await value(page), TEXT);
  assert.equal(page.workers().length, 1, "the broken worker is gone");
  await close();
});

test("a worker that broke again and again is replaced each time it was ready", async () => {
  const { page, close } = await suite.open();
  for (let round = 0; round < 4; round += 1) {
    const next = page.waitForEvent("worker");
    await page.workers()[0].evaluate(() => void setTimeout(() => { throw new Error("broken"); }));
    await next;
    await ready(page);
  }
  await close();
});
