// The second of the two failures: a non-root pod that cannot read its token.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { FLAT_NONROOT, NONROOT, lineOf } from "./support/inputs.mjs";
import { checked, finding, findings, holds, quiet, reads, text, view } from "./support/product.mjs";
import { eventually } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const RULE = "nonroot-without-openshift";

async function fixed(page) {
  await finding(page, RULE).getByRole("button", { name: /openshift/ }).first().click();
  await holds(page, /^openshift:\n +enabled: true$/m);
  await checked(page);
  await eventually(async () => assert.deepEqual((await findings(page)).filter((f) => f.rule === RULE), []));
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
  await reads(page.locator("#panel"), new RegExp(RULE));
  await page.getByRole("button", { name: /Use the repaired text/ }).click();
  await holds(page, /^ {2}runAsUser/m);
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
  // What TFE gets, not what is written.
  await reads(row("TFE_HTTP_PORT"), /8080/);
  await reads(row("TFE_DATABASE_PASSWORD"), /Secret, line 9/);
  assert.doesNotMatch(await page.locator("#panel").innerText(), /hunter2/);
  await row("TFE_CAPACITY_MEMORY").locator("summary").click();
  await reads(row("TFE_CAPACITY_MEMORY"), /MiB(.|\n)*Default 2048\. Since TFE v\d+/);
  await reads(row("image"), /terraform-enterprise:2\.0\.4/);
  await reads(row("replicas"), /2\s+line 1$/);
  await reads(row("container.runAsUser"), /0\s+line 6$/);
  await reads(row("pod.securityContext"), /not set/);
  await row("TFE_HOSTNAME").hover();
  await reads(page.locator(".cm-line.tc-pointed"), /tfe\.example\.com/);

  const listed = (names) =>
    eventually(async () => assert.deepEqual(await page.locator(".settings summary").allTextContents(), names));
  await page.getByLabel("Find a setting").fill("memory ceiling");
  await listed(["TFE_CAPACITY_MEMORY"]);
  await page.getByLabel("Find a setting").fill("");
  await page.getByRole("button", { name: /^Secret 1/ }).click();
  await listed(["TFE_DATABASE_PASSWORD"]);
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
  await reads(storage, /fails:\s+As a non-root pod/);
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
  await eventually(async () => assert.ok((await group.boundingBox()).y < 400, "it is in view"));
  await session.close();
});
