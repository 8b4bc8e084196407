// What fits where: narrow panes, phones, little height, long lines.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { FLAT_NONROOT, NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, view } from "./support/product.mjs";
import { settled } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function opened(text, width, height) {
  const session = await suite.open({ viewport: { width, height } });
  await paste(session.page, text);
  await checked(session.page);
  return session;
}

const box = (page, selector) => page.locator(selector).first().boundingBox();

for (const width of [1024, 1440]) {
  test(`the line about the kind stays one line at ${width} px, with Change at its end`, async () => {
    for (const text of [OLD_POLICY, NONROOT]) {
      const { page, close } = await opened(text, width, 768);
      const bar = await box(page, ".ctx");
      assert.ok(bar.height <= 36, `${bar.height} px high`);
      const change = await box(page, ".ctx .btn");
      assert.ok(bar.x + bar.width - (change.x + change.width) < 20, "at the right");
      await close();
    }
  });
}

test("on a phone the line about the kind has Change at its right, on no line of its own", async () => {
  const { page, close } = await opened(OLD_POLICY, 390, 844);
  await view(page, "File");
  const [bar, change] = [await box(page, ".ctx"), await box(page, ".ctx .btn")];
  assert.ok(bar.height <= 72, `${bar.height} px high`);
  assert.ok(change.x + change.width > 360, "at the right");
  await close();
});

test("on a phone what is pressed is 44 px high", async () => {
  const text = "env:\n  secrets:\n    TFE_LICENSE: abc\n    TFE_DATABASE_PASSWORD: *hunter22\n";
  const { page, close } = await opened(text, 390, 844);
  for (const place of [".tab.add", ".unmask > summary"]) assert.ok((await box(page, place)).height >= 44, place);
  await close();
});

test("settings break no name at 1024 px", async () => {
  const { page, close } = await opened(NONROOT, 1024, 768);
  await view(page, "Effective settings");
  const heights = await page.$$eval(".settings th.name > code, .settings th.name summary code", (codes) =>
    codes.map((code) => [code.textContent, code.getClientRects().length]),
  );
  assert.ok(heights.length > 5);
  for (const [name, lines] of heights) assert.equal(lines, 1, name);
  const [head, pane] = [await box(page, ".settings .gh"), await box(page, ".settings")];
  assert.ok(Math.abs(head.width - pane.width) < 2, "a group's name is as wide as the pane");
  await close();
});

test("on a phone a rebuilt line has its reason below, and a change its end in view", async () => {
  const { page, close } = await suite.open({ viewport: { width: 390, height: 844 } });
  await paste(page, FLAT_NONROOT);
  await checked(page);
  const code = await box(page, ".rebuilt tr:has(td.why:not(:empty)) td");
  const why = await box(page, ".rebuilt td.why:not(:empty)");
  assert.ok(why.y >= code.y + code.height - 1, "below");
  assert.ok(why.width > 250, `${why.width} px wide`);
  await close();

  const other = await suite.open({ viewport: { width: 390, height: 844 } });
  await paste(other.page, OLD_POLICY);
  await checked(other.page);
  await view(other.page, "Fixed version");
  const wide = await other.page.$$eval("#panel .rows", (rows) => rows.filter((r) => r.scrollWidth > r.clientWidth + 1).length);
  assert.equal(wide, 0, "no change is wider than the phone");
  await other.close();
});

test("at 400 % zoom the bars scroll away and nothing scrolls sideways", async () => {
  const { page, close } = await suite.open({ viewport: { width: 360, height: 225 } });
  await paste(page, OLD_POLICY);
  await checked(page);
  const { tall, wide } = await page.evaluate(() => {
    const root = document.documentElement;
    return { tall: root.scrollHeight > root.clientHeight, wide: root.scrollWidth > root.clientWidth };
  });
  assert.ok(tall && !wide);
  await page.mouse.move(100, 180);
  await page.mouse.wheel(0, 600);
  await settled(page);
  const bar = await box(page, ".top");
  assert.ok(bar.y < 0, "the bar at the top is out of the way");
  await close();
});

test("behind the chosen line there are few words, the list has the sentence", async () => {
  const { page, close } = await opened(OLD_POLICY, 1440, 900);
  const words = page.locator(".tc-words");
  await words.waitFor();
  const sentence = await page.locator("details[open] > summary .what").first().innerText();
  const said = await words.innerText();
  assert.ok(!/[.:;]$|, so /.test(said), said);
  assert.ok(sentence.replaceAll("\n", " ").includes(said), `${said} | ${sentence}`);
  await close();
});

test("a name in front of a colon is not all that is said behind the line", async () => {
  const { page, close } = await opened("replicaCount: 3\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_PASSWORD: *C0mplex!\n", 1440, 900);
  const words = page.locator(".tc-words");
  await words.waitFor();
  assert.match(await words.innerText(), /A value without quotes cannot begin/);
  await close();
});

test("long lines are broken on request", async () => {
  const { page, close } = await opened(`# ${"word ".repeat(200)}\n${OLD_POLICY}`, 1440, 900);
  const height = () => page.locator(".cm-line").first().evaluate((line) => line.getBoundingClientRect().height);
  const before = await height();
  const button = page.getByRole("button", { name: "Wrap lines" });
  await button.click();
  await settled(page);
  assert.ok((await height()) > before * 3);
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  await close();
});

test("what wants a look is apart from what is certain, and says why", async () => {
  const { page, close } = await opened(
    "env:\n  variables:\n    TFE_HOSTNAME: https://tfe.example.com\n    TFE_CAPACITY_MEMORY: 1048576\n    TFE_OBJECT_STORAGE_S3_REGION: eu-central-1a\n",
    1440,
    900,
  );
  await view(page, "Fixed version");
  const tags = await page.$$eval("#panel .hunk > header .tag", (tags) => tags.map((tag) => tag.textContent));
  assert.ok(tags.includes("safe") && tags.includes("review"), tags.join());
  assert.deepEqual(tags, tags.toSorted().reverse(), "certain ones first");
  await page.getByRole("heading", { name: "To review first" }).waitFor();
  await close();
});

test("version lists are newest first, and say where the version comes from", async () => {
  const { page, close } = await opened(`image:\n  tag: v202402-1\n${NONROOT}`, 1440, 900);
  const release = page.getByLabel("Terraform Enterprise version");
  assert.equal(await release.evaluate((select) => select.selectedOptions[0].textContent), "v202402-1 from the files");
  const charts = await page.getByLabel("Helm chart version").evaluate((select) => [...select.options].map((o) => o.textContent));
  const parts = (version) => version.split(".").map(Number);
  const order = (a, b) => parts(b)[0] - parts(a)[0] || parts(b)[1] - parts(a)[1] || parts(b)[2] - parts(a)[2];
  assert.deepEqual(charts, charts.toSorted(order));
  await close();
});

test("the buttons of a finding stay in one row", async () => {
  const { page, close } = await opened(NONROOT, 1440, 900);
  const tops = await page.$$eval("details[open] .body > .row > .btn", (all) => all.map((button) => button.getBoundingClientRect().top));
  assert.ok(tops.length > 2);
  assert.equal(new Set(tops).size, 1, tops.join());
  await close();
});

test("changes have titles that tell them apart", async () => {
  const { page, close } = await opened(OLD_POLICY, 1440, 900);
  await view(page, "Fixed version");
  const titles = await page.$$eval("#panel .hunk > header label > span", (all) => all.map((title) => title.innerText));
  assert.ok(titles.length > 2);
  assert.equal(new Set(titles).size, titles.length, titles.join(" | "));
  await close();
});

test("the line about the kind names the versions of both TFE and the chart", async () => {
  const { page, close } = await opened(NONROOT, 1440, 900);
  assert.match(await page.locator(".ctx").innerText(), /Checked for TFE \S+, chart \S+/);
  await close();
});

test("on a phone, a clipboard that cannot be read is explained without keys", async () => {
  const { page, close } = await suite.open({
    viewport: { width: 390, height: 844 },
    prepare: (page) => page.addInitScript(() => (navigator.clipboard.readText = () => Promise.reject(new Error("no")))),
  });
  await page.getByRole("button", { name: "Paste from clipboard" }).locator("visible=true").first().click();
  const note = page.locator("[role=alert]").locator("visible=true").first();
  await note.getByText("Long-press the line above and choose Paste.").waitFor();
  assert.doesNotMatch(await note.innerText(), /Press/);
  await close();
});

test("an emptied page has nothing left of the file at its edges", async () => {
  const { page, close } = await opened(OLD_POLICY, 1440, 900);
  await page.getByRole("button", { name: "Close tfe.hcl" }).click();
  await settled(page);
  const left = () => page.evaluate(() => document.querySelector("tfe-editor").shadowRoot.querySelectorAll(".tc-mark, .tc-strip i, .tc-gutter svg").length);
  assert.equal(await left(), 0);
  await close();
});
