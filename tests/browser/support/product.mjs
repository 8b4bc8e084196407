// What a person does with the page and sees on it.
import assert from "node:assert/strict";
import { traffic } from "./harness.mjs";
import { eventually, settled } from "./waiting.mjs";

/** Waits until what is in the editor has been judged, and the judgement is on screen and not of an older text. */
export async function checked(page) {
  await settled(page);
  const judged = '.app[data-engine="ready"]:not(:has(.stale, .view.old)) #verdict';
  await page.locator(judged).waitFor({ state: "attached" });
  await settled(page);
}

/** The findings of the list: `{ rule, line, severity }`. */
export async function findings(page) {
  return page.$$eval("#panel .fl > li", (items) =>
    items.map((item) => {
      const [, line, rule] = item.querySelector(".loc").textContent.match(/line (\d+):\d+, (\S+)/);
      return { rule, line: Number(line), severity: item.querySelector("svg").getAttribute("aria-label") };
    }),
  );
}

/** The list's item of a rule. */
export function finding(page, rule) {
  return page.locator("#panel .fl > li", { has: page.locator(".loc", { hasText: `, ${rule}` }) }).first();
}

/** The text in the editor, with `\n` as line end. */
export function text(page) {
  return page.evaluate(() => document.querySelector("tfe-editor").value);
}

/** Waits until the text in the editor is this one, or has this part. */
export async function holds(page, expected) {
  await eventually(async () => {
    const now = await text(page);
    if (typeof expected === "string") assert.equal(now, expected);
    else assert.match(now, expected);
  });
}

/** Waits until the place has text like this. */
export async function reads(place, expected) {
  await eventually(async () => assert.match(await place.innerText(), expected));
}

/** Rests the pointer on a word of the editor until its card is there. */
export async function explained(page, word, card) {
  await eventually(async () => {
    await page.mouse.move(0, 0);
    await word.hover();
    await card.waitFor({ timeout: 2_000 });
  });
}

/** What a copy button put on the clipboard. */
export async function copied(page, name) {
  const nothing = "nothing was copied";
  await page.evaluate((nothing) => navigator.clipboard.writeText(nothing), nothing);
  await page.getByRole("button", { name }).click();
  return eventually(async () => {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.notEqual(text, nothing);
    return text;
  });
}

/** Opens a view by its tab. */
export async function view(page, name) {
  const tab = page.getByRole("tab", { name });
  await tab.click();
  await tab.and(page.locator("[aria-selected=true]")).waitFor();
}

/** Rows of the access table: path -> allowed. */
export async function access(page) {
  await view(page, "Access");
  await page.locator(".access tbody").first().waitFor();
  return page.$$eval(".access tbody tr:not(:has(.gh))", (rows) =>
    Object.fromEntries(
      rows.map((row) => {
        const [operation, path] = [...row.querySelectorAll("code")].map((code) => code.textContent);
        return [`${operation} ${path}`, row.textContent.includes("Allowed")];
      }),
    ),
  );
}

/** Nothing happened that must not: no request, no refusal, no error. */
export async function quiet({ page, seen }) {
  assert.deepEqual(seen, { errors: [], refused: [], requests: [] });
  assert.deepEqual(await traffic(page), { requests: [], refused: [], changes: [] });
}
