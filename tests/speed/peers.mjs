// A whole check of the engine in WebAssembly next to what other programs need to read the same text, in one run:
//   node tests/speed/peers.mjs FOLDER
// FOLDER has the engine for Node. Prints a part of docs/performance.md. What is read is compared before it is timed.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import * as hcl2json from "@cdktf/hcl2json";
import { Ajv } from "ajv";
import * as jsYaml from "js-yaml";
import * as yaml from "yaml";
import * as inputs from "./inputs.mjs";

const require = createRequire(import.meta.url);
const jsHcl = require("js-hcl-parser");
const engine = require(resolve(process.argv[2], "wasm.js"));
const MB = 1024 * 1024;

/** So long each program has for a text (milliseconds), and so often it reads it at least. */
const BUDGET = 1_500;
const LEAST = 3;

const validate = new Ajv({ allErrors: true }).compile({
  type: "object",
  properties: {
    replicaCount: { type: "integer" },
    image: { type: "object", properties: { tag: { type: "string" } } },
    env: { type: "object", properties: { variables: { type: "object", additionalProperties: { type: "string" } } } },
    initContainers: { type: "array", items: { type: "object", required: ["name", "image"] } },
  },
});

const withSchema = (read) => (text) => {
  const values = read(text);
  assert.ok(validate(values));
  return values;
};
const YAML = { "yaml + ajv": withSchema((text) => yaml.parse(text, { maxAliasCount: -1 })), "js-yaml + ajv": withSchema((text) => jsYaml.load(text)) };
const HCL = { hcl2json: (text) => hcl2json.parse("tfe.hcl", text), "js-hcl-parser": (text) => JSON.parse(jsHcl.parse(text)) };

const ROWS = [
  ["policy of 60 lines", "tfe.hcl", inputs.usualPolicy(), HCL],
  ["policy of 10,000 rules", "tfe.hcl", inputs.policy(10_000), HCL],
  ["values of 150 lines", "overrides.yaml", inputs.usualValues(), YAML],
  ["values of 1 MB, settings", "overrides.yaml", inputs.settings(MB), YAML],
  ["values of 1 MB, containers", "overrides.yaml", inputs.containers(MB), YAML],
  ["values of 1 MB, both", "overrides.yaml", inputs.both(MB), YAML],
  ["values of 1 MB, anchors and blocks", "overrides.yaml", inputs.mixture(MB), YAML],
];

console.log("\n## In WebAssembly, next to other readers\n");
console.log(`Node ${process.versions.node}. The engine checks (reads, judges, reports); the others read, and validate against a small schema. Fastest of several runs, which took turns.\n`);
console.log("| text | check, ms | other | its ms | other / check |\n|---|---|---|---|---|");
for (const [name, file, text, peers] of ROWS) {
  const report = engine.check([{ name: file, text }]);
  assert.equal(report.documents[0].accepted, true, `${name} is a file that works`);
  // What the engine read of its last texts it remembers, so each turn has a text of its own, as each key makes one.
  const runs = { check: (turn) => engine.check([{ name: file, text: `${text}\n# ${turn}\n` }]) };
  for (const [peer, read] of Object.entries(peers)) runs[peer] = (turn) => read(`${text}\n# ${turn}\n`);
  const best = await inTurns(runs);
  for (const peer of Object.keys(peers)) {
    console.log(`| ${name} | ${shown(best.check)} | ${peer} | ${shown(best[peer])} | ${(best[peer] / best.check).toFixed(2)} |`);
  }
}

async function inTurns(runs) {
  const best = Object.fromEntries(Object.keys(runs).map((name) => [name, Infinity]));
  const spent = { ...best };
  for (const name of Object.keys(runs)) spent[name] = 0;
  for (let turn = 0; turn < 60; turn++) {
    let ran = false;
    for (const [name, run] of Object.entries(runs)) {
      if (turn >= LEAST && spent[name] > BUDGET) continue;
      const start = performance.now();
      await run(turn);
      const took = performance.now() - start;
      best[name] = Math.min(best[name], took);
      spent[name] += took;
      ran = true;
    }
    if (!ran) break;
  }
  return best;
}

function shown(ms) {
  return ms < 10 ? ms.toFixed(2) : ms.toFixed(0);
}
