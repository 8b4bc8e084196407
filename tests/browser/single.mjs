// The page as one file: opened from the disk, without server or network, it does the same.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { paste, start, traffic } from "./support/harness.mjs";
import { OLD_POLICY } from "./support/inputs.mjs";
import { checked, finding, holds, quiet } from "./support/product.mjs";
import { eventually, press } from "./support/waiting.mjs";

const address = new URL("../../dist-single/tfe-check.html", import.meta.url);

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

test("the file carries its own strict policy and names what it allows by hash", async () => {
  const page = await readFile(address, "utf8");
  const policy = page.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
  const [style] = page.match(/(?<=<style>)[^]*?(?=<\/style>)/);
  const [script] = page.match(/(?<=<script type="module">)[^]*?(?=<\/script>)/);
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  assert.equal(
    policy[1],
    `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${hash(style)}; ` +
      "worker-src blob:; img-src data:; base-uri 'none'; form-action 'none'",
  );
  assert.ok(policy.index < page.search(/<(script|link|style)\b/));
  const sum = await readFile(`${fileURLToPath(address)}.sha256`, "utf8");
  assert.equal(sum, `${createHash("sha256").update(page).digest("hex")}  tfe-check.html\n`);
});

test("opened from the disk it checks, fixes and explains, and asks for nothing", async () => {
  const asked = [];
  const session = await suite.open({
    address: address.href,
    prepare: (page) => page.context().on("request", (request) => asked.push(request.url())),
  });
  const { page } = session;
  await page.getByText("Single file", { exact: true }).waitFor();
  await paste(page, OLD_POLICY);
  await checked(page);
  const item = finding(page, "transit-key-read-missing");
  await item.locator(".meta a").click();
  await page.locator("dialog.drawer h2", { hasText: "transit-key-read-missing" }).waitFor();
  await press(page, "Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: /Apply all safe fixes/ }).click();
  await holds(page, /transit\/backup\/atlas_\*/);
  await checked(page);
  assert.deepEqual(asked.filter((url) => !/^(blob|data):/.test(url)), [address.href]);
  await quiet(session);

  const refused = await page.workers()[0].evaluate(() => fetch("https://example.com").catch((error) => error.message));
  assert.match(refused, /Failed to fetch/);
  await eventually(async () => assert.ok((await traffic(page)).refused.length >= 1, "and it is counted"));
  await session.close();
});
