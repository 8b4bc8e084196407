// The page never says what is not so, and nothing that is pasted is a dead end.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, copied, findings, reads, view } from "./support/product.mjs";
import { eventually, press, settled } from "./support/waiting.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

async function opened(text, options) {
  const session = await suite.open(options);
  await paste(session.page, text);
  await checked(session.page);
  return session;
}

test("a document without findings has no tick where another one makes it fail, and leads there", async () => {
  const { page, close } = await opened(OLD_POLICY);
  await page.getByRole("button", { name: "Add a file" }).click();
  await paste(page, 'path "transit/keys/atlas_*" { capabilities = ["create", "update", "read"] }\n');
  await checked(page);
  await page.locator(".verdict.clear .error").waitFor();
  assert.equal(await page.locator(".verdict.clear .ok").count(), 0);
  await page.getByRole("button", { name: /^tfe-2\.hcl , fails because of tfe\.hcl line \d+$/ }).waitFor();
  await page.locator(".verdict.clear").getByRole("button", { name: /^tfe\.hcl line \d+$/ }).click();
  await settled(page);
  assert.ok((await findings(page)).length > 0);
  await close();
});

const EXTERNAL = `tls:
  certificateSecret: tfe-tls
env:
  variables:
    TFE_HOSTNAME: tfe.corp.example.net
    TFE_VAULT_USE_EXTERNAL: "true"
    TFE_VAULT_ADDRESS: https://vault.corp.example.net:8200
    TFE_VAULT_ROLE_ID: 2d1b4b4a-0c0f-4c4e-9d1a-0d3a4d1f2b3c
`;

test("values do not work with a policy that fails, and lead to its line", async () => {
  const { page, close } = await opened(EXTERNAL);
  await reads(page.locator(".verdict"), /External Vault is on, but no policy is open here/);
  await page.getByRole("button", { name: "Add a file" }).click();
  await paste(page, 'path "transit/keys/atlas_*" { capabilities = ["create", "update", "read"] }\n');
  await checked(page);
  await page.getByRole("button", { name: /^overrides\.yaml/ }).click();
  await settled(page);
  await page.locator(".can .fails", { hasText: "External Vault" }).waitFor();
  await reads(page.locator(".would > summary").first(), /No\. ?\s*tfe\.hcl: /);
  await reads(page.locator(".moot"), /^Until tfe\.hcl is fixed/);
  await page.locator(".doc.joint + .doc.joint", { hasText: "tfe.hcl" }).waitFor();
  await page.locator(".verdict").getByRole("button", { name: /^tfe\.hcl line \d+$/ }).click();
  await page.locator(".doc.on", { hasText: "tfe.hcl" }).waitFor();
  await close();
});

test("a policy that Vault rejects works for nothing, and what makes it so comes first", async () => {
  const text = OLD_POLICY.replace('path "transit/restore/archivist_*" {\n  capabilities = ["create", "update"]', 'path "transit/restore/archivist_*" {\n  capabilities = ["create", "upadte"]');
  const { page, close } = await opened(text);
  const [first] = await findings(page);
  assert.equal(first.rule, "unknown-capability");
  await reads(page.locator(".moot"), /the policy grants nothing/);
  await page.locator(".cell.hatched").first().waitFor();
  assert.equal(await page.locator(".cell.works").count(), 0, "no tick while Vault rejects it");
  await view(page, "Access");
  await reads(page.locator(".verdict"), /the policy grants nothing/);
  await reads(page.locator("#verdict"), /would be allowed once Vault accepts the policy/);
  assert.equal(await page.locator(".access .v.ok").count(), 0, "no tick in a rejected policy");
  await page.getByRole("textbox", { name: "Path" }).fill("transit/keys/atlas_vcs");
  await page.getByLabel("Operation").selectOption("update");
  await reads(page.locator(".ask [role=status]"), /^Not yet: Vault rejects the policy/);
  await close();
});

test("a startup check has no tick while a finding is about it", async () => {
  const { page, close } = await opened(
    "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_OBJECT_STORAGE_TYPE: s3\n    TFE_OBJECT_STORAGE_S3_BUCKET: b\n" +
      '    TFE_OBJECT_STORAGE_S3_REGION: eu-central-1a\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: "true"\n',
  );
  await page.locator(".would > summary").click();
  const storage = page.locator(".would tr", { hasText: "Object storage" });
  await reads(storage, /availability zone/);
  assert.equal(await storage.locator(".v.works").count(), 0);
  await close();
});

test("effective settings mark what is empty, what lies open and what is ignored", async () => {
  const { page, close } = await opened(
    "securitycontext:\n  runAsNonRoot: true\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_PASSWORD: !hunter22\n    TFE_VAULT_SECRET_ID: abcdefgh\n",
  );
  await view(page, "Effective settings");
  const group = page.locator("#group-differ");
  for (const name of ["TFE_DATABASE_PASSWORD", "TFE_VAULT_SECRET_ID"]) {
    const row = group.locator("tr", { has: page.locator("th.name", { hasText: name }) });
    await row.waitFor();
    assert.match(await row.getAttribute("class"), /has-(error|warning)/, name);
  }
  await reads(page.locator("tr.has-error", { hasText: "pod.securityContext" }), /Helm ignores securitycontext/);
  await reads(page.locator("#verdict"), /[1-9]\d* not as written$/);
  await close();
});

test("the verdict of values is what keeps TFE from starting, and a cell says how many checks pass", async () => {
  const { page, close } = await opened(
    "securitycontext:\n  runAsNonRoot: true\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_HOST: db\n" +
      "    TFE_DATABASE_PASSWORD: !hunter22\n",
  );
  await reads(page.locator("#verdict"), /^TFE does not start\. Its checks fail for: .*database.*redis/);
  await reads(page.locator(".can .fails", { hasText: "TFE starts" }), /\d of \d+/);
  await close();
});

test("a file of another program is named, and is not offered as a policy", async () => {
  const { page, close } = await opened("services:\n  web:\n    image: nginx\n    ports:\n      - 80:80\n");
  await reads(page.locator("#verdict"), /^Not checked: this looks like a Docker Compose file\.$/);
  assert.ok(!(await page.getByRole("button", { name: "Vault policy" }).isVisible()));
  await page.getByText("Check it anyway as").click();
  await page.getByRole("button", { name: "Vault policy" }).waitFor();
  await close();
});

test("bytes that are no text are called so", async () => {
  const { page, close } = await suite.open();
  const file = { name: "x.bin", mimeType: "application/octet-stream", buffer: Buffer.from([0, 1, 2, 255, 254, 0, 9, 200, 128, 7]) };
  await page.locator("input[type=file]").first().setInputFiles([file]);
  await reads(page.locator("#verdict"), /^This is not text\.$/);
  await close();
});

const TERRAFORM = `resource "vault_policy" "tfe" {
  name   = "tfe"
  policy = <<EOT
${OLD_POLICY}EOT
}
resource "helm_release" "tfe" {
  name   = "terraform-enterprise"
  chart  = "terraform-enterprise"
  values = [<<EOT
env:
  variables:
    TFE_HOSTNAME: tfe.example.com
    TFE_CAPACITY_MEMORY: 1048576
EOT
  ]
}
`;

test("Terraform with a policy and values shows the access and the settings", async () => {
  const { page, close } = await opened(TERRAFORM);
  await view(page, "Access");
  await page.locator(".access tbody").first().waitFor();
  await view(page, "Effective settings");
  await reads(page.locator(".settings"), /TFE_HOSTNAME/);
  for (const [cell, leads] of [["Helm renders it", "Effective settings"], ["Back up", "Access"], ["TFE starts", "Effective settings"]]) {
    await view(page, /Findings/);
    await page.locator(".cell", { hasText: cell }).click();
    await page.getByRole("tab", { name: leads, selected: true }).waitFor();
  }
  await close();
});

test("a fix that was neither copied nor saved is not lost without a question", async () => {
  const { page, close } = await opened(OLD_POLICY);
  const asks = () => page.evaluate(() => document.documentElement.hasAttribute("data-unsaved"));
  assert.equal(await asks(), false, "a paste is somewhere else, too");
  await page.getByRole("button", { name: /Apply all safe fixes/ }).click();
  await eventually(async () => assert.equal(await asks(), true));
  await page.getByRole("button", { name: /^Download tfe\.hcl/ }).click();
  await eventually(async () => assert.equal(await asks(), false));
  await close();
});

test("what was fixed is counted, and undo takes it back", async () => {
  const { page, close } = await suite.open();
  await paste(page, OLD_POLICY);
  await checked(page);
  const counts = page.locator(".verdict p").first();
  const before = await counts.innerText();
  assert.doesNotMatch(before, /fixed\b(?! safely)/);
  const safe = Number(before.match(/(\d+) can be fixed safely/)[1]);
  await page.getByRole("button", { name: /^Apply all safe fixes/ }).click();
  await checked(page);
  await page.getByText(new RegExp(`\\b${safe}( findings?)? fixed`)).first().waitFor();
  // The keyboard is in the list, and there it works too.
  await press(page, "ControlOrMeta+Z");
  await checked(page);
  await eventually(async () => assert.equal(await counts.innerText(), before));
  await page.locator(".cm-content").click();
  await press(page, "ControlOrMeta+Shift+Z");
  await checked(page);
  await page.getByText(new RegExp(`\\b${safe}( findings?)? fixed`)).first().waitFor();
  await close();
});

test("the browser's tab says which file and how many errors", async () => {
  const { page, close } = await opened(OLD_POLICY);
  await eventually(async () => assert.match(await page.title(), /^tfe\.hcl: \d errors - tfe-check$/));
  await close();
});

test("findings of a long text are on screen before its fixes are tried, and none is promised until then", async () => {
  const rules = Array.from({ length: 6_000 }, (_, n) => `path "secret/data/${n}" {\n  capabilities = ["raed"]\n}\n`);
  const { page, close } = await suite.open();
  // The fixes may be tried faster than anybody looks: what was on screen is noted as it comes.
  await page.evaluate(() => {
    globalThis.shown = [];
    const note = () => {
      const [head, list, button] = [".verdict p", "#panel .fl > li", ".act .btn.pri"].map((place) => document.querySelector(place));
      if (head) globalThis.shown.push({ head: head.textContent, listed: list !== null, offered: button !== null });
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await paste(page, rules.join(""));
  await page.getByRole("button", { name: /^Apply all safe fixes/ }).waitFor();
  await reads(page.locator(".verdict p"), /can be fixed safely/);
  const shown = await page.evaluate(() => globalThis.shown);
  const before = shown.filter(({ head }) => head.endsWith("Trying the fixes."));
  assert.ok(before.length > 0, JSON.stringify(shown.at(-1)));
  assert.ok(before.every(({ listed, offered }) => listed && !offered), JSON.stringify(before));
  await close();
});

test("a fix of a secret shows the quotes that it adds, and what it is for; the file can be copied at once", async () => {
  const { page, close } = await opened("env:\n  secrets:\n    TFE_DATABASE_PASSWORD: !hunter22\n  variables:\n    TFE_CAPACITY_MEMORY: 1048576\n");
  await view(page, "Fixed version");
  const hunk = page.locator(".hunk", { hasText: "value-lost" });
  assert.equal(await hunk.locator(".r.add > span:last-child").first().innerText(), '    TFE_DATABASE_PASSWORD: "••••••••"\n');
  await reads(hunk.locator("header"), /TFE_DATABASE_PASSWORD/);
  await page.getByRole("button", { name: /Apply all safe fixes/ }).click();
  await checked(page);
  assert.match(await copied(page, "Copy file"), /TFE_DATABASE_PASSWORD: "!hunter22"/);
  await close();
});

test("Apply all applies as many as it says, what is copied is what is applied, and nothing is left to apply", async () => {
  const { page, close } = await opened(
    "securitycontext:\n  runAsNonRoot: true\nenv:\n  secrets:\n    TFE_DATABASE_PASSWORD: !hunter22\n  variables:\n" +
      '    TFE_HOSTNAME: tfe.example.com\n    TFE_CAPACITY_MEMORY: 1048576\n    TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE: "true"\n',
  );
  const said = await page.locator(".verdict p").first().innerText();
  const button = page.getByRole("button", { name: /^Apply all safe fixes/ });
  const number = Number((await button.innerText()).match(/\d+/)[0]);
  assert.ok(number > 1 && said.includes(`${number} can be fixed safely`), said);
  await view(page, "Fixed version");
  await page.getByText("Checked again:").waitFor();
  const copiedText = await copied(page, /Copy fixed file/);
  const lines = await page.$$eval("#panel .hunk .r.add > span:last-child", (all) => all.map((line) => line.textContent.trimEnd()));
  assert.ok(/^openshift:/m.test(copiedText) && lines.includes("openshift:"), "what is written is shown");
  await button.click();
  await checked(page);
  await eventually(async () => assert.equal(await page.evaluate(() => document.querySelector("tfe-editor").value), copiedText));
  assert.equal(await button.count(), 0);
  await reads(page.locator(".verdict p").first(), new RegExp(`\\b${number} fixed\\. There is no safe fix`));
  await close();
});

test("where nothing is safe, nothing is called so, and a text that is not checked has no count", async () => {
  const { page, close } = await opened("env:\n  secrets:\n    TFE_REDIS_PASSWORD: hunter-two\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n");
  await view(page, "Fixed version");
  await reads(page.locator("#verdict"), /^Fixed version: 0 changes chosen, \d+ left to you$/);
  await page.getByRole("button", { name: "Apply the chosen changes (0)" }).waitFor();
  await paste(page, "hello", { over: true });
  await reads(page.locator("#verdict"), /What is this file/);
  assert.equal(await page.locator("#tab-findings .n").count(), 0);
  await close();
});

/** What people paste, and what the page makes of it: the line about the kind, and the verdict. */
const PASTED = {
  "an article that lost its line breaks": [
    `Problem\nAfter the move to another Vault a restore fails.\nCause\nThe backup has no keys. It may not read them.\n` +
      `The log has an error message of Vault.\nSolution\nUpdate the policy of the server. Save a copy of it first.\n` +
      `Log in to Vault. Then change the policy file.# Add it path "transit/keys/archivist_*" { capabilities = ["create", "update"] } ` +
      `# New path "transit/backup/atlas_*" { capabilities = ["read"] }\n- Then write it.\n$ vault policy write tfe tfe.hcl\nOutcome\nIt works.\n`,
    /policy/i,
    /cannot read the key|part of a longer text/,
  ],
  "a mail with two files": [`Hi,\n\nour policy:\n\n${OLD_POLICY}\nand overrides.yaml:\n\n${NONROOT}\nThanks,\nJo\n`, /policy and (a values file|values)|values/i, /./],
  "a log": [
    "2024-05-02T10:11:12.000Z [INFO]  starting\nError making API request.\n\nURL: GET https://vault.example.com:8200/v1/transit/keys/archivist_kdf\nCode: 403. Errors:\n\n* permission denied\n",
    /Log/,
    /^Vault denied a call to transit\/keys\/archivist_kdf/,
  ],
  "variables of a workspace": ["TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.example.com:8200\nTFC_VAULT_RUN_ROLE=tfc\n", /Workspace variables/, /./],
  "a half of a file": ["    TFE_HOSTNAME: https://tfe.example.com\n    TFE_DATABASE_HOST: db.example.com\n", /Helm values/, /./],
};

for (const [name, [text, kind, verdict]] of Object.entries(PASTED)) {
  test(`${name} is checked where it is, and asks nothing`, async () => {
    const { page, close } = await opened(text);
    await reads(page.locator(".ctx"), kind);
    await reads(page.locator("#verdict"), verdict);
    if (/half/.test(name)) {
      assert.deepEqual((await findings(page)).map(({ rule }) => rule), ["hostname-malformed", "part-of-a-configuration"]);
      await view(page, "Effective settings");
      await reads(page.locator(".settings tr", { hasText: "TFE_DATABASE_HOST" }), /line 2/);
    }
    // Of an excerpt, what it does not show is not called a failure.
    if (/article/.test(name)) assert.equal(await page.locator(".cell.fails", { hasText: /Encrypt|Log in/ }).count(), 0);
    assert.equal(await page.getByText(/What is this file|Check it anyway|is no part of/).count(), 0);
    await close();
  });
}

test("the list begins with the finding that the verdict speaks of", async () => {
  const text = OLD_POLICY.replace('path "sys/mounts" {\n  capabilities = ["read"]\n}\n', "");
  const { page, close } = await opened(text);
  await reads(page.locator("#verdict"), /backups taken with it cannot be restored/);
  const [first, ...others] = await findings(page);
  assert.match(first.rule, /^transit-(key-read|backup)-missing$/);
  assert.ok(others.some((found) => found.severity === "Error" && found.line < first.line), "it is not the first of the file");
  await page.locator("#panel .fl > li:first-child details[open]").waitFor();
  await close();
});

test("Terraform that fills in one of the values shows the settings that are written", async () => {
  const { page, close } = await opened(`resource "helm_release" "tfe" {
  name  = "terraform-enterprise"
  chart = "terraform-enterprise"
  values = [<<-EOT
    env:
      variables:
        TFE_HOSTNAME: \${var.host}
        TFE_CAPACITY_MEMORY: 1048576
  EOT
  ]
}
`);
  await view(page, "Effective settings");
  await reads(page.locator(".settings tr", { hasText: "TFE_CAPACITY_MEMORY" }), /1\.048576e\+06/);
  await reads(page.locator(".settings tr", { hasText: "TFE_HOSTNAME" }), /line 7/);
  await close();
});

test("a comment after a secret is dots in the fixed version", async () => {
  const { page, close } = await opened("env:\n  secrets:\n    TFE_LICENSE: abc # for Ann\n    TFE_DATABASE_PASSWORD: !hunter22 # was: summer23\n");
  await view(page, "Fixed version");
  await reads(page.locator("#panel .rows").first(), /TFE_DATABASE_PASSWORD: '?•+/);
  assert.doesNotMatch(await page.locator("#panel .rows").first().innerText(), /summer|hunter|Ann/);
  await close();
});

test("a file that nobody recognizes may be one of three kinds, or of the others below", async () => {
  const { page, close } = await opened('{ "name": "my-app", "version": "1.0.0" }\n');
  await reads(page.locator("#verdict"), /What is this file/);
  await page.getByRole("button", { name: "Helm values" }).waitFor();
  assert.ok(!(await page.getByRole("button", { name: "JWT role" }).isVisible()));
  await page.getByText("Another kind").click();
  await page.getByRole("button", { name: "JWT role" }).waitFor();
  await close();
});
