// The way through the page in Firefox: load, paste, fix, copy, seal, offline, embed, and the single file.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { OLD_POLICY } from "../browser/support/inputs.mjs";
import { serve } from "../browser/support/server.mjs";
import { eventually } from "../browser/support/waiting.mjs";

let browser, server;
before(async () => {
  server = await serve({ below: "/docs/tfe/" });
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    // Tests may read the clipboard without anybody's click.
    extraPrefsFirefox: { "dom.events.testing.asyncClipboard": true },
  });
});
after(async () => {
  await browser.close();
  await server.close();
});

/** A page, ready to check, in a profile of its own. */
async function open(address = server.address) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(address);
  await page.waitForSelector('[data-engine="ready"]', { timeout: 60_000 });
  return { page, errors, close: () => context.close() };
}

async function paste(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.bringToFront();
  await page.evaluate(() => document.querySelector("tfe-editor").shadowRoot.querySelector(".cm-content").focus());
  await page.keyboard.down("Control");
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
  await page.waitForSelector("#panel .fl > li", { timeout: 30_000 });
}

const value = (page) => page.evaluate(() => document.querySelector("tfe-editor").value);
const said = (page, place) => page.$eval(place, (element) => element.innerText);
/** Presses the button with these words, once it is there. */
const press = (page, words) =>
  eventually(() =>
    page.evaluate((words) => {
      const buttons = [...document.querySelectorAll("button")];
      buttons.find((button) => `${button.ariaLabel ?? ""} ${button.innerText}`.includes(words)).click();
    }, words),
  );

test("load, paste, fix and copy", async () => {
  const { page, errors, close } = await open();
  await paste(page, OLD_POLICY);
  assert.match(await said(page, "#verdict"), /backups taken with it cannot be restored/);
  await press(page, "Apply all safe fixes");
  await eventually(async () => assert.match(await value(page), /transit\/backup\/atlas_\*/));
  await page.waitForSelector(".verdict.clear", { timeout: 30_000 });
  await press(page, "Copy file");
  const copied = await eventually(async () => {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /transit\/backup\/atlas_\*/);
    return text;
  });
  assert.equal(copied, await value(page));
  assert.deepEqual(errors, []);
  await close();
});

test("the page is sealed, and counts what tries to connect", async () => {
  const { page, close } = await open();
  const asked = server.asked.length;
  const refused = await page.evaluate((address) => fetch(`${address}?text`).then(() => false, () => true), server.address);
  assert.ok(refused);
  assert.equal(server.asked.length, asked);
  await eventually(async () => assert.ok((await page.evaluate(() => globalThis.tfeCheck.traffic().refused.length)) > 0));
  await close();
});

test("with the server gone the page opens again and checks", async () => {
  const own = await serve({ below: "/away/" });
  const { page, close } = await open(own.address);
  await eventually(async () => assert.match(await said(page, ".stat"), /Works offline/));
  await page.waitForFunction(() => navigator.serviceWorker.controller, { timeout: 30_000 });
  await own.close();
  await page.reload();
  await page.waitForSelector('[data-engine="ready"]', { timeout: 60_000 });
  await paste(page, OLD_POLICY);
  assert.match(await said(page, "#verdict"), /backups taken with it cannot be restored/);
  await close();
});

test("embedded: elements of another page check and share an engine", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tfe-check-firefox-"));
  const element = '<tfe-check><template>path "transit/keys/a_*" { capabilities = ["raed"] }</template></tfe-check>';
  await writeFile(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><script defer src="${server.address}element.js"></script>${element}${element}`);
  const host = await serve({ folder });
  const page = await browser.newPage();
  await page.goto(host.address);
  const frames = await eventually(() => {
    const all = page.frames().filter((frame) => frame.url().includes("embed.html"));
    assert.equal(all.length, 2);
    return all;
  });
  for (const frame of frames) {
    await frame.waitForSelector(".fl > li", { timeout: 60_000 });
    assert.match(await frame.$eval(".fl > li", (element) => element.innerText), /raed/);
  }
  await page.close();
  await host.close();
  await rm(folder, { recursive: true });
});

test("the single file opens from the disk", async () => {
  const file = fileURLToPath(new URL("../../dist-single/tfe-check.html", import.meta.url));
  const { page, close } = await open(pathToFileURL(file).href);
  assert.match(await said(page, ".stat"), /Single file/);
  await close();
});
