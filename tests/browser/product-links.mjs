// Addresses: links for authors, the list of rules, and the way back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { FLAT_NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, finding, reads, text, view } from "./support/product.mjs";
import { eventually, settled } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

test("a link opens an example in a view, for a release, with a rule's page", async () => {
  const { page, close } = await suite.open({ path: "#example=backup-fails&view=access&tfe=v202409-1&rule=transit-key-read-missing" });
  await page.locator("dialog.drawer h2", { hasText: "transit-key-read-missing" }).waitFor();
  await page.keyboard.press("Escape");
  await checked(page);
  assert.match(await text(page), /transit\/keys\/archivist/);
  await page.getByRole("tab", { name: "Access", selected: true }).waitFor();
  const release = await page.getByLabel("Terraform Enterprise version").inputValue();
  assert.equal(release, "v202409-1");
  assert.equal(await page.evaluate(() => localStorage.length), 0, "the next visit starts without it");
  await close();
});

test("versions that are not known are refused with a word", async () => {
  const { page, close } = await suite.open({ path: "#tfe=9.9.9&chart=99&vault=1.20&example=nonroot" });
  await checked(page);
  await reads(page.locator(".banner"), /not known here: TFE 9\.9\.9, chart 99\. It is not used/);
  assert.doesNotMatch(await page.locator(".ctx").innerText(), /9\.9\.9|99/);
  assert.equal(await page.getByLabel("Vault version").inputValue(), "1.20");
  await close();
});

test("a line of a log finds the rule of its symptom", async () => {
  const { page, close } = await suite.open({ path: "#/rules" });
  const line = "URL: GET https://v:8200/v1/transit/keys/archivist_kdf Code: 403. Errors:* permission denied";
  await page.getByLabel("Find a rule").fill(line);
  await page.locator(".index li", { hasText: "vault-call-denied" }).waitFor();
  await close();
});

test("a rule's first Bad opens as an example, and odd words in a link change nothing", async () => {
  const { page, seen, close } = await suite.open({ path: "#example=transit-key-read-missing&kind=<b>&profile=none&x=y" });
  await checked(page);
  assert.match(await text(page), /^path "/m);
  assert.doesNotMatch(await text(page), /\^\^/);
  assert.match(await page.locator(".ctx").innerText(), /Vault's own rules only/);
  assert.deepEqual(seen.errors, []);
  await close();
});

test("the list of rules finds by word, log line and filter, and leads to each page and back", async () => {
  const { page, close } = await suite.open({ path: "#/rules" });
  const list = page.locator(".index li");
  const all = await list.count();
  assert.ok(all > 250, `${all} rules`);
  await page.getByLabel("Find a rule").fill("403 archivist_kdf backup");
  await reads(page.locator("dialog [role=status]"), /^\d+ of \d+ rules$/);
  await eventually(async () => assert.ok((await list.count()) < 20));
  const rule = list.filter({ hasText: "transit-key-read-missing" });
  await rule.waitFor();
  await page.getByLabel("Find a rule").fill("");
  for (const name of ["Helm values", "Error", "Has a fix", "Stops the start"]) {
    const before = await list.count();
    await page.getByRole("button", { name, exact: true }).click();
    await eventually(async () => assert.ok((await list.count()) < before, name));
  }
  assert.ok((await list.count()) > 0);
  const [first] = await list.locator("small").allInnerTexts();
  await list.first().locator("a").click();
  await page.locator("dialog.drawer h2", { hasText: first }).waitFor();
  await page.goBack();
  await page.getByLabel("Find a rule").waitFor();
  await close();
});

test("Back closes a rule's page, then leads to the view and the file before; Forward returns", async () => {
  const { page, close } = await suite.open();
  await paste(page, OLD_POLICY);
  await checked(page);
  await view(page, "Access");
  await view(page, /Findings/);
  await finding(page, "transit-key-read-missing").locator(".meta a").click();
  const drawer = page.locator("dialog.drawer");
  await drawer.waitFor();
  await page.goBack();
  await drawer.waitFor({ state: "detached" });
  await page.getByRole("tab", { name: /Findings/, selected: true }).waitFor();
  await page.goBack();
  await page.getByRole("tab", { name: "Access", selected: true }).waitFor();
  await page.goForward();
  await page.goForward();
  await drawer.waitFor();
  await page.goBack();
  await drawer.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Add a file" }).click();
  await paste(page, FLAT_NONROOT);
  await checked(page);
  await page.getByRole("button", { name: /^tfe.hcl/ }).click();
  await settled(page);
  await page.getByRole("button", { name: /^overrides.yaml/ }).click();
  await settled(page);
  await page.goBack();
  await eventually(async () => assert.match(await text(page), /archivist/));
  await close();
});
