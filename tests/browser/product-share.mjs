// A text is passed on only when somebody asks for it, without its secrets, and opens without a question.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { checked, copied, findings, quiet, reads, text } from "./support/product.mjs";
import { press } from "./support/waiting.mjs";

const VALUES = `env:
  secrets:
    TFE_DATABASE_PASSWORD: hunter-two-three
  variables:
    TFE_HOSTNAME: https://tfe.corp.example # é 😀
`;
const DOTS = "••••••••";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function shares(page) {
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("heading", { name: "A link with your text" }).waitFor();
}

test("the link has what the preview shows, with dots over secrets, and opens by itself", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, VALUES);
  await checked(page);
  const found = await findings(page);
  await shares(page);
  assert.equal(await page.getByRole("button", { name: "Copy link" }).count(), 0, "nothing is made unasked");
  const report = await copied(page, "Copy report");
  assert.match(report, /hostname-malformed/);
  assert.doesNotMatch(report, /hunter|secrets:/);

  await page.getByRole("button", { name: "Make a link" }).click();
  const masked = VALUES.replace("hunter-two-three", DOTS);
  await reads(page.locator("dialog pre"), /😀/);
  assert.equal(await page.locator("dialog pre").textContent(), masked);
  await page.getByText("1 secret masked").waitFor();
  const address = await copied(page, "Copy link");
  assert.match(address, /#share=[\w-]+$/);
  assert.ok(!page.url().includes("share"), "the page's own address stays without the text");
  await quiet(session);
  await session.close();

  const opened = await suite.open({ address });
  await checked(opened.page);
  assert.equal(await text(opened.page), masked);
  assert.ok((await findings(opened.page)).some(({ rule }) => rule === "hostname-malformed"), JSON.stringify(found));
  assert.doesNotMatch(opened.page.url(), /share/);
  assert.equal(await opened.page.locator("dialog").count(), 0);
  await reads(opened.page.locator(".banner"), /Dots replace the secrets in this link/);
  await quiet(opened);
  await opened.close();
});

test("what is wrong with a secret is wrong with dots in its place", async () => {
  const { page, close } = await suite.open();
  await paste(page, "env:\n  variables:\n    TFE_HOSTNAME: tfe.corp.example\n    TFE_DATABASE_PASSWORD: !hunter22\n");
  await checked(page);
  const found = await findings(page);
  await shares(page);
  await page.getByRole("button", { name: "Make a link" }).click();
  const address = await copied(page, "Copy link");
  await close();
  const opened = await suite.open({ address });
  await checked(opened.page);
  assert.deepEqual(await findings(opened.page), found);
  assert.doesNotMatch(await text(opened.page), /hunter/);
  await opened.close();
});

test("a link that was cut says so, and nothing else happens", async () => {
  const { page, seen, close } = await suite.open({ path: "#share=q1Yqzkx" });
  await page.getByText("This link is incomplete").waitFor();
  assert.equal(await text(page), "");
  assert.deepEqual(seen.errors, []);
  await close();
});

test("closing the dialog forgets the link", async () => {
  const { page, close } = await suite.open();
  await paste(page, VALUES);
  await checked(page);
  await shares(page);
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByRole("button", { name: "Copy link" }).waitFor();
  await press(page, "Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  await shares(page);
  await page.getByRole("button", { name: "Make a link" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Copy link" }).count(), 0);
  await close();
});
