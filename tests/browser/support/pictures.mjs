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

const PICTURES = {
  page: ["light", policy],
  "page-dark": ["dark", policy],
  fixed: ["light", async (page) => (await policy(page), view(page, "Fixed version"))],
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
