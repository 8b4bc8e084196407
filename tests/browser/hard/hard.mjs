// What takes minutes: texts that nobody writes, hours of typing, and browsers that refuse what others give.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { paste, start } from "../support/harness.mjs";
import { OLD_POLICY } from "../support/inputs.mjs";
import { checked, findings, holds } from "../support/product.mjs";
import { eventually, settled } from "../support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

const KB = 1024;
const MB = 1024 * KB;
const RULE = 'path "transit/keys/archivist_*" {\n  capabilities = ["read"]\n}\n';
const SETTINGS = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";

const many = (unit, bytes, head = "") => head + unit.repeat(Math.ceil((bytes - head.length) / unit.length));

const TEXTS = {
  "half a million brackets": many("[", 500_000),
  "half a million braces behind a rule": many("{", 500_000, RULE),
  "open lists in values": many("[", 500_000, `${SETTINGS}a: `),
  "a line of 2 MB": `# ${many("a long line ", 2 * MB)}`,
  "a string of 2 MB": `path "${many("a/", 2 * MB)}" { capabilities = ["read"] }`,
  "NULs": many("\0", 64 * KB, RULE),
  "letters that are half of one": many("\ud800x\udc00", 64 * KB, RULE),
  "marks that turn the line around": many("\u202e\u2066\u200b", 64 * KB, RULE),
  "open heredocs": many("vault policy write p - <<EOF\n", 64 * KB),
  "commands in commands": many("vault $(", 64 * KB),
  "aliases that multiply": `a: &a [x, x]\n${[..."bcdefghijklmnopqrstuvwxyz"].map((c, i) => `${c}: &${c} [*${"abcdefghijklmnopqrstuvwxyz"[i]}, *${"abcdefghijklmnopqrstuvwxyz"[i]}]`).join("\n")}\n${SETTINGS}`,
  "a staircase of YAML": Array.from({ length: 700 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
  "only line breaks": many("\r\n", MB),
  "prompts": many("$ vault policy write tfe tfe.hcl\n", MB),
  "a program": readFileSync(process.execPath).subarray(0, MB).toString("latin1"),
};

/** Gives the page a file, as a person drops one: the whole clipboard would take longer than the check. */
async function open(page, text) {
  const name = "pasted.txt";
  await page.locator("input[type=file]").first().setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name}: an answer, and the next text is checked as ever`, async () => {
    const { page, seen, close } = await suite.open();
    await open(page, text);
    await eventually(async () => {
      const length = await page.evaluate(() => document.querySelector("tfe-editor").value.length);
      assert.ok(length > 0, "the text is there");
    });
    await checked(page);
    const said = await page.locator("#verdict").innerText();
    assert.ok(said.trim().length > 10, `the page says something: ${said}`);
    await paste(page, OLD_POLICY, { over: true });
    await checked(page);
    const rules = (await findings(page)).map((finding) => finding.rule);
    assert.ok(rules.includes("transit-key-read-missing"), `the next text is checked: ${rules}`);
    assert.deepEqual(seen, { errors: [], refused: [], requests: [] });
    await close();
  });
}

test("a policy of 1 MB checked a thousand times takes no more memory than after a hundred", async () => {
  const { page, seen, close } = await suite.open();
  await open(page, many(RULE, MB, "# a large policy\n"));
  await checked(page);
  await page.locator(".cm-content").first().click();
  await page.keyboard.press("ControlOrMeta+Home");
  const sizes = [];
  for (let round = 1; round <= 1000; round += 1) {
    // Each key is another text; what was typed is taken back, so that the text stays as long as it is.
    await page.keyboard.press(round % 2 ? "#" : "Backspace");
    await checked(page);
    if (round % 100 === 0) sizes.push(await memory(suite.browser));
  }
  const [first, last] = [sizes[0], sizes.at(-1)];
  assert.ok(last < 1.25 * first, `MB after each hundred: ${sizes.map((bytes) => Math.round(bytes / MB))}`);
  assert.deepEqual(seen, { errors: [], refused: [], requests: [] });
  await close();
});

/** What all processes that draw pages hold in memory (bytes), after they cleaned up. */
async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const drawing = processInfo.filter((process) => process.type === "renderer");
  const pages = drawing.map(({ id }) => Number(readFileSync(`/proc/${id}/statm`, "utf8").split(" ")[1]));
  return 4 * KB * pages.reduce((sum, count) => sum + count, 0);
}

test("an engine that dies in the middle of 1 MB comes back, and the text is checked", async () => {
  const { page, close } = await suite.open();
  const text = many('path "v1/secret*/x" {\n  capabilities = ["raed", "lsit"]\n}\n', MB);
  const next = page.waitForEvent("worker", { timeout: 60_000 });
  await open(page, text);
  await eventually(async () => assert.ok(await page.evaluate(() => document.querySelector("tfe-editor").value.length > 0)));
  const die = () =>
    setTimeout(() => {
      throw new Error("ended from outside");
    });
  // It may be gone before it answers.
  await page.workers()[0].evaluate(die).catch(() => {});
  await next;
  await checked(page);
  assert.ok((await findings(page)).length > 0, "the text is checked by the next engine");
  await close();
});

/** A browser that gives no storage, no caches and no clipboard. */
function poor() {
  for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"]) {
    Object.defineProperty(globalThis, name, {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  }
  Object.defineProperty(navigator, "clipboard", { value: undefined });
}

test("without storage and clipboard the page checks and fixes", async () => {
  const { page, seen, close } = await suite.open({ prepare: (page) => page.addInitScript(poor) });
  await page.locator(".cm-content").first().click();
  await page.keyboard.insertText(OLD_POLICY);
  await holds(page, /archivist/);
  await checked(page);
  assert.ok((await findings(page)).length > 0);
  await page.getByRole("button", { name: /^Fix/ }).first().click();
  await checked(page);
  await settled(page);
  assert.deepEqual(seen.errors, []);
  await close();
});
