// In pages of others: the element, and the frame by itself, under strict policies on both sides.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { start } from "./support/harness.mjs";
import { OLD_POLICY } from "./support/inputs.mjs";
import { serve } from "./support/server.mjs";
import { eventually } from "./support/waiting.mjs";

let suite, folder, host;
before(async () => {
  suite = await start();
  folder = await mkdtemp(join(tmpdir(), "tfe-check-host-"));
  host = await serve({ folder });
});
after(async () => {
  await suite.close();
  await host.close();
  await rm(folder, { recursive: true });
});

/** A page of another server, with a policy of its own, that holds `body`. */
async function hosted(body, options = {}) {
  const tool = suite.server.address;
  const policy = `default-src 'none'; script-src ${tool}; frame-src ${tool}`;
  const script = `<script defer src="${tool}element.js"></script>`;
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Docs</title><meta http-equiv="Content-Security-Policy" content="${policy}">${script}</head><body>${body}</body></html>`;
  await writeFile(join(folder, "index.html"), page);
  return suite.open({ ...options, address: host.address, until: (page) => page.waitForLoadState() });
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const frames = (page) => page.frames().filter((frame) => frame.url().includes("embed.html"));
const verdict = (frame) => frame.locator('.app[data-engine="ready"] #verdict');

test("the element checks the text it holds, tells the findings and never the text, and is as high as it needs", async () => {
  const indented = OLD_POLICY.replaceAll(/^/gm, "      ");
  const session = await hosted(`<h1>Docs</h1><tfe-check kind="vault-policy">\n${escaped(indented)}</tfe-check>`, {
    prepare: (page) =>
      page.addInitScript(() => {
        addEventListener("findings", ({ detail }) => ((globalThis.heard ??= []).push(detail)));
        addEventListener("message", ({ data }) => ((globalThis.messages ??= []).push(data)));
      }),
  });
  const { page, seen } = session;
  await eventually(() => assert.equal(frames(page).length, 1));
  const [frame] = frames(page);
  await verdict(frame).waitFor();
  const heard = await eventually(async () => {
    const all = await page.evaluate(() => globalThis.heard ?? []);
    assert.ok(all.at(-1)?.findings.length > 0);
    return all.at(-1);
  });
  assert.ok(heard.findings.some(({ rule }) => rule === "transit-key-read-missing"));
  assert.ok(heard.summary.error > 0);
  const messages = JSON.stringify(await page.evaluate(() => globalThis.messages));
  assert.doesNotMatch(messages, /auth\/approle\/login/, "no line of the text comes back");
  const text = await frame.evaluate(() => document.querySelector("tfe-editor").value);
  assert.equal(text, OLD_POLICY);
  const { height } = await frame.locator("tfe-editor").boundingBox();
  assert.ok(height > 150 && height < 340, `the text is in view, ${height} px high`);
  await eventually(async () => {
    const { outer, inner } = await page.evaluate(() => ({ outer: document.querySelector("tfe-check").offsetHeight, inner: 0 }));
    const own = await frame.evaluate(() => document.getElementById("app").offsetHeight);
    assert.ok(Math.abs(outer - own) <= 2 && inner === 0, `${outer} and ${own}`);
  });
  assert.deepEqual(seen.errors.filter((error) => !/favicon/.test(error)), []);
  await session.close();
});

test("theme, read-only and compact; two elements on one page do not touch", async () => {
  const { page, close } = await hosted(
    `<tfe-check theme="dark" readonly compact><template>path "transit/keys/atlas_*" { capabilities = ["read"] }</template></tfe-check>` +
      "<tfe-check>env:\n  variables:\n    TFE_CAPACITY_MEMORY: 1048576\n</tfe-check>",
  );
  await eventually(() => assert.equal(frames(page).length, 2));
  const [first, second] = frames(page);
  await verdict(first).waitFor();
  await verdict(second).waitFor();
  const looks = (frame) => frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  assert.deepEqual([await looks(first), await looks(second)], ["dark", "light"]);
  await first.locator(".cm-content").click();
  await page.keyboard.type("x");
  assert.match(await first.evaluate(() => document.querySelector("tfe-editor").value), /^path "transit/);
  assert.ok(!(await first.locator(".fl").first().isVisible()), "compact is without the list");
  await second.locator(".fl > li").first().waitFor();
  await close();
});

/** Notes all that goes through channels of the page, as bytes read as Latin letters. */
const LISTEN = () => {
  globalThis.sent = [];
  const Channel = globalThis.MessageChannel;
  globalThis.MessageChannel = class {
    constructor() {
      const [ours, theirs] = [new Channel(), new Channel()];
      const note = (data) => globalThis.sent.push(new TextDecoder("latin1").decode(data.call ?? data.signal ?? new Uint8Array()));
      ours.port1.onmessage = ({ data }) => (note(data), theirs.port1.postMessage(data));
      theirs.port1.onmessage = ({ data }) => (note(data), ours.port1.postMessage(data));
      Object.assign(this, { port1: ours.port2, port2: theirs.port2 });
    }
  };
};
const element = (path) => `<tfe-check><template>path "${path}" { capabilities = ["raed"] }</template></tfe-check>`;
const value = (frame) => frame.evaluate(() => document.querySelector("tfe-editor").value);
const found = (frame) => frame.locator(".fl > li", { hasText: "raed" }).first().waitFor();

test("several elements share one engine, until the reader gives one of them something", async () => {
  const { page, close } = await hosted(element("transit/keys/one_*") + element("transit/keys/two_*") + element("transit/keys/three_*"), {
    prepare: (page) => page.addInitScript(LISTEN),
  });
  await eventually(() => assert.equal(frames(page).length, 3));
  for (const frame of frames(page)) await found(frame);
  assert.equal(page.workers().length, 1);
  assert.match((await page.evaluate(() => globalThis.sent)).join(), /two_|three_/, "the channel is what is listened to");

  for (const frame of frames(page)) {
    await frame.locator(".cm-content").click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type("# typed-by-the-reader\n");
    await eventually(async () => assert.match(await value(frame), /typed-by-the-reader/));
    await frame.locator(".fl .loc", { hasText: "line 2" }).first().waitFor();
  }
  assert.equal(page.workers().length, 3);
  assert.doesNotMatch((await page.evaluate(() => globalThis.sent)).join(), /typed/, "nothing of it comes through the page around it");
  await close();
});

test("the element whose frame has the engine may go: the others agree on another one", async () => {
  const { page, close } = await hosted(element("transit/keys/one_*") + element("transit/keys/two_*") + element("transit/keys/three_*"));
  await eventually(() => assert.equal(frames(page).length, 3));
  for (const frame of frames(page)) await found(frame);
  // Each of them in turn: one of the three has it.
  for (const left of [2, 1]) {
    await page.evaluate(() => document.querySelector("tfe-check").remove());
    await eventually(() => assert.equal(frames(page).length, left));
    const text = `# ${left}\npath "transit/keys/x" { capabilities = ["raed"] }\n`;
    await page.evaluate((text) => {
      const give = ({ shadowRoot }) => shadowRoot.firstChild.contentWindow.postMessage({ type: "tfe-check:text", text }, "*");
      for (const one of document.querySelectorAll("tfe-check")) give(one);
    }, text);
    for (const frame of frames(page)) await frame.locator(".fl .loc", { hasText: "line 2" }).first().waitFor();
    await eventually(() => assert.equal(page.workers().length, 1));
  }
  await close();
});

test("the frame by itself works in a sandbox, and the page that cannot says so", async () => {
  const tool = suite.server.address;
  const { page, close } = await hosted(
    `<iframe sandbox="allow-scripts" src="${tool}embed.html#example=backup-fails"></iframe><iframe sandbox="allow-scripts" src="${tool}index.html"></iframe>`,
  );
  await eventually(() => assert.equal(frames(page).length, 1));
  await verdict(frames(page)[0]).waitFor();
  const other = page.frames().find((frame) => frame.url().endsWith("index.html"));
  await eventually(async () => assert.match(await other.locator("body").innerText(), /Use the single file tfe-check\.html/));
  assert.ok(!(await other.locator(".brand").isVisible()), "nothing without its style");
  await close();
});
