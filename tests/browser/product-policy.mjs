// The first of the two failures: a policy with which backups lack their keys.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { FLAT_POLICY, OLD_POLICY, lineOf } from "./support/inputs.mjs";
import { access, checked, finding, findings, holds, quiet, reads, text, view } from "./support/product.mjs";
import { eventually } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const NEEDED = [
  "read transit/keys/archivist_kdf",
  "read transit/backup/archivist_kdf",
  "read transit/keys/atlas_example",
  "read transit/backup/atlas_example",
];

test("the policy before the article: found at its lines, fixed, gone, allowed", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, OLD_POLICY);
  await checked(page);

  const found = await findings(page);
  const read = found.filter((f) => f.rule === "transit-key-read-missing");
  assert.deepEqual(
    read.map((f) => f.line).sort((a, b) => a - b),
    [lineOf(OLD_POLICY, "transit/keys/atlas_*", 1), lineOf(OLD_POLICY, "transit/keys/archivist_*", 1)],
  );
  assert.ok(read.every((f) => f.severity === "Error"));
  assert.ok(found.some((f) => f.rule === "transit-backup-missing"));
  await reads(page.locator("#verdict"), /backup/i);
  const denied = await access(page);
  assert.deepEqual(NEEDED.map((path) => denied[path]), [false, true, false, false]);

  await view(page, "Findings");
  await finding(page, "transit-key-read-missing").getByRole("button", { name: 'Add "read"' }).click();
  await holds(page, /"read", "update"\]|"update", "read"\]/);
  await checked(page);
  const one = (found) => assert.equal(found.filter((f) => f.rule === "transit-key-read-missing").length, 1);
  await eventually(async () => one(await findings(page)));

  await page.getByRole("button", { name: /Apply all safe fixes/ }).click();
  await holds(page, /transit\/backup\/atlas_\*/);
  await checked(page);
  await eventually(async () => assert.deepEqual((await findings(page)).filter((f) => f.severity !== "Info"), []));
  const allowed = await access(page);
  assert.deepEqual(NEEDED.filter((path) => !allowed[path]), []);
  await quiet(session);
  await session.close();
});

test("Ask Vault reads an address out of a log as `can` does, and says how", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, OLD_POLICY);
  await checked(page);
  await view(page, "Access");
  const ask = page.getByRole("group", { name: "Ask Vault" });
  const path = ask.getByLabel("Path");
  for (const [typed, answer] of [
    ["https://vault.example.com:8200/v1/sys/mounts", /Allowed/],
    ["/v1/transit/keys/archivist_kdf", /Denied/],
    ["GET https://vault.example.com:8200/v1/transit/keys/archivist_kdf", /Denied/],
  ]) {
    await path.fill(typed);
    await reads(ask.getByRole("status"), answer);
    await reads(ask.locator(".read-as"), /part of the address/);
  }
  await path.fill("URL: PUT https://v:8200/v1/transit/keys/archivist_kdf Code: 403. Errors:* permission denied");
  await reads(ask.getByRole("status"), /Allowed/);
  assert.equal(await ask.getByLabel("Operation").inputValue(), "update");
  await path.fill("sys/mounts");
  await reads(ask.getByRole("status"), /Allowed/);
  assert.equal(await ask.locator(".read-as").count(), 0);
  await quiet(session);
  await session.close();
});

test("the same on one line, as a web page gives it: a repair brings every rule back", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, FLAT_POLICY);
  await checked(page);
  await page.getByRole("button", { name: /Use the repaired text/ }).click();
  await holds(page, /^(.*\n){8}/);
  await checked(page);
  const repaired = await text(page);
  for (const path of ["transit/keys/archivist_*", "transit/backup/archivist_*", "transit/backup/atlas_*"]) {
    assert.match(repaired, new RegExp(`^path "${path.replaceAll("*", "\\*")}" \\{`, "m"));
  }
  const allowed = await access(page);
  assert.equal(allowed["read transit/keys/archivist_kdf"], true);
  assert.equal(allowed["read transit/backup/atlas_example"], true);
  await quiet(session);
  await session.close();
});

test("a row of the access table shows its deciding line, tells its purpose, and goes there", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, OLD_POLICY);
  await checked(page);
  await view(page, "Access");
  const row = page.locator("tr", { hasText: "transit/encrypt/atlas_example" }).first();
  const pointed = page.locator(".cm-line.tc-pointed");
  await row.hover();
  await reads(pointed, /transit\/encrypt\/atlas_/);
  await page.locator("#verdict").hover();
  await pointed.waitFor({ state: "detached" });
  await row.locator("summary").click();
  await reads(row, /Documented since TFE .+\.\n+Decided by the rule transit\/encrypt\/atlas_\*/);
  await row.getByRole("button", { name: /^line/ }).click();
  const line = lineOf(OLD_POLICY, "transit/encrypt/atlas_*");
  await page.locator(".stat", { hasText: `Ln ${line}, Col` }).waitFor();
  await quiet(session);
  await session.close();
});
