// The editor knows the words: what a key means, and what could stand at the cursor.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, explained, holds, quiet, reads } from "./support/product.mjs";
import { eventually, press } from "./support/waiting.mjs";

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
  await press(page, "ControlOrMeta+Home", ...Array(line - 1).fill("ArrowDown"), "End");
}

const list = (page) => page.locator(".cm-tooltip-autocomplete");
const offered = (page) => list(page).locator(".cm-completionLabel").allTextContents();
/** Waits until the list offers this, and no more than that if `alone`. */
async function offers(page, label, { alone = false } = {}) {
  await eventually(async () => {
    const labels = await offered(page);
    assert.ok(labels.includes(label) && (!alone || labels.length === 1), labels.join(", "));
  });
  // The list takes no key in its first moment (75 ms), so that nothing is chosen by accident.
  await page.waitForTimeout(120);
}

test("a key under the pointer tells its meaning, type, default, since and source", async () => {
  const session = await opened(NONROOT);
  const { page } = session;
  const setting = page.locator(".cm-line", { hasText: "TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE" });
  const card = page.locator(".tc-card", { has: page.locator("dl") });
  await explained(page, setting.locator("span").first(), card);
  const said = await card.innerText();
  assert.match(said, /TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE\n/);
  for (const label of ["Type", "Since", "Source"]) assert.match(said, new RegExp(`^${label}$`, "m"));
  const key = page.locator(".cm-line", { hasText: "securityContext" }).locator("span").first();
  await explained(page, key, page.locator(".tc-name", { hasText: /^securityContext$/ }));
  await quiet(session);
  await session.close();
});

test("a path and a capability under the pointer tell what they are for", async () => {
  const session = await opened(OLD_POLICY);
  const { page } = session;
  const path = page.locator(".cm-line", { hasText: "transit/encrypt/atlas_" }).locator("span").nth(1);
  const card = page.locator(".tc-card", { has: page.locator("dl") });
  await explained(page, path, card);
  await reads(card, /transit\/encrypt\/atlas_\*\n(.|\n)*Needs/);
  await quiet(session);
  await session.close();
});

test("keys of the chart and settings are completed with the keyboard alone", async () => {
  const session = await opened(NONROOT);
  const { page } = session;
  await endOf(page, 7);
  await press(page, "Enter");
  await page.keyboard.type("TFE_OPERA");
  await offers(page, "TFE_OPERATIONAL_MODE", { alone: true });
  await page.locator(".cm-completionInfo dl").waitFor();
  const active = await page.evaluate(() => {
    const { activeElement } = document.querySelector("tfe-editor").shadowRoot;
    const id = activeElement.getAttribute("aria-activedescendant");
    return activeElement.getRootNode().getElementById(id)?.textContent;
  });
  assert.match(active, /TFE_OPERATIONAL_MODE/, "a screen reader hears the choice");
  await press(page, "Enter");
  await offers(page, "active-active");
  await page.keyboard.type("ex");
  await offers(page, "external", { alone: true });
  await press(page, "Enter");
  await holds(page, /\n {4}TFE_OPERATIONAL_MODE: external\n/);

  await press(page, "Enter", "Shift+Home");
  await page.keyboard.type("opens");
  await offers(page, "openshift");
  await press(page, "Enter");
  await offers(page, "enabled", { alone: true });
  await holds(page, /\nopenshift:\n {2}\n$/);
  await press(page, "Escape");
  await list(page).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await press(page, "Tab");
  await page.locator("#editor:not(:focus)").waitFor();
  await quiet(session);
  await session.close();
});

test("capabilities, keys and whole rules of a policy are completed", async () => {
  const session = await opened(OLD_POLICY);
  const { page } = session;
  await page.locator(".cm-content").click();
  await press(page, "ControlOrMeta+End");
  await page.keyboard.type("path");
  await press(page, "ControlOrMeta+Space");
  await offers(page, 'path "transit/backup/atlas_*"');
  const rules = await offered(page);
  assert.ok(!rules.includes('path "sys/mounts"'), "it is there already");
  await press(page, "Shift+Home");
  await page.keyboard.type("backup");
  await offers(page, 'path "transit/backup/atlas_*"');
  await press(page, "Enter");
  await holds(page, /\npath "transit\/backup\/atlas_\*" \{\n  capabilities = \["read"\]\n\}$/);

  await press(page, "Enter");
  await page.keyboard.type('path "kv/a" { cap');
  await offers(page, "capabilities");
  await press(page, "Enter");
  await offers(page, "list");
  await page.keyboard.type("li");
  await offers(page, "list", { alone: true });
  await press(page, "Enter", "End");
  await page.keyboard.type(" }");
  await holds(page, /\npath "kv\/a" \{ capabilities = \["list"\] \}$/);
  await quiet(session);
  await session.close();
});

test("a word that is typed out lets Enter begin a new line", async () => {
  const session = await opened(NONROOT);
  const { page } = session;
  await endOf(page, 7);
  await press(page, "Enter", "Shift+Home");
  await page.keyboard.type("openshift:");
  await press(page, "Enter");
  await page.keyboard.type("enabled: true");
  // A list would be there by now, and would take the key.
  await page.waitForTimeout(300);
  await press(page, "Enter");
  await holds(page, /\nopenshift:\n +enabled: true\n/);
  await session.close();
});
