// The second of the two failures: a non-root pod that cannot read its token.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { FLAT_NONROOT, NONROOT, lineOf } from "./support/inputs.mjs";
import { checked, finding, findings, quiet, text } from "./support/product.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const RULE = "nonroot-without-openshift";

async function fixed(page) {
  await finding(page, RULE).getByRole("button", { name: /openshift/ }).first().click();
  await page.waitForFunction(() => /^openshift:/m.test(document.querySelector("tfe-editor").value));
  await checked(page);
  assert.match(await text(page), /^openshift:\n +enabled: true$/m);
  assert.deepEqual((await findings(page)).filter((f) => f.rule === RULE), []);
}

test("the article's overrides: found at the line, fixed, gone, openshift.enabled is true", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, NONROOT);
  await checked(page);
  const [found] = (await findings(page)).filter((f) => f.rule === RULE);
  const lines = [lineOf(NONROOT, "runAsNonRoot"), lineOf(NONROOT, "runAsUser")];
  assert.ok(lines.includes(found.line), `line ${found.line}`);
  assert.equal(found.severity, "Error");
  await fixed(page);
  await quiet(session);
  await session.close();
});

test("the same without its indentation: repaired, and what the damage hid is told before", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, FLAT_NONROOT);
  await checked(page);
  await page.getByText("After the repair:").waitFor();
  assert.match(await page.locator("#panel").textContent(), new RegExp(RULE));
  await page.getByRole("button", { name: /Use the repaired text/ }).click();
  await page.waitForFunction(() => document.querySelector("tfe-editor").value.includes("  runAsUser"));
  await checked(page);
  assert.equal((await text(page)).trimEnd(), NONROOT.trimEnd());
  await fixed(page);
  await quiet(session);
  await session.close();
});
