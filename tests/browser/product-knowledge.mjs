// The editor knows the words: what a key means, and what could stand at the cursor.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, quiet, text } from "./support/product.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function opened(pasted) {
  const session = await suite.open();
  await paste(session.page, pasted);
  await checked(session.page);
  return session;
}

/** Puts the cursor behind the end of line `line`. */
async function endOf(page, line) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+Home");
  for (let at = 1; at < line; at += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
}

const list = (page) => page.locator(".cm-tooltip-autocomplete");
const offered = (page) => list(page).locator(".cm-completionLabel").allTextContents();
/** The list takes no key in its first moment, so that it is not chosen from by accident. */
const settled = async (page) => (await list(page).waitFor(), page.waitForTimeout(120));

test("a key under the pointer tells its meaning, type, default, since and source", async () => {
  const session = await opened(NONROOT);
  const { page } = session;
  await page.locator(".cm-line", { hasText: "TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE" }).locator("span").first().hover();
  const card = page.locator(".tc-card", { has: page.locator("dl") });
  await card.waitFor();
  const said = await card.innerText();
  assert.match(said, /TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE\n/);
  for (const label of ["Type", "Since", "Source"]) assert.match(said, new RegExp(`^${label}$`, "m"));
  await page.locator(".cm-line", { hasText: "securityContext" }).locator("span").first().hover();
  await page.locator(".tc-name", { hasText: /^securityContext$/ }).waitFor();
  await quiet(session);
  await session.close();
});

test("a path and a capability under the pointer tell what they are for", async () => {
  const session = await opened(OLD_POLICY);
  const { page } = session;
  await page.locator(".cm-line", { hasText: "transit/encrypt/atlas_" }).locator("span").nth(1).hover();
  const card = page.locator(".tc-card", { has: page.locator("dl") });
  await card.waitFor();
  assert.match(await card.innerText(), /transit\/encrypt\/atlas_\*\n(.|\n)*Needs/);
  await quiet(session);
  await session.close();
});

test("keys of the chart and settings are completed with the keyboard alone", async () => {
  const session = await opened(NONROOT);
  const { page } = session;
  await endOf(page, 7);
  await page.keyboard.press("Enter");
  await page.keyboard.type("TFE_OPERA");
  await settled(page);
  assert.deepEqual(await offered(page), ["TFE_OPERATIONAL_MODE"]);
  await page.locator(".cm-completionInfo dl").waitFor();
  const active = await page.evaluate(() => {
    const { activeElement } = document.querySelector("tfe-editor").shadowRoot;
    const id = activeElement.getAttribute("aria-activedescendant");
    return activeElement.getRootNode().getElementById(id)?.textContent;
  });
  assert.match(active, /TFE_OPERATIONAL_MODE/, "a screen reader hears the choice");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.ok((await offered(page)).includes("active-active"));
  await page.keyboard.type("ex");
  await settled(page);
  await page.keyboard.press("Enter");
  assert.match(await text(page), /\n {4}TFE_OPERATIONAL_MODE: external\n/);

  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("opens");
  await settled(page);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.deepEqual(await offered(page), ["enabled"]);
  assert.match(await text(page), /\nopenshift:\n {2}\n$/);
  await page.keyboard.press("Escape");
  assert.equal(await list(page).count(), 0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "editor", "the editor is left");
  await quiet(session);
  await session.close();
});

test("capabilities, keys and whole rules of a policy are completed", async () => {
  const session = await opened(OLD_POLICY);
  const { page } = session;
  await page.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("path");
  await page.keyboard.press("ControlOrMeta+Space");
  await settled(page);
  const rules = await offered(page);
  assert.ok(rules.includes('path "transit/backup/atlas_*"'), rules.join("\n"));
  assert.ok(!rules.includes('path "sys/mounts"'), "it is there already");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("backup");
  await settled(page);
  await page.keyboard.press("Enter");
  assert.match(await text(page), /\npath "transit\/backup\/atlas_\*" \{\n  capabilities = \["read"\]\n\}$/);

  await page.keyboard.press("Enter");
  await page.keyboard.type('path "kv/a" { cap');
  await settled(page);
  await page.keyboard.press("Enter");
  await settled(page);
  await page.keyboard.type("li");
  await settled(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.type(" }");
  assert.match(await text(page), /\npath "kv\/a" \{ capabilities = \["list"\] \}$/);
  await quiet(session);
  await session.close();
});

test("a word that is typed out lets Enter begin a new line", async () => {
  const session = await opened(NONROOT);
  const { page } = session;
  await endOf(page, 7);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("openshift:");
  await page.keyboard.press("Enter");
  await page.keyboard.type("enabled: true");
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  assert.match(await text(page), /\nopenshift:\n +enabled: true\n/);
  await session.close();
});
