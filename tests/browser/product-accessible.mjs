// axe finds nothing, in both themes and in the colors of the system, at three widths; nothing scrolls sideways, and
// at 400 % zoom nothing is cut off.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { paste, ready, start } from "./support/harness.mjs";
import { ARTICLE, NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, explained, view } from "./support/product.mjs";
import { press, settled } from "./support/waiting.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Of these, what may be another in the dark. */
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const SIZES = { wide: { width: 1440, height: 900 }, medium: { width: 1024, height: 768 }, narrow: { width: 390, height: 844 } };

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const example = (symptom) => async (page) => {
  await page.getByRole("button", { name: symptom }).click();
  await page.locator(".app:not(.first)").waitFor();
  await checked(page);
};
const dialog = (open) => async (page) => {
  await open(page);
  await page.locator("dialog[open]").waitFor();
};
const policy = example("Backup or restore");
const overrides = example("Non-root pod");

const STATES = {
  "first visit": async () => {},
  findings: policy,
  "fixed version": async (page) => {
    await policy(page);
    await view(page, "Fixed version");
    await page.getByText("Checked again:").waitFor();
  },
  "an article": async (page) => {
    await paste(page, ARTICLE);
    await checked(page);
  },
  "two files of one installation": async (page) => {
    await policy(page);
    await page.getByRole("button", { name: "Add a file" }).click();
    // On a phone the file is a view of its own.
    if (page.viewportSize().width < 760) await view(page, "File");
    await paste(page, NONROOT);
    await checked(page);
    await page.locator(".joint + .joint").waitFor({ state: "attached" });
  },
  access: async (page) => (await policy(page), view(page, "Access")),
  settings: async (page) => (await overrides(page), view(page, "Effective settings")),
  hover: async (page) => {
    await overrides(page);
    if (page.viewportSize().width < 760) return;
    const word = page.locator(".cm-line", { hasText: "TFE_HOSTNAME" }).locator("span").first();
    await explained(page, word, page.locator(".tc-card dl"));
  },
  completion: async (page) => {
    await overrides(page);
    if (page.viewportSize().width < 760) await view(page, "File");
    await page.locator(".cm-content").click();
    await press(page, "ControlOrMeta+End");
    await page.keyboard.type("    TFE_DATA");
    await page.locator(".cm-completionInfo dl").waitFor();
    await checked(page);
  },
  "what is behind a row": async (page) => {
    await overrides(page);
    await view(page, "Effective settings");
    await page.locator(".about > summary").first().click();
  },
  damaged: example("nil pointer"),
  clear: example("without findings"),
  verify: dialog((page) => page.getByRole("button", { name: /since load/ }).click()),
  "new file": dialog(async (page) => {
    await page.getByRole("link", { name: /start one/ }).click();
    await page.getByRole("combobox", { name: "Vault", exact: true }).selectOption("External");
  }),
  share: dialog(async (page) => {
    await overrides(page);
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByRole("button", { name: "Copy link" }).waitFor();
  }),
  upgrade: dialog(async (page) => {
    await overrides(page);
    await page.getByRole("button", { name: "Report", exact: true }).click();
    await page.getByRole("link", { name: "What an upgrade changes" }).click();
    await page.getByRole("heading", { name: /To do/ }).waitFor();
  }),
  "a mail": async (page) => {
    await paste(page, `Hello,\n\nthis came with the upgrade:\n\n2024-05-02 10:11:12 [ERROR] check failed: name=database\n\nand our policy:\n\n${OLD_POLICY}\nThanks\n`);
    await checked(page);
  },
  "another program's file": async (page) => {
    await paste(page, "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 1\n");
    await checked(page);
  },
  rules: async (page) => {
    await page.locator(".rules-link").click();
    await page.locator(".index li").first().waitFor();
  },
  "what it is": dialog(async (page) => {
    await policy(page);
    if (page.viewportSize().width < 760) await view(page, "File");
    await page.getByRole("button", { name: "Change" }).click();
  }),
  keys: dialog((page) => page.getByRole("button", { name: "Keyboard shortcuts" }).click()),
  "rule page": dialog(async (page) => (await policy(page), page.locator(".meta a").first().click())),
};

/** What axe finds wrong; only that is brought out of the page, all that is right is much. */
async function violations(page, runOnly, rules = {}) {
  const found = await page.evaluate(async (options) => {
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map(({ id, nodes }) => ({ id, places: nodes.map((node) => node.target.join(" ")) }));
  }, { runOnly, rules, resultTypes: ["violations"] });
  // The list of choices scrolls with the arrow keys, while the focus stays in the editor, which names the
  // active choice. axe knows that of a combobox only.
  const list = (v) => v.id === "scrollable-region-focusable" && v.places.every((place) => /#cm-ac-/.test(place));
  return found.filter((v) => !list(v));
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const [name, reach] of Object.entries(STATES)) {
    test(`${size}, light and dark: ${name}`, async () => {
      const reducedMotion = "reduce";
      const { page, close } = await suite.open({ viewport, colorScheme: "light", reducedMotion });
      await reach(page);
      await settled(page);
      await page.evaluate(axe);
      assert.deepEqual(await violations(page, RULES), []);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `scrolls sideways by ${sideways}`);
      const light = await background(page);
      await page.emulateMedia({ colorScheme: "dark", reducedMotion });
      await settled(page);
      assert.notEqual(await background(page), light);
      assert.deepEqual(await violations(page, COLOURS), []);
      if (size === "wide") {
        await page.emulateMedia({ forcedColors: "active", reducedMotion });
        await settled(page);
        // How these go together is the system's matter; that the chosen view is marked is ours.
        assert.deepEqual(await violations(page, RULES, { "color-contrast": { enabled: false } }), []);
        const marked = await page.$$eval('.right .tab[aria-selected="true"]', (tabs) => tabs.map((tab) => getComputedStyle(tab, "::after").backgroundColor));
        const plain = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.ok(!marked.includes(plain), "the view that is open");
      }
      await close();
    });
  }
}

/** Places whose text is wider than they are and cannot be scrolled to, and panes that scroll sideways. Code may. */
const cut = (page) =>
  page.evaluate(() => {
    const tells = (element) => `${element.tagName} .${element.className} ${element.innerText?.slice(0, 60)}`;
    const wide = (element) => element.scrollWidth > element.clientWidth + 1;
    const hides = (element) => /hidden|clip/.test(getComputedStyle(element).overflowX);
    const shown = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && !e.closest(".sr, .skip, tfe-editor, svg, select"));
    const lost = shown.filter((element) => hides(element) && element.innerText?.trim() && wide(element));
    const panes = shown.filter((element) => element.matches(".scroll, .right, .view, .left, dialog, .db") && wide(element));
    const out = shown.filter((element) => element.matches("button, a, select, input") && element.getBoundingClientRect().right > innerWidth + 1);
    return [...lost, ...panes, ...out.filter((element) => !element.closest("pre, .rows, .bar"))].map(tells);
  });

for (const [name, reach] of Object.entries(STATES)) {
  test(`400 % zoom: ${name}`, async () => {
    const { page, close } = await suite.open({ viewport: { width: 320, height: 256 }, reducedMotion: "reduce" });
    await reach(page);
    await settled(page);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(sideways <= 0, `scrolls sideways by ${sideways}`);
    assert.deepEqual(await cut(page), []);
    await close();
  });
}

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the theme can be switched and is kept", async () => {
  const { page, close } = await suite.open({ colorScheme: "light" });
  const light = await background(page);
  await page.getByRole("button", { name: /light and dark/ }).click();
  await page.locator("html[data-theme=dark]").waitFor();
  await settled(page);
  const dark = await background(page);
  assert.notEqual(dark, light);
  await page.reload();
  await ready(page);
  await settled(page);
  assert.equal(await background(page), dark);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["tfe-check.theme"]);
  await close();
});
