// Both bundles in Node, with a stand-in for VS Code: a policy with a mistake gets its problem.
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { Worker, load, vscode } from "./stub.mjs";

const here = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const program = process.env.TFE_CHECK ?? resolve(here, "../../target/debug/tfe-check");
const POLICY = 'path "sys/mounts" { capabilities = ["raed"] }\n';

/** Starts a bundle, opens a policy, and gives its problems and the page of a rule. */
async function session(bundle, settings) {
  const code = vscode(settings);
  const extension = load(join(here, "dist", bundle), code.api);
  const context = { subscriptions: [], extensionUri: code.api.Uri.parse(pathToFileURL(here).href) };
  await extension.activate(context);
  const uri = pathToFileURL(join(tmpdir(), "tfe-check-vscode", "tfe.hcl")).href;
  code.open(uri, POLICY);
  const problems = await code.problems(uri);
  const page = await code.providers["tfe-check-rule"].provideTextDocumentContent(
    code.api.Uri.parse("tfe-check-rule:unknown-capability.md"),
    new code.api.CancellationTokenSource().token,
  );
  await extension.deactivate();
  return { problems, page, messages: code.messages };
}

function expected({ problems, page }) {
  const wrong = problems.find(({ code }) => (code.value ?? code) === "unknown-capability");
  assert.ok(wrong, JSON.stringify(problems));
  assert.equal(wrong.severity, 0);
  assert.equal(wrong.source, "tfe-check");
  assert.match(wrong.message, /not a capability/);
  assert.equal(String(wrong.code.target), "tfe-check-rule:unknown-capability.md");
  assert.match(page, /^# /);
}

test("on a desktop the program checks", async () => {
  expected(await session("desktop.js", { path: program }));
});

test("in a browser the WebAssembly checks", async () => {
  globalThis.Worker = Worker;
  expected(await session("web.js", {}));
});

test("a program that is not there is named", async () => {
  const code = vscode({ path: "/nowhere/tfe-check" });
  const extension = load(join(here, "dist/desktop.js"), code.api);
  await extension.activate({ subscriptions: [], extensionUri: code.api.Uri.parse("file:///") });
  assert.ok(code.messages.some((message) => /does not start/.test(message)), code.messages.join("\n"));
});
