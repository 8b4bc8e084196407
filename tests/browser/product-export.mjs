// The fixed policy leaves the page in the forms in which it reaches Vault.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { paste, start } from "./support/harness.mjs";
import { NONROOT, OLD_POLICY } from "./support/inputs.mjs";
import { checked, copied, quiet, view } from "./support/product.mjs";

let suite;
before(async () => (suite = await start()));
after(() => suite.close());

test("the fixed policy is copied as a command and as Terraform, one press each", async () => {
  const session = await suite.open();
  const { page } = session;
  await paste(page, OLD_POLICY.replaceAll("\n", "\r\n"));
  await checked(page);
  await view(page, "Fixed version");
  await page.getByText("Checked again:").waitFor();
  const fixed = (await copied(page, /Copy fixed file/)).replaceAll("\r\n", "\n");
  assert.match(fixed, /transit\/backup\/atlas_\*/);
  assert.equal(await copied(page, "Copy vault command"), `vault policy write tfe - <<'EOT'\n${fixed}EOT\n`);
  const resource = await copied(page, "Copy as Terraform");
  assert.equal(resource, `resource "vault_policy" "tfe" {\n  name   = "tfe"\n  policy = <<EOT\n${fixed}EOT\n}\n`);

  await page.getByLabel("Policy name").fill("tfe prod");
  assert.match(await copied(page, "Copy vault command"), /^vault policy write 'tfe prod' - /);
  assert.match(await copied(page, "Copy as Terraform"), /^resource "vault_policy" "tfe_prod" \{\n {2}name {3}= "tfe prod"\n/);
  await quiet(session);
  await session.close();
});

test("a policy without findings is exported as it is, one that Vault refuses is not, values are not", async () => {
  const session = await suite.open();
  const { page } = session;
  await page.getByRole("button", { name: /without findings/ }).click();
  await checked(page);
  assert.match(await copied(page, "Copy vault command"), /^vault policy write tfe - <<'EOT'\n# Terraform Enterprise/);
  const command = page.getByRole("button", { name: "Copy vault command" });
  await paste(page, 'path "kv/a" { capabilities = [ }', { over: true });
  await page.locator("#verdict", { hasText: /Vault/ }).waitFor();
  await command.waitFor({ state: "detached" });
  await paste(page, NONROOT, { over: true });
  await page.getByRole("tab", { name: "Effective settings" }).waitFor();
  await checked(page);
  assert.equal(await command.count(), 0);
  await quiet(session);
  await session.close();
});
