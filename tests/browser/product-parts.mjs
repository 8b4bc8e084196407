// A page, a mail or an article with several texts: each is shown by itself and can be taken out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { ARTICLE, ARTICLE_LOG, ARTICLE_POLICY, ARTICLE_VALUES, lineOf } from "./support/inputs.mjs";
import { checked, findings, holds, quiet, reads, text } from "./support/product.mjs";
import { eventually, press, settled } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function opened(options) {
  const session = await suite.open(options);
  await paste(session.page, ARTICLE);
  await checked(session.page);
  return session;
}

test("each part has a chip that goes to it and shows its findings", async () => {
  const session = await opened({ viewport: { width: 1440, height: 900 } });
  const { page } = session;
  const chips = page.getByRole("group", { name: "Parts of this text" }).getByRole("button");
  const line = lineOf(ARTICLE, "securitycontext");
  await eventually(async () => assert.equal(await chips.count(), 4));
  await reads(chips.nth(1), /^\s*Vault policy 6-9\s/);
  await reads(chips.nth(2), new RegExp(`Helm values ${line}-${line + 4}\\s`));
  await reads(chips.nth(3), new RegExp(`Log ${lineOf(ARTICLE, "@level")}\\s`));
  const all = await findings(page);

  await chips.nth(2).click();
  await settled(page);
  const own = await findings(page);
  assert.ok(own.length > 0 && own.length < all.length);
  assert.ok(own.every((found) => found.line >= line && found.line < line + 5));
  // All of its lines are to be seen.
  await page.locator(".cm-line", { hasText: "TFE_CAPACITY_MEMORY" }).waitFor();
  await page.locator(".cm-line", { hasText: "securitycontext" }).waitFor();
  assert.equal(await chips.nth(2).getAttribute("aria-pressed"), "true");

  await chips.nth(0).click();
  await eventually(async () => assert.deepEqual(await findings(page), all));
  await quiet(session);
  await session.close();
});

test("a part becomes a document of its own, with its findings, and can come back to its page", async () => {
  const session = await opened();
  const { page } = session;
  await page.getByRole("button", { name: /^Extract Helm values/ }).click();
  await holds(page, ARTICLE_VALUES);
  await checked(page);
  await page.locator(".doc.on", { hasText: "overrides.yaml" }).waitFor();
  const lines = (await findings(page)).map((found) => `${found.rule} ${found.line}`);
  assert.ok(lines.includes("unknown-chart-key 1"), `${lines}`);
  await page.goBack();
  await holds(page, ARTICLE);
  await page.getByRole("button", { name: /^Extract Vault policy/ }).click();
  await holds(page, ARTICLE_POLICY);
  await checked(page);
  await page.locator(".doc.on", { hasText: "tfe.hcl" }).waitFor();
  // What the page shows is not there twice: what the policy lacks is missing.
  assert.ok((await findings(page)).some((found) => found.rule === "transit-encrypt-missing"));
  await quiet(session);
  await session.close();
});

test("by keyboard, and on a phone", async () => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    const session = await opened({ viewport });
    const { page } = session;
    const extract = page.getByRole("button", { name: /^Extract Log/ });
    await extract.scrollIntoViewIfNeeded();
    const { height, x, width } = await extract.boundingBox();
    assert.ok(x >= 0 && x + width <= viewport.width, `${x} ${width}`);
    assert.ok(viewport.width > 400 || height >= 44, `${height}`);
    await page.getByRole("button", { name: /^Helm values 75-79$/ }).focus();
    await press(page, "Enter");
    assert.ok((await findings(page)).every((found) => found.line >= lineOf(ARTICLE, "securitycontext")));
    await extract.focus();
    await press(page, "Enter");
    await checked(page);
    await page.locator(".doc.on", { hasText: "tfe.log" }).waitFor();
    assert.equal(await text(page), ARTICLE_LOG);
    assert.deepEqual((await findings(page)).map((found) => found.rule), ["startup-check-failed"]);
    await quiet(session);
    await session.close();
  }
});
