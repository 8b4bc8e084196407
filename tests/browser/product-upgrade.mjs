// What other versions change for the open files.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { checked, quiet, reads } from "./support/product.mjs";
import { eventually } from "./support/waiting.mjs";

const VALUES = `image:
  tag: "1.0.1"
tfe:
  readinessProbePath: /_health_check
env:
  variables:
    TFE_HOSTNAME: tfe.corp.example
`;

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

test("an upgrade lists what is to be done, for the versions that are chosen", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, VALUES);
  await checked(page);
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await page.getByRole("link", { name: "What an upgrade changes" }).click();
  const dialog = page.locator("dialog");
  await reads(dialog, /To do \(\d+\)[\s\S]*From 2\.0\.0 on, TFE answers 410 at this path\./);
  assert.equal(await page.getByLabel("TFE now").inputValue(), "1.0.1");
  assert.equal(await page.getByLabel("TFE after").inputValue(), "2.0");
  await page.getByLabel("TFE now").selectOption("2.0");
  await eventually(async () => assert.doesNotMatch(await dialog.innerText(), /answers 410/));
  await page.getByLabel("Chart now").selectOption("1.6.3");
  await reads(dialog, /The default of resources\.requests\.memory changes/);
  await quiet(session);
  await session.close();
});
