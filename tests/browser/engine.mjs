// The worker behind the page crashes or hangs: it is replaced, the text stays, the user is told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, ready, start } from "./support/harness.mjs";
import { checked } from "./support/product.mjs";
import { eventually } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const TEXT = 'path "transit/*" { capabilities = ["update"] }';

/** Breaks the worker, and waits until another one is there. */
async function replaced(page, broken) {
  const next = page.waitForEvent("worker", { timeout: 60_000 });
  await broken(page.workers()[0]);
  await next;
  await ready(page);
  // A browser lets a hanging worker live some seconds after it has been told to end it.
  await eventually(() => assert.equal(page.workers().length, 1, "the broken worker is gone"));
}

async function untouched(page) {
  const text = await page.evaluate(() => document.querySelector("tfe-editor").value);
  assert.equal(text.trimEnd(), TEXT);
}

/** What happened stays on screen until the user goes on. */
async function told(page, why) {
  const said = page.locator("[role=alert]", { hasText: "Your text is safe" }).filter({ hasText: why });
  await said.waitFor();
  // Long enough for all that the new worker answers by itself.
  await page.waitForTimeout(500);
  assert.ok(await said.isVisible());
}

const trap = () =>
  void setTimeout(() => {
    // What a panic of the engine ends in: the instruction `unreachable`.
    const bytes = "0061736d01000000010401600000030201000801000a05010300000b";
    const module = new WebAssembly.Module(Uint8Array.from(bytes.match(/../g), (x) => parseInt(x, 16)));
    new WebAssembly.Instance(module);
  });

const hang = () =>
  void setTimeout(() => {
    for (;;);
  });

test("a crash is told, the text stays, a new worker answers", async () => {
  const { page, close } = await suite.open();
  await paste(page, TEXT);
  await checked(page);
  await replaced(page, (worker) => worker.evaluate(trap));
  await untouched(page);
  await told(page, /It crashed/);
  await close();
});

test("a worker that breaks again and again is replaced each time", async () => {
  const { page, close } = await suite.open();
  for (let round = 0; round < 5; round += 1) await replaced(page, (worker) => worker.evaluate(trap));
  await close();
});

test("a worker that hangs is ended after ten seconds, the text stays", async () => {
  const { page, close } = await suite.open();
  const began = Date.now();
  await replaced(page, async (worker) => {
    await worker.evaluate(hang);
    await paste(page, TEXT);
    // The page says that it still checks, and offers to stop.
    await page.getByRole("button", { name: "Stop", exact: true }).waitFor();
  });
  const took = Date.now() - began;
  // The new worker has its own time to start, on a slow machine some seconds.
  assert.ok(took > 9_000 && took < 30_000, `${took} ms`);
  await untouched(page);
  await told(page, /longer than 10 seconds/);
  await page.getByRole("button", { name: "Check again" }).click();
  await page.locator("[role=alert]").waitFor({ state: "detached" });
  await close();
});

test("a user who does not want to wait stops a check, and the next one works", async () => {
  const { page, close } = await suite.open();
  await replaced(page, async (worker) => {
    await worker.evaluate(hang);
    await paste(page, TEXT);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
  });
  await untouched(page);
  await told(page, /You stopped it/);
  await close();
});
