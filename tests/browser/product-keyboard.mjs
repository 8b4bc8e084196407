// From the paste to the copy without a mouse, and what is said on the way.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "./support/harness.mjs";
import { OLD_POLICY } from "./support/inputs.mjs";
import { checked, findings, quiet, text } from "./support/product.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function opened() {
  const session = await suite.open();
  const { page } = session;
  await page.evaluate((text) => navigator.clipboard.writeText(text), OLD_POLICY);
  await page.keyboard.press("ControlOrMeta+V");
  await checked(page);
  return session;
}

const focused = (page) => page.evaluate(() => document.activeElement?.closest("[data-finding]")?.dataset.finding);
const said = (page) => page.locator("[aria-live=polite]").first().textContent();

test("keyboard only, from paste to copy", async () => {
  const session = await opened();
  const { page } = session;
  await page.waitForFunction(() => /Checked: \d+ errors/.test(document.querySelector("[aria-live=polite]").textContent));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "editor", "the editor is left");
  await page.keyboard.press("F8");
  assert.ok(await focused(page));
  assert.match(await said(page), /^\d of \d+, error, line \d+: /);
  const before = (await findings(page)).length;
  await page.keyboard.press(".");
  await page.waitForFunction((n) => document.querySelectorAll("#panel .fl > li").length < n, before);
  await checked(page);
  assert.ok(await focused(page), "the keyboard is on the next finding");
  await page.keyboard.press("ControlOrMeta+Shift+Period");
  await page.waitForFunction(() => document.querySelector("tfe-editor").value.includes("transit/backup/atlas_*"));
  await checked(page);
  await page.keyboard.press("Alt+1");
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => /Copy report/.test(document.activeElement?.textContent ?? ""))) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[aria-live=polite]").textContent === "Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^# tfe\.hcl/);
  await quiet(session);
  await session.close();
});

test("Enter goes to the characters, F8 goes on from the editor and wraps", async () => {
  const session = await opened();
  const { page } = session;
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("F8");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "editor");
  const [, line] = (await page.locator("details[open] .loc").textContent()).match(/line (\d+)/);
  await page.locator(".stat", { hasText: `Ln ${line}, Col` }).waitFor();
  const count = (await findings(page)).length;
  const seen = new Set();
  for (let step = 0; step <= count; step += 1) {
    const before = await said(page);
    await page.keyboard.press("F8");
    await page.waitForFunction((before) => document.querySelector("[aria-live=polite]").textContent !== before, before);
    seen.add(await said(page));
  }
  assert.equal(seen.size, count, "each finding once, then around");
  await page.keyboard.press("Shift+F8");
  assert.ok(seen.has(await said(page)));
  await session.close();
});

test("dialogs take the keyboard and give it back", async () => {
  const session = await opened();
  const { page } = session;
  const button = page.getByRole("button", { name: "Keyboard shortcuts" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.ok(await button.evaluate((element) => element === document.activeElement));
  await page.locator("#verdict").focus();
  await page.keyboard.press("?");
  await page.getByLabel(/Single keys/).uncheck();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator("#verdict").focus();
  await page.keyboard.press("?");
  assert.equal(await page.locator("dialog").count(), 0, "single keys are off");
  assert.equal(await text(page), OLD_POLICY);
  await session.close();
});
