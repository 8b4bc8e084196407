// Every dialog by keyboard: one gets in, through and out, and is where one was before.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, reads, text } from "./support/product.mjs";
import { eventually, press, settled } from "./support/waiting.mjs";

/** So many presses of Tab reach everything there is in front of one. */
const MOST = 250;

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

/** What has the keyboard: its name, and whether it is in the dialog or nowhere. */
const here = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const name = (at.getAttribute("aria-label") || at.labels?.[0]?.innerText || at.innerText || at.tagName).trim();
    return { name: name.split("\n")[0], tag: at.tagName, inside: Boolean(at.closest("dialog")), nowhere: at === document.body };
  });

/** Presses Tab until something with this name has the keyboard. */
async function reach(page, name) {
  const seen = [];
  for (let step = 0; step < MOST; step += 1) {
    const at = await here(page);
    // A change that is shown has a name too, and does nothing.
    if (name.test(at.name) && at.tag !== "PRE") return;
    seen.push(at.name);
    await page.keyboard.press("Tab");
  }
  assert.fail(`${name} is not reached: ${seen.join(" | ")}`);
}

/** The names of all that Tab comes to in the dialog, from where the keyboard is, once around. */
async function around(page) {
  const first = await here(page);
  assert.ok(first.inside, `the keyboard is in the dialog, not at ${first.name}`);
  const stops = [];
  for (let step = 0; step < MOST; step += 1) {
    const at = await here(page);
    if (at.inside) stops.push(at.name);
    else assert.ok(at.nowhere, `the keyboard leaves the dialog for ${at.name}`);
    await page.keyboard.press("Tab");
    // The browser's own bars come between the last stop and the first.
    const next = await here(page);
    if (next.inside && next.name === first.name && next.tag === first.tag && step > 0) return stops;
  }
  assert.fail(`no way around: ${stops.join(" | ")}`);
}

/** Back from the first field, where a form begins, to the button at its top. */
async function toClose(page) {
  for (let step = 0; step < 4 && (await here(page)).name !== "Close"; step += 1) await page.keyboard.press("Shift+Tab");
  await reach(page, /^Close$/);
}

const gone = (page) => page.locator("dialog").waitFor({ state: "detached" });
const back = (page, name) => eventually(async () => assert.match((await here(page)).name, name));

/** Out of the editor, as a person comes out of it. */
async function leaveEditor(page) {
  await page.keyboard.press("Escape");
  await press(page, "Tab");
}

/** The browser's own dialog for files. A browser that is busy may let the first press pass. */
async function chosen(page) {
  for (let attempt = 1; ; attempt += 1) {
    await reach(page, /^Choose files$/);
    await settled(page);
    const chooser = page.waitForEvent("filechooser", { timeout: 8000 });
    await page.keyboard.press("Enter");
    try {
      return await chooser;
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function opened(content, options) {
  const session = await suite.open(options);
  if (content) {
    await paste(session.page, content);
    await checked(session.page);
    await leaveEditor(session.page);
  }
  return session;
}

/** An entry of the menu of reports. */
const inReport = (entry) => async (page) => {
  await reach(page, /^Report$/);
  await press(page, "Enter");
  await reach(page, entry);
};

/** Each dialog: the text, how one gets to what opens it, what is in it, and where the keyboard is afterwards. */
const DIALOGS = {
  share: [OLD_POLICY, inReport(/^Share$/), ["Close", "Copy report", "Make a link"], /^Report$/],
  upgrade: [NONROOT, inReport(/^What an upgrade changes$/), ["Close", "TFE now", "TFE after", "Chart now", "Chart after"], /^Report$/],
  "new file": ["", (page) => reach(page, /start one/), ["Close", "Cloud", "Host name", "Open and check", "overrides.yaml"], /start one/],
  verify: [OLD_POLICY, (page) => reach(page, /since load/), ["Close", "Wipe everything stored"], /since load/],
  keys: [OLD_POLICY, (page) => reach(page, /^Keyboard shortcuts$/), ["Close"], /^Keyboard shortcuts$/],
  "what it is": [OLD_POLICY, (page) => reach(page, /^Change$/), ["Close", "detected from its content"], /^Change$/],
  rules: [OLD_POLICY, (page) => reach(page, /^Rules$/), ["Close", "Find a rule", "Has a fix"], /^Rules$/],
  "rule page": [OLD_POLICY, (page) => reach(page, /^transit-key-read-missing$/), ["Close"], /^transit-key-read-missing$/],
};

for (const [name, [content, toOpener, stops, opener]] of Object.entries(DIALOGS)) {
  test(`${name}: in by Enter, around by Tab, out by Escape and by Close, back to where one was`, async () => {
    const { page, seen, close } = await opened(content);
    if (!content) await press(page, "Tab");
    await toOpener(page);
    await press(page, "Enter");
    await page.locator("dialog[open]").waitFor();
    await settled(page);
    // The list of rules is long; its first stops say enough.
    if (name !== "rules") {
      const passed = await around(page);
      assert.deepEqual(stops.filter((stop) => !passed.some((own) => own.includes(stop))), [], passed.join(" | "));
    } else {
      assert.equal((await here(page)).name, "Find a rule", "the keyboard is at the first field");
      await toClose(page);
      for (const stop of stops) await reach(page, new RegExp(`^${stop}$`));
    }
    await press(page, "Escape");
    await gone(page);
    await back(page, opener);
    if (opener.source !== "^Report$") {
      await press(page, "Enter");
      await page.locator("dialog[open]").waitFor();
      await toClose(page);
      await press(page, "Enter");
      await gone(page);
      await back(page, opener);
    }
    assert.equal(await text(page), content, "the text is as it was");
    assert.deepEqual(seen.errors, []);
    await close();
  });
}

test("Back closes a rule's page, and the keyboard is at the link again", async () => {
  const { page, close } = await opened(OLD_POLICY);
  await reach(page, /^transit-key-read-missing$/);
  await press(page, "Enter");
  await page.locator("dialog[open]").waitFor();
  await page.goBack();
  await gone(page);
  await back(page, /^transit-key-read-missing$/);
  await close();
});

test("the report's menu is left with Escape, and goes on to what is next", async () => {
  const { page, close } = await opened(OLD_POLICY);
  await reach(page, /^Report$/);
  await press(page, "Enter");
  const menu = page.locator("#report-menu:popover-open");
  for (const entry of [/^Copy as Markdown$/, /^Download JSON$/, /^Print$/, /^Share$/]) await reach(page, entry);
  await press(page, "Escape");
  await menu.waitFor({ state: "detached" });
  await back(page, /^Report$/);
  await close();
});

test("a new file is opened by keyboard, and its verdict has the keyboard", async () => {
  const { page, close } = await opened("");
  await press(page, "Tab");
  await reach(page, /start one/);
  await press(page, "Enter");
  await reach(page, /^Open and check$/);
  await press(page, "Enter");
  await checked(page);
  await eventually(async () => assert.ok(await page.evaluate(() => document.activeElement.id === "verdict")));
  await close();
});

test("files: opened, changed, closed and brought back by keyboard", async () => {
  const { page, close } = await opened(OLD_POLICY);
  await reach(page, /^Add a file$/);
  await press(page, "Enter");
  await leaveEditor(page);
  const chooser = await chosen(page);
  await chooser.setFiles({ name: "overrides.yaml", mimeType: "text/yaml", buffer: Buffer.from(NONROOT) });
  await checked(page);
  assert.equal(await text(page), NONROOT);
  await reach(page, /^tfe\.hcl/);
  await press(page, "Enter");
  await eventually(async () => assert.equal(await text(page), OLD_POLICY));
  await reach(page, /^Close tfe\.hcl$/);
  await press(page, "Enter");
  await checked(page);
  await eventually(async () => assert.equal(await text(page), NONROOT));
  await reach(page, /^Reopen tfe\.hcl$/);
  await press(page, "Enter");
  await checked(page);
  await eventually(async () => assert.equal(await text(page), OLD_POLICY));
  await reads(page.locator("#panel"), /archivist_kdf/);
  await close();
});
