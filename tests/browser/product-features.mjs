// What a table of features promises and no other test shows: filters, counts, marks by shape.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { checked, findings, finding } from "./support/product.mjs";
import { eventually } from "./support/waiting.mjs";

/** An error, a warning and an info, and a finding that the file ignores. */
const MIXED = `path "transit/keys/archivist_*" { capabilities = ["create", "upadte"] }
path "transit/keys/atlas_*" { capabilities = ["create", "read", "update", "delete"] }
path "auth/token/renew/*" { capabilities = ["update"] }
path "sys/*" { capabilities = ["sudo"] } # tfe-check: ignore sudo-granted our monitoring needs it
`;

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function opened() {
  const session = await suite.open({ viewport: { width: 1440, height: 900 } });
  await paste(session.page, MIXED);
  await checked(session.page);
  return session;
}

test("each severity is hidden and shown by its own button", async () => {
  const { page, close } = await opened();
  const counted = async () => (await findings(page)).filter(({ rule }) => rule !== "sudo-granted");
  const severities = async () => new Set((await counted()).map(({ severity }) => severity));
  assert.deepEqual([...(await severities())].toSorted(), ["Error", "Info", "Warning"]);
  for (const [button, severity] of [[/error/, "Error"], [/warning/, "Warning"], [/info/, "Info"]]) {
    const chip = page.locator(".filt").getByRole("button", { name: button });
    await chip.click();
    await eventually(async () => assert.ok(!(await severities()).has(severity)));
    assert.equal(await chip.getAttribute("aria-pressed"), "false");
    await chip.click();
    await eventually(async () => assert.ok((await severities()).has(severity)));
  }
  await close();
});

test("what the file ignores is counted apart, with its reason", async () => {
  const { page, close } = await opened();
  await page.getByText("1 ignored by a comment in the file").click();
  const ignored = finding(page, "sudo-granted");
  await ignored.locator("summary").click();
  await ignored.getByText("our monitoring needs it", { exact: true }).waitFor();
  const counted = await page.locator(".verdict p").first().innerText();
  const listed = (await findings(page)).filter(({ rule }) => rule !== "sudo-granted").length;
  const sum = [...counted.matchAll(/(\d+) (?:errors?|warnings?|info)\b/g)].reduce((all, [, n]) => all + Number(n), 0);
  assert.equal(sum, listed, "the counts are those of the list without it");
  await close();
});

test("the text and its margin tell the severities apart by shape", async () => {
  const { page, close } = await opened();
  const styles = await page.evaluate(() => {
    const inside = (selector) => [...document.querySelector("tfe-editor").shadowRoot.querySelectorAll(selector)];
    const style = (severity) => inside(`.tc-mark.tc-${severity}`).map((mark) => getComputedStyle(mark).textDecorationStyle)[0];
    const shape = (severity) => inside(`svg.tc-shape.tc-${severity} path`).map((path) => path.getAttribute("d"))[0];
    return ["error", "warning", "info"].map((severity) => ({ style: style(severity), shape: shape(severity) }));
  });
  assert.deepEqual(styles.map(({ style }) => style), ["wavy", "dashed", "dotted"]);
  assert.equal(new Set(styles.map(({ shape }) => shape)).size, 3);
  await close();
});
