// The npm package, installed from its tarball into an empty project, against the command line.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { examples, folder, root, run, tfeCheck, write } from "./support.mjs";

const tarball = process.env.TFE_CHECK_TARBALL;
assert.ok(tarball, "TFE_CHECK_TARBALL names the package");

/** A project with the package installed. */
const project = folder({ "package.json": '{ "name": "project", "private": true, "type": "module" }' });
const installed = run(
  "npm",
  ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--offline", tarball],
  { cwd: project },
);
assert.equal(installed.code, 0, installed.messages);

const entry = pathToFileURL(join(project, "node_modules/tfe-check/node.js"));
const { LanguageServer, can, check, explain, fix, rulePage, rules, schema, version } =
  await import(entry);

const all = examples();
assert.ok(all.length > 200, `${all.length}`);
const files = folder(Object.fromEntries(all.map(({ name, text }) => [name, text])));

/** What the command line prints of a value. */
const printed = (value) => `${JSON.stringify(value, null, 2)}\n`;

test("reports are the command line's to the byte", () => {
  const rows = all.map(({ name, text }) => JSON.stringify({ id: name, name, text })).join("\n");
  const { out } = tfeCheck(["check", "--batch", "--no-config"], { input: rows });
  const lines = out.trimEnd().split("\n");
  assert.equal(lines.length, all.length);
  for (const [at, document] of all.entries()) {
    const own = JSON.stringify({ id: document.name, report: check([document]) });
    assert.equal(own, lines[at], document.name);
  }
  for (const document of all.filter((_, at) => at % 17 === 0)) {
    const args = ["check", "--no-config", "--format", "json", document.name];
    assert.equal(printed(check([document])), tfeCheck(args, { cwd: files }).out, document.name);
  }
});

test("documents together and versions are the command line's", () => {
  const documents = all.filter(({ name }) => name.startsWith("vault-policy-")).slice(0, 3);
  const names = documents.map(({ name }) => name);
  const versions = ["--tfe", "1.0.1", "--chart", "1.3.2", "--vault", "1.19"];
  const args = ["check", "--no-config", "--format", "json", ...versions, ...names];
  const options = { tfe: "1.0.1", chart: "1.3.2", vault: "1.19" };
  assert.equal(printed(check(documents, options)), tfeCheck(args, { cwd: files }).out);
  assert.throws(() => check(documents, { vault: "99" }), /vault: "99"/);
  assert.throws(() => check([{ name: 7 }]));
});

test("fixed texts are the command line's", () => {
  let changed = 0;
  for (const document of all.filter((_, at) => at % 11 === 0)) {
    for (const fixes of ["safe", "all"]) {
      const own = folder({ [document.name]: document.text });
      tfeCheck(["check", "--no-config", `--fix=${fixes}`, document.name], { cwd: own });
      const [fixed] = fix([document], { fixes });
      assert.equal(fixed.text, readFileSync(join(own, document.name), "utf8"), document.name);
      assert.equal(fixed.changed, fixed.text !== document.text);
      changed += fixed.changed ? 1 : 0;
    }
  }
  assert.ok(changed > 10, `${changed}`);
});

test("explanations are the command line's", () => {
  let explained = 0;
  for (const document of all.filter((_, at) => at % 7 === 0)) {
    const args = ["explain", "--no-config", "--format", "json", document.name];
    const { code, out } = tfeCheck(args, { cwd: files });
    if (code === 2) {
      assert.throws(() => explain(document), undefined, document.name);
    } else {
      assert.equal(printed(explain(document)), out, document.name);
      explained += 1;
    }
  }
  assert.ok(explained > 20, `${explained}`);
});

test("answers on requests are the command line's", () => {
  const policy = { name: "tfe.hcl", text: 'path "kv/+/a" { capabilities = ["read"] }\npath "kv/x/*" { capabilities = ["update"] }\n' };
  write(files, { "tfe.hcl": policy.text });
  const asked = [["read", "v1/kv/x/a"], ["update", "kv/x/b"], ["list", "auth/token/lookup-self"]];
  for (const [operation, path] of asked) {
    const args = ["can", "--no-config", "--format", "json", "--policy", "tfe.hcl", operation, path];
    const { out } = tfeCheck(args, { cwd: files });
    assert.equal(printed(can({ policies: [policy], operation, path })), out);
  }
  assert.throws(() => can({ policies: [policy], operation: "fly", path: "a" }), /fly/);
});

test("rules, pages and schemas are the command line's", () => {
  assert.equal(printed(rules()), tfeCheck(["rules", "list", "--format", "json"]).out);
  const page = tfeCheck(["rules", "show", "--format", "markdown", "unknown-capability"]).out;
  assert.equal(rulePage("unknown-capability"), page);
  assert.throws(() => rulePage("unknown-capabilty"), /did you mean unknown-capability/);
  for (const of of ["overrides", "report"]) {
    assert.equal(printed(schema(of)), tfeCheck(["schema", "--no-config", of]).out, of);
  }
  // This one is printed as it was written, with several members on a line.
  assert.deepEqual(schema("config"), JSON.parse(tfeCheck(["schema", "config"]).out));
  assert.equal(`tfe-check ${version()}\n`, tfeCheck(["--version"]).out);
});

test("offsets count as JavaScript counts when asked", () => {
  const text = '# 😀é\npath "a" { capabilities = ["raed"] }\n';
  const found = (positions) =>
    check([{ name: "a.hcl", text, kind: "vault-policy" }], { positions }).documents[0].findings;
  const wrong = found("utf16").find(({ rule }) => rule === "unknown-capability").span;
  assert.match(text.slice(wrong.start, wrong.end), /raed/);
  assert.ok(found("utf8").some(({ span }) => span.start === wrong.start + 3));
});

test("the language server answers", () => {
  const server = new LanguageServer();
  const say = (message) => JSON.parse(server.receive(JSON.stringify({ jsonrpc: "2.0", ...message })));
  const [{ result }] = say({ id: 1, method: "initialize", params: { capabilities: {} } });
  assert.equal(result.serverInfo.name, "tfe-check");
  const textDocument = { uri: "file:///tfe.hcl", languageId: "hcl", version: 1, text: 'path "sys/mounts" { capabilities = ["raed"] }' };
  say({ method: "textDocument/didOpen", params: { textDocument } });
  const shown = JSON.parse(server.check()).find(({ method }) => method === "textDocument/publishDiagnostics");
  assert.ok(shown.params.diagnostics.some(({ code }) => code === "unknown-capability"));
  assert.equal(JSON.parse(server.receive("{"))[0].error.code, -32700);
});

test("the types fit", () => {
  const tsc = join(root, "tests/edges/node_modules/typescript/bin/tsc");
  const compile = (text) => {
    write(project, { "use.ts": text });
    const args = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "use.ts"];
    return run(process.execPath, [tsc, ...args], { cwd: project });
  };
  const good = compile(`import { check, fix, rules, can, type Finding } from "tfe-check";
const found: Finding[] = check([{ name: "a", text: "", kind: "vault-policy" }], { fixes: "all" }).documents.flatMap((d) => d.findings);
const lines: number[] = found.map((f) => f.span.line + f.fixes.length);
const text: string = fix([{ name: "a", text: "" }])[0]!.text;
const titles: string[] = rules().map((rule) => rule.title);
export const all = [lines, text, titles, can({ policies: [], operation: "read", path: "a" }).allowed];
`);
  assert.equal(good.code, 0, good.out);
  const bad = compile('import { check } from "tfe-check";\ncheck([{ name: "a", text: "", kind: "poem" }]);\n');
  assert.notEqual(bad.code, 0);
});
