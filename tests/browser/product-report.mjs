// Reports are always at hand, for tickets and for programs, and hold no secret and none of the text.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { OLD_POLICY } from "./support/inputs.mjs";
import { checked, copied, quiet } from "./support/product.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const SECRET = "hunter22hunter22";
const VALUES = `env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_PASSWORD: !${SECRET}\n    TFE_VAULT_SECRET_ID: ${SECRET}\n`;

/** What a button of the menu saves: name and content. */
async function saved(page, name) {
  await page.getByRole("button", { name: "Report", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  const content = await readFile(await download.path(), "utf8");
  await page.keyboard.press("Escape");
  return { name: download.suggestedFilename(), content };
}

test("Markdown, JSON and SARIF while a safe fix waits, for all files", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, OLD_POLICY);
  await checked(page);
  await page.getByRole("button", { name: "Add a file" }).click();
  await paste(page, VALUES);
  await checked(page);

  await page.getByRole("button", { name: "Report", exact: true }).click();
  const markdown = await copied(page, "Copy as Markdown");
  await page.keyboard.press("Escape");
  assert.match(markdown, /^# tfe-check\n\n\d+ errors/);
  assert.match(markdown, /\n## tfe\.hcl\n[^]*\n {2}- Why: [^]*\n {2}- Do: [^]*\n## overrides\.yaml\n/);
  assert.deepEqual({ ...(await saved(page, "Download Markdown")) }, { name: "tfe-check-report.md", content: markdown });

  const json = await saved(page, "Download JSON");
  assert.equal(json.name, "tfe-check-report.json");
  const report = JSON.parse(json.content);
  assert.equal(report.schema, "tfe-check.report/1");
  assert.deepEqual(report.documents.map(({ name }) => name), ["tfe.hcl", "overrides.yaml"]);
  assert.ok(report.summary.error > 0);

  const sarif = await saved(page, "Download SARIF");
  assert.equal(sarif.name, "tfe-check-report.sarif");
  const [run] = JSON.parse(sarif.content).runs;
  assert.ok(run.results.some(({ ruleId }) => ruleId === "transit-key-read-missing"));
  assert.ok(run.tool.driver.rules.every(({ help }) => help.text.length > 8));

  for (const text of [markdown, json.content, sarif.content]) assert.ok(!text.includes("hunter22"), "no secret in a report");
  await quiet(session);
  await session.close();
});

test("on paper each finding has its reason, and the file, the day and the versions are named", async () => {
  const { page, close } = await suite.open({
    prepare: (page) =>
      page.addInitScript(() => {
        globalThis.print = () => {
          const open = [...document.querySelectorAll("#panel .f .body")].length;
          const all = document.querySelectorAll("#panel .f").length;
          globalThis.printed = { open, all, head: document.querySelector(".printed")?.textContent };
        };
      }),
  });
  await paste(page, OLD_POLICY);
  await checked(page);
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await page.getByRole("button", { name: "Print" }).click();
  await page.waitForFunction(() => globalThis.printed);
  const { open, all, head } = await page.evaluate(() => globalThis.printed);
  assert.ok(all > 1);
  assert.equal(open, all);
  assert.match(head, /^tfe\.hcl, \d{4}-\d\d-\d\d\. Checked for TFE .*, chart .*, Vault .* by tfe-check \d/);
  await close();
});

test("the browser's own print has the same, and the screen is as before afterwards", async () => {
  const { page, close } = await suite.open();
  await paste(page, OLD_POLICY);
  await checked(page);
  const shown = () => page.evaluate(() => [document.querySelectorAll("#panel .f .body").length, document.querySelector(".printed")?.textContent]);
  const [before] = await shown();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const [open, head] = await shown();
  assert.equal(open, await page.locator("#panel .f").count());
  assert.match(head, /^tfe\.hcl, \d{4}-\d\d-\d\d\. Checked for TFE/);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await shown(), [before, undefined]);
  await close();
});
