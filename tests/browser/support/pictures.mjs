// Takes the pictures of the documentation from the release page: node tests/browser/support/pictures.mjs
import { fileURLToPath } from "node:url";
import { start } from "./harness.mjs";
import { checked, view } from "./product.mjs";

const folder = fileURLToPath(new URL("../../../docs/", import.meta.url));
const viewport = { width: 1280, height: 800 };

const policy = async (page) => {
  await page.getByRole("button", { name: /Backup or restore/ }).click();
  await checked(page);
};

/** Opens a part of the page by its address, over what is open. */
const dialog = (address, words) => async (page) => {
  await page.evaluate((address) => (location.hash = address), address);
  await page.locator("dialog[open]").getByText(words).first().waitFor();
};

/** Presses something of the report menu. */
const reported = async (page, part) => {
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await part(page).click();
  await page.locator("dialog[open]").waitFor();
};

const overrides = async (page) => {
  await page.getByRole("button", { name: /Non-root pod/ }).click();
  await checked(page);
};

const PICTURES = {
  page: ["light", policy],
  "page-dark": ["dark", policy],
  fixed: ["light", async (page) => (await policy(page), view(page, "Fixed version"))],
  new: ["light", dialog("#/new", "Cloud")],
  share: [
    "light",
    async (page) => {
      await overrides(page);
      await reported(page, (page) => page.getByRole("button", { name: "Share" }));
      await page.getByRole("button", { name: "Make a link" }).click();
      await page.getByRole("button", { name: "Copy link" }).waitFor();
    },
  ],
  upgrade: [
    "light",
    async (page) => {
      await overrides(page);
      await reported(page, (page) => page.getByRole("link", { name: "What an upgrade changes" }));
      await page.getByRole("heading", { name: /To do/ }).waitFor();
    },
  ],
};

const suite = await start();
for (const [name, [colorScheme, reach]] of Object.entries(PICTURES)) {
  const { page, close } = await suite.open({ viewport, colorScheme, reducedMotion: "reduce" });
  await reach(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}${name}.png` });
  await close();
}
await suite.close();
