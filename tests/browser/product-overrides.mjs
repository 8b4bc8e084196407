// The second of the two failures: a non-root pod that cannot read its token.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { FLAT_NONROOT, NONROOT, lineOf } from "./support/inputs.mjs";
import { checked, finding, findings, quiet, text, view } from "./support/product.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const RULE = "nonroot-without-openshift";

async function fixed(page) {
  await finding(page, RULE).getByRole("button", { name: /openshift/ }).first().click();
  await page.waitForFunction(() => /^openshift:/m.test(document.querySelector("tfe-editor").value));
  await checked(page);
  assert.match(await text(page), /^openshift:\n +enabled: true$/m);
  assert.deepEqual((await findings(page)).filter((f) => f.rule === RULE), []);
}

test("the article's overrides: found at the line, fixed, gone, openshift.enabled is true", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, NONROOT);
  await checked(page);
  const [found] = (await findings(page)).filter((f) => f.rule === RULE);
  const lines = [lineOf(NONROOT, "runAsNonRoot"), lineOf(NONROOT, "runAsUser")];
  assert.ok(lines.includes(found.line), `line ${found.line}`);
  assert.equal(found.severity, "Error");
  await fixed(page);
  await quiet(session);
  await session.close();
});

test("the same without its indentation: repaired, and what the damage hid is told before", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, FLAT_NONROOT);
  await checked(page);
  await page.getByText("After the repair:").waitFor();
  assert.match(await page.locator("#panel").textContent(), new RegExp(RULE));
  await page.getByRole("button", { name: /Use the repaired text/ }).click();
  await page.waitForFunction(() => document.querySelector("tfe-editor").value.includes("  runAsUser"));
  await checked(page);
  assert.equal((await text(page)).trimEnd(), NONROOT.trimEnd());
  await fixed(page);
  await quiet(session);
  await session.close();
});

const WRITTEN = `replicaCount: 2
image:
  tag: 2.0.4
container:
  securityContext:
    runAsUser: 0
env:
  secrets:
    TFE_DATABASE_PASSWORD: hunter2
  variables:
    TFE_HOSTNAME: tfe.example.com
    TFE_HTTP_PORT: 9090
    TFE_CAPACITY_MEMORY: 4096
`;

test("effective settings: value, source, meaning, default and since, with the pod beside them", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, WRITTEN);
  await checked(page);
  await view(page, "Effective settings");
  const row = (name) => page.locator(".settings tr", { has: page.locator("code", { hasText: new RegExp(`^${name}$`) }) });
  assert.match(await row("TFE_HTTP_PORT").innerText(), /8080/, "what TFE gets, not what is written");
  assert.match(await row("TFE_DATABASE_PASSWORD").innerText(), /Secret, line 9/);
  assert.doesNotMatch(await page.locator("#panel").innerText(), /hunter2/);
  await row("TFE_CAPACITY_MEMORY").locator("summary").click();
  assert.match(await row("TFE_CAPACITY_MEMORY").innerText(), /MiB(.|\n)*Default 2048\. Since TFE v\d+/);
  assert.match(await row("image").innerText(), /terraform-enterprise:2\.0\.4/);
  assert.match(await row("replicas").innerText(), /2\s+line 1$/);
  assert.match(await row("container.runAsUser").innerText(), /0\s+line 6$/);
  assert.match(await row("pod.securityContext").innerText(), /not set/);
  await row("TFE_HOSTNAME").hover();
  assert.match(await page.locator(".cm-line.tc-pointed").textContent(), /tfe\.example\.com/);

  await page.getByLabel("Find a setting").fill("memory ceiling");
  assert.deepEqual(await page.locator(".settings summary").allTextContents(), ["TFE_CAPACITY_MEMORY"]);
  await page.getByLabel("Find a setting").fill("");
  await page.getByRole("button", { name: /^Secret 1/ }).click();
  assert.deepEqual(await page.locator(".settings summary").allTextContents(), ["TFE_DATABASE_PASSWORD"]);
  await quiet(session);
  await session.close();
});

test("whether TFE would start is told check by check, with the line of what fails", async () => {
  const session = await suite.open();
  const { page } = session;
  await page.getByRole("button", { name: /Non-root pod/ }).click();
  await checked(page);
  const section = page.locator(".would");
  await section.locator("summary", { hasText: "Would TFE start?" }).click();
  const storage = section.locator("tr", { hasText: "Object storage" });
  assert.match(await storage.innerText(), /fails:\s+As a non-root pod/);
  await storage.getByRole("button", { name: /^line/ }).click();
  const [, line] = (await storage.innerText()).match(/line (\d+)/);
  await page.locator(".stat", { hasText: `Ln ${line}, Col` }).waitFor();
  await quiet(session);
  await session.close();
});

test("a cell of the strip leads to its settings", async () => {
  const session = await suite.open();
  const { page } = session;
  await page.getByRole("button", { name: /Non-root pod/ }).click();
  await checked(page);
  await page.locator(".cell", { hasText: "Object storage" }).click();
  const group = page.locator("#group-object-storage");
  await group.waitFor();
  assert.ok((await group.boundingBox()).y < 400, "it is in view");
  await session.close();
});
