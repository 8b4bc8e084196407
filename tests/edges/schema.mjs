// The schema of overrides.yaml where it is used: by Helm as the chart's values.schema.json, and by yaml-language-server.
// What renders and is no finding has to pass both.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { folder, root, run, tfeCheck } from "./support.mjs";

const read = (name) => readFileSync(join(root, name), "utf8");
const SCHEMA = tfeCheck(["schema"]).out;

/** Values files: those that Helm renders, and the good and fixed examples of rules. */
function texts() {
  const rows = read("tests/vectors/helm-overrides.jsonl").trim().split("\n").map((line) => JSON.parse(line));
  const all = rows.filter(({ renders }) => renders).map(({ id, overrides }) => ({ id, text: overrides }));
  for (const file of readdirSync(join(root, "rules/helm-overrides"))) {
    const page = read(join("rules/helm-overrides", file));
    const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)];
    all.push(...blocks.map(([, text], at) => ({ id: `${file} ${at}`, text })));
  }
  return all;
}

/** Those of them that Helm reads as they are, without an error or a warning. */
function clean() {
  const all = texts();
  const input = all.map(({ text }, id) => JSON.stringify({ id, text, kind: "helm-overrides" })).join("\n");
  const { out } = tfeCheck(["check", "--no-config", "--batch"], { input });
  const good = out.trim().split("\n").map((line) => JSON.parse(line));
  const isGood = ({ report }) =>
    report?.documents[0].accepted === true && report.summary.error === 0 && report.summary.warning === 0;
  const kept = good.filter(isGood).map(({ id }) => all[id]);
  assert.ok(kept.length > 100, `${kept.length} of ${all.length}`);
  return kept;
}

const SLIPS = [
  "openshift:\n  enabled: \"false\"\n",
  "service:\n  type: Loadbalancer\n",
  "replicaCount: two\n",
  "env:\n  variables:\n    TFE_OPERATIONAL_MODE: exernal\n",
];

/** Programs to try: HELM names some, else it is the one on the path. */
const helms = (process.env.HELM ?? "helm").split(delimiter).filter((helm) => !spawnSync(helm, ["version"]).error);

test("Helm takes it as the chart's schema", () => {
  assert.ok(helms.length > 0, "helm is missing: put it on the PATH, or name it in HELM");
  const chart = folder({
    "Chart.yaml": "apiVersion: v2\nname: terraform-enterprise\nversion: 1.6.8\n",
    "values.yaml": read("knowledge/chart-values.yaml"),
    "values.schema.json": SCHEMA,
    "templates/all.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {values: {{ toJson .Values | quote }}}\n",
  });
  for (const helm of helms) {
    const render = (text) => run(helm, ["template", "tfe", chart, "-f", "-"], { input: text });
    const bad = clean().map(({ id, text }) => ({ id, ...render(text) })).filter(({ code }) => code !== 0);
    assert.deepEqual(bad.map(({ id, messages }) => `${id}: ${messages}`), []);
    for (const text of SLIPS) {
      const { code, messages } = render(text);
      assert.ok(code !== 0 && /schema/.test(messages), `${text}${messages}`);
    }
  }
});

/** A session with yaml-language-server; `problems(text)` gives what the schema says of a text. */
async function languageServer() {
  const own = createRequire(import.meta.url);
  const main = join(dirname(own.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");
  const server = spawn(process.execPath, [main, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const schema = pathToFileURL(join(folder({ "overrides.schema.json": SCHEMA }), "overrides.schema.json")).href;
  const waiting = new Map();
  let [bytes, next] = [Buffer.alloc(0), 1];
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const receive = (message) => {
    if (message.method === "textDocument/publishDiagnostics") {
      waiting.get(message.params.uri)?.(message.params.diagnostics);
    } else if (message.method === "workspace/configuration") {
      const yaml = { validate: true, yamlVersion: "1.1", schemas: { [schema]: "*.yaml" }, schemaStore: { enable: false } };
      send({ id: message.id, result: message.params.items.map(({ section }) => (section === "yaml" ? yaml : null)) });
    } else if (message.method && message.id !== undefined) {
      send({ id: message.id, result: null });
    } else if (message.id !== undefined) {
      waiting.get(message.id)?.(message.result);
    }
  };
  server.stdout.on("data", (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const head = bytes.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(bytes.subarray(0, Math.max(head, 0)))?.[1]);
      if (head < 0 || bytes.length < head + 4 + length) return;
      const body = bytes.subarray(head + 4, head + 4 + length);
      bytes = bytes.subarray(head + 4 + length);
      receive(JSON.parse(body));
    }
  });
  const answer = (key) => new Promise((resolve) => waiting.set(key, resolve));
  const capabilities = { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } };
  send({ id: 0, method: "initialize", params: { processId: process.pid, rootUri: null, capabilities } });
  await answer(0);
  send({ method: "initialized", params: {} });
  send({ method: "workspace/didChangeConfiguration", params: { settings: {} } });
  const problems = async (text) => {
    const uri = `file:///tmp/overrides-${next++}.yaml`;
    const found = answer(uri);
    send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
    const all = await found;
    waiting.delete(uri);
    send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
    // Its YAML is not always Helm's: only what the schema says counts here.
    return all.filter(({ source }) => source?.startsWith("yaml-schema")).map(({ message }) => message);
  };
  return { problems, end: () => server.kill() };
}

test("yaml-language-server takes it", { timeout: 300_000 }, async () => {
  const { problems, end } = await languageServer();
  try {
    const bad = [];
    for (const { id, text } of clean()) {
      const found = await problems(text);
      if (found.length > 0) bad.push(`${id}: ${found.join("; ")}`);
    }
    assert.deepEqual(bad, []);
    for (const text of SLIPS) assert.notDeepEqual(await problems(text), [], text);
  } finally {
    end();
  }
});
