// axe finds nothing, in both themes, wide and narrow; nothing scrolls sideways.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { start } from "./support/harness.mjs";
import { checked, view } from "./support/product.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const example = (symptom) => async (page) => {
  await page.getByRole("button", { name: symptom }).click();
  await checked(page);
};
const policy = example("Backup or restore");
const overrides = example("Non-root pod");

const STATES = {
  "first visit": async () => {},
  findings: policy,
  "fixed version": async (page) => (await policy(page), view(page, "Fixed version")),
  access: async (page) => (await policy(page), view(page, "Access")),
  settings: async (page) => (await overrides(page), view(page, "Effective settings")),
  hover: async (page) => {
    await overrides(page);
    if (page.viewportSize().width < 760) return;
    await page.locator(".cm-line", { hasText: "TFE_HOSTNAME" }).locator("span").first().hover();
    await page.locator(".tc-card dl").waitFor();
  },
  completion: async (page) => {
    await overrides(page);
    if (page.viewportSize().width < 760) await view(page, "File");
    await page.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("    TFE_DATA");
    await page.locator(".cm-completionInfo dl").waitFor();
  },
  "what is behind a row": async (page) => {
    await overrides(page);
    await view(page, "Effective settings");
    await page.locator(".about > summary").first().click();
  },
  damaged: example("nil pointer"),
  clear: example("without findings"),
  verify: async (page) => page.getByRole("button", { name: /since load/ }).click(),
  keys: async (page) => page.getByRole("button", { name: "Keyboard shortcuts" }).click(),
  "rule page": async (page) => (await policy(page), page.locator(".meta a").first().click()),
};

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe, ${size}, ${colorScheme}`, async () => {
      for (const [name, reach] of Object.entries(STATES)) {
        const { page, close } = await suite.open({ viewport, colorScheme, reducedMotion: "reduce" });
        await reach(page);
        await page.waitForTimeout(150);
        await page.evaluate(axe);
        const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
        // The list of choices scrolls with the arrow keys, while the focus stays in the editor, which names the
        // active choice. axe knows that of a combobox only.
        const list = (v) => v.id === "scrollable-region-focusable" && v.nodes.every((n) => /#cm-ac-/.test(n.target.join(" ")));
        const told = violations.filter((v) => !list(v)).map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join("; ")}`);
        assert.deepEqual(told, [], name);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways}`);
        await close();
      }
    });
  }
}

test("the theme can be switched and is kept", async () => {
  const { page, close } = await suite.open({ colorScheme: "light" });
  const theme = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await theme();
  await page.getByRole("button", { name: /light and dark/ }).click();
  const dark = await theme();
  assert.notEqual(dark, light);
  await page.reload();
  await page.waitForSelector('[data-engine="ready"]');
  assert.equal(await theme(), dark);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["tfe-check.theme"]);
  await close();
});
