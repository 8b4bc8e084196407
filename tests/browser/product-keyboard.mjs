// From the paste to the copy without a mouse, and what is said on the way.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "./support/harness.mjs";
import { OLD_POLICY } from "./support/inputs.mjs";
import { checked, findings, holds, quiet, text } from "./support/product.mjs";
import { eventually, press, settled } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function opened(options) {
  const session = await suite.open(options);
  const { page } = session;
  await page.evaluate((text) => navigator.clipboard.writeText(text), OLD_POLICY);
  await page.keyboard.press("ControlOrMeta+V");
  await holds(page, OLD_POLICY);
  await checked(page);
  return session;
}

/** Leaves the editor, and goes to a finding of the list. */
async function toFinding(page) {
  // Together, as the editor remembers Escape for two seconds.
  await page.keyboard.press("Escape");
  await press(page, "Tab");
  await page.locator("#editor:not(:focus)").waitFor();
  await press(page, "F8");
  await onFinding(page);
}

const focus = (page, what) => page.evaluate((what) => document.activeElement?.[what] ?? "", what);
const said = (page) => page.locator("[aria-live=polite]").first().textContent();
const says = (page, expected) => eventually(async () => assert.match(await said(page), expected));
const onFinding = (page) => page.locator("[data-finding] summary:focus").waitFor();
const inEditor = (page) => page.locator("#editor:focus").waitFor();
/** The line of the finding that is open. */
const line = async (page) => (await page.locator("details[open] .loc").textContent()).match(/line (\d+)/)[1];
const cursorAt = (page, line) => page.locator(".stat", { hasText: `Ln ${line}, Col` }).waitFor();

test("keyboard only, from paste to copy", async () => {
  const session = await opened();
  const { page } = session;
  await says(page, /Checked: \d+ errors/);
  await toFinding(page);
  await says(page, /^\d of \d+, error, line \d+: /);
  const before = (await findings(page)).length;
  await press(page, ".");
  await eventually(async () => assert.ok((await findings(page)).length < before));
  await checked(page);
  await onFinding(page);
  await press(page, "ControlOrMeta+Shift+Period");
  await holds(page, /transit\/backup\/atlas_\*/);
  await checked(page);
  await press(page, "Alt+1");
  await page.locator("[role=tab]:focus").waitFor();
  for (const button of [/^Report$/, /Copy as Markdown/]) {
    for (let step = 0; step < 40 && !button.test(await focus(page, "textContent")); step += 1) await press(page, "Tab");
    await press(page, "Enter");
  }
  await says(page, /^Copied\.$/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^# tfe-check\n[^]*\n## tfe\.hcl/);
  await quiet(session);
  await session.close();
});

test("Enter goes to the characters, F8 goes on from the editor and wraps", async () => {
  const session = await opened();
  const { page } = session;
  await toFinding(page);
  await press(page, "Enter");
  await inEditor(page);
  await cursorAt(page, await line(page));
  const count = (await findings(page)).length;
  const seen = new Set();
  for (let step = 0; step <= count; step += 1) {
    seen.add(await afterKey(page, "F8"));
  }
  assert.equal(seen.size, count, "each finding once, then around");
  assert.ok(seen.has(await afterKey(page, "Shift+F8")));
  await session.close();
});

/** What is said after a key, which is something else than before. */
async function afterKey(page, key) {
  const before = await said(page);
  await press(page, key);
  return eventually(async () => {
    const now = await said(page);
    assert.notEqual(now, before);
    return now;
  });
}

/** Makes each drawing a long one, and all that Yew leaves for after it late: keys overtake it. */
const drawsLong = (page) =>
  page.addInitScript(() => {
    const [now, later] = [Date.now, setTimeout];
    let ahead = 0;
    Date.now = () => now() + (ahead += 20);
    globalThis.setTimeout = (then, delay, ...rest) => later(then, delay || 150, ...rest);
  });

test("keys pressed while the page is drawing act where the keys before them lead", async () => {
  const session = await opened({ prepare: drawsLong });
  const { page } = session;
  await toFinding(page);
  const before = await line(page);
  await Promise.all(["F8", "Enter"].map((key) => page.keyboard.press(key)));
  await inEditor(page);
  const after = await line(page);
  assert.notEqual(after, before);
  await cursorAt(page, after);
  await session.close();
});

test("dialogs take the keyboard and give it back", async () => {
  const session = await opened();
  const { page } = session;
  const button = page.getByRole("button", { name: "Keyboard shortcuts" });
  await button.focus();
  await press(page, "Enter");
  await page.getByRole("heading", { name: "Keyboard" }).waitFor();
  await press(page, "Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await eventually(async () => assert.ok(await button.evaluate((element) => element === document.activeElement)));
  await page.locator("#verdict").focus();
  await press(page, "?");
  await page.getByLabel(/Single keys/).uncheck();
  await page.locator("[data-single-keys-off]").waitFor();
  await press(page, "Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.locator("#verdict").focus();
  await press(page, "?");
  await settled(page);
  assert.equal(await page.locator("dialog").count(), 0, "single keys are off");
  assert.equal(await text(page), OLD_POLICY);
  await session.close();
});
