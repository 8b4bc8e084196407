// A file is started from answers, and checked at once: nothing is found in it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { start } from "./support/harness.mjs";
import { checked, quiet, reads, text } from "./support/product.mjs";
import { press } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

test("answers make both files, which have no findings, by keyboard alone", async () => {
  const session = await suite.open();
  const { page } = session;
  await page.getByRole("link", { name: /start one/ }).focus();
  await press(page, "Enter");
  const preview = page.locator("dialog pre");
  await reads(preview, /TFE_OBJECT_STORAGE_TYPE: "s3"/);
  await page.getByRole("combobox", { name: "Cloud" }).selectOption("Azure");
  await reads(preview, /TFE_OBJECT_STORAGE_TYPE: "azure"/);
  await page.getByRole("combobox", { name: "Vault", exact: true }).selectOption("External");
  await page.getByLabel("Vault namespace").fill("admin/tfe");
  await page.getByLabel("Host name").fill("https://tfe.corp.example");
  const open = page.getByRole("button", { name: "Open and check" });
  await page.getByText("Write a DNS name").waitFor();
  assert.equal(await open.isDisabled(), true, "no file is made of an address");
  await page.getByLabel("Host name").fill("tfe.corp.example");
  await reads(preview, /TFE_VAULT_NAMESPACE: "admin\/tfe"/);
  await open.focus();
  await press(page, "Enter");
  await checked(page);
  assert.match(await text(page), /TFE_HOSTNAME: "tfe\.corp\.example"/);
  const tabs = await page.locator(".doc .tab:not(.x)").allInnerTexts();
  assert.deepEqual(tabs.map((tab) => tab.replace(/\s*,\s*/, ": ")), ["tfe.hcl: nothing to fix", "overrides.yaml: nothing to fix"]);
  assert.equal(await page.locator("dialog").count(), 0);
  assert.match(page.url(), /#\/findings$/);
  await quiet(session);
  await session.close();
});

test("the form has an address, and a cloud without roles is not asked about one", async () => {
  const { page, close } = await suite.open({ path: "#/new" });
  await page.getByLabel("Login to the object storage").waitFor();
  await page.getByRole("combobox", { name: "Cloud" }).selectOption({ index: 3 });
  await page.getByLabel("Login to the object storage").waitFor({ state: "detached" });
  await reads(page.locator("dialog pre"), /TFE_OBJECT_STORAGE_S3_SECRET_ACCESS_KEY/);
  await press(page, "Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await close();
});
