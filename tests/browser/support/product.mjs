// What a person does with the page and sees on it.
import assert from "node:assert/strict";
import { traffic } from "./harness.mjs";

/** Waits until what is in the editor has been judged. */
export async function checked(page) {
  await page.waitForFunction(() => {
    const app = document.querySelector(".app");
    return app?.dataset.engine === "ready" && document.querySelector("#verdict");
  });
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

/** What a copy button put on the clipboard. */
export async function copied(page, name) {
  await page.getByRole("button", { name }).click();
  await page.waitForTimeout(50);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Opens a view by its tab. */
export async function view(page, name) {
  await page.getByRole("tab", { name }).click();
}

/** Rows of the access table: path -> allowed. */
export async function access(page) {
  await view(page, "Access");
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
  assert.deepEqual(await traffic(page), { requests: [], refused: [] });
}
