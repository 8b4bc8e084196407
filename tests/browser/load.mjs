// The page loads wherever it is put, and says so where it cannot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "./support/harness.mjs";

test("any path of any static server will do, even one that does not know .wasm files", async () => {
  const suite = await start({ below: "/tools/tfe-check/", wasm: "application/octet-stream" });
  const { seen, close } = await suite.open();
  assert.deepEqual(seen, { errors: [], refused: [], requests: [] });
  await close();
  await suite.close();
});

test("a page that cannot be loaded whole says what is missing", async () => {
  const suite = await start();
  const { page, close } = await suite.open({
    prepare: (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404 })),
    until: (page) => page.waitForSelector("#boot[role=alert]"),
  });
  const said = await page.locator("#boot").textContent();
  assert.match(said, /could not be loaded: .*\.wasm: 404\. Reload/);
  assert.ok(await page.locator("#boot").isVisible());
  await close();
  await suite.close();
});
