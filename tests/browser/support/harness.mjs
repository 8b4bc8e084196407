// Opens the release page in Chromium and notes everything that should not happen.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";
import { eventually } from "./waiting.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** One browser and one server for the tests of a file: `const suite = await start()`, last `suite.close()`. */
export async function start(options) {
  const server = await serve(options);
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  return {
    server,
    browser,
    open: (options) => open(browser, server, options),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * A fresh page, ready to check, unless `until` waits for something else. `prepare` gets the page before
 * it loads.
 *
 * `seen` collects while the page lives: `errors` (console errors and uncaught exceptions), `refused`
 * (what the policy stopped), `requests` (addresses asked for after the page was sealed).
 */
async function open(browser, server, { path = "", address = server.address + path, until = ready, prepare, ...options } = {}) {
  // The service worker is a test of its own; elsewhere every request is the page's.
  const context = await browser.newContext({ serviceWorkers: "block", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const seen = { errors: [], refused: [], requests: [] };
  let sealed = false;
  page.on("console", (said) => said.type() === "error" && seen.errors.push(said.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  // Of the page and of its workers; what is made inside the page (blob:, data:) is no request.
  context.on("request", (request) => {
    if (sealed && /^(https?|wss?):/.test(request.url())) seen.requests.push(request.url());
  });
  await page.exposeFunction("noteRefusal", (what) => seen.refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.noteRefusal(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  await prepare?.(page);
  await page.goto(address);
  await until(page);
  sealed = true;
  return { page, context, seen, close: () => context.close() };
}

/** Waits until the engine takes questions. */
export async function ready(page) {
  await page.waitForSelector('[data-engine="ready"]');
}

/** The page's own count since load: requests, refused attempts, and refused changes that could not connect. */
export async function traffic(page) {
  const { requests, refused, changes } = await page.evaluate(() => globalThis.tfeCheck.traffic());
  return { requests, refused, changes };
}

/** Puts text on the clipboard and pastes it into the editor, as a person does; `over` all that is there. */
export async function paste(page, text, { over = false } = {}) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator(".cm-content").first().click();
  if (over) await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+V");
  const lines = text.replaceAll("\r\n", "\n");
  await eventually(async () => {
    const there = await page.evaluate((lines) => document.querySelector("tfe-editor").value.includes(lines), lines);
    assert.ok(there, "the text is in the editor");
  });
}
