// What pipelines read and run: SARIF against its published schema, the action, the hooks, the examples of the docs.
import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";

import Ajv from "ajv";
import { parse } from "yaml";

import { examples, folder, program, root, run, tfeCheck, write } from "./support.mjs";

const require = createRequire(import.meta.url);
const read = (name) => readFileSync(join(root, name), "utf8");

const BAD = 'path "sys/mounts" { capabilities = ["raed"] }\n';
const GOOD = 'path "kv/x" { capabilities = ["read"] }\n';

/** The environment of a step: tfe-check is on the path. */
function environment(own = {}) {
  return { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH}`, ...own };
}

test("SARIF is what its published schema takes", () => {
  const ajv = new Ajv({ schemaId: "id", unknownFormats: "ignore", logger: false });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const valid = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  const all = examples();
  const files = folder(Object.fromEntries(all.map(({ name, text }) => [name, text])));
  let results = 0;
  for (const { name } of all) {
    const { out } = tfeCheck(["check", "--no-config", "--format", "sarif", name], { cwd: files });
    const log = JSON.parse(out);
    assert.ok(valid(log), `${name}: ${ajv.errorsText(valid.errors)}`);
    results += log.runs[0].results.length;
  }
  assert.ok(results > all.length / 2, `${results}`);
  const baseline = ["check", "--no-config", "--format", "sarif", "--baseline", "known.json", "."];
  for (const time of ["first", "second"]) {
    assert.ok(valid(JSON.parse(tfeCheck(baseline, { cwd: files }).out)), time);
  }
  const log = JSON.parse(tfeCheck(["check", "--format", "sarif", all[0].name], { cwd: files }).out);
  log.runs[0].results[0].level = "bad";
  assert.ok(!valid(log), "the schema refuses what is wrong");
});

/** Runs the steps of the action as a runner does, and gives the first exit code that is not 0. */
function act(inputs, cwd) {
  const action = parse(read("action.yml"));
  assert.equal(action.runs.using, "composite");
  const given = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value }]) => [name, inputs[name] ?? value]),
  );
  const fill = (text) =>
    text.replace(/\$\{\{ (\S+) \}\}/g, (_, name) => {
      if (name === "github.action_path") return root;
      const value = given[name.replace(/^inputs\./, "")];
      assert.notEqual(value, undefined, name);
      return value;
    });
  let out = "";
  for (const step of action.runs.steps) {
    assert.ok(!step.run.includes("${{"), "inputs are never part of a script");
    const own = Object.entries(step.env).map(([name, value]) => [name, fill(value)]);
    const env = environment(Object.fromEntries(own));
    const done = run("bash", ["-eo", "pipefail", "-c", step.run], { cwd, env });
    out += done.out;
    if (done.code !== 0) return { code: done.code, out, messages: done.messages };
  }
  return { code: 0, out, messages: "" };
}

test("the action annotates what is wrong and fails", () => {
  const repository = folder({ "vault/tfe.hcl": BAD, "README.md": "# A\n", "package.json": "{}" });
  const bad = act({ sarif: "found.sarif" }, repository);
  assert.equal(bad.code, 1, bad.messages);
  assert.match(bad.out, /^::error file=vault\/tfe\.hcl,line=1,.*unknown-capability/m);
  const { results } = JSON.parse(readFileSync(join(repository, "found.sarif"), "utf8")).runs[0];
  assert.ok(results.some(({ ruleId }) => ruleId === "unknown-capability"));
  write(repository, { "vault/tfe.hcl": GOOD });
  assert.equal(act({}, repository).code, 0);
  // A line is one argument, and no shell reads it.
  const odd = act({ files: "vault\n$(touch gone)\n", args: "--vault\n1.19\n" }, repository);
  assert.equal(odd.code, 2);
  assert.ok(!existsSync(join(repository, "gone")));
});

test("the job for GitLab writes its report and fails", () => {
  const job = parse(read("ci/gitlab.yml"))["tfe-check"];
  const repository = folder({ "tfe.hcl": BAD });
  const script = [...job.before_script, ...job.script].join("\n");
  const env = environment(job.variables);
  const { code } = run("bash", ["-eo", "pipefail", "-c", script], { cwd: repository, env });
  assert.equal(code, 1);
  const report = readFileSync(join(repository, job.artifacts.reports.codequality), "utf8");
  const [entry] = JSON.parse(report);
  assert.deepEqual(entry.location.path, "tfe.hcl");
  assert.equal(job.artifacts.when, "always");
});

/** pre-commit from PyPI, in a folder of its own. */
function preCommit() {
  const place = folder();
  const made = run("python3", ["-m", "venv", place]);
  assert.equal(made.code, 0, `python3 -m venv is needed: ${made.messages}`);
  const got = run(join(place, "bin/pip"), ["install", "--quiet", "pre-commit==4.3.0"]);
  assert.equal(got.code, 0, got.messages);
  return join(place, "bin/pre-commit");
}

test("pre-commit runs the hooks", () => {
  const own = preCommit();
  // A repository with nothing but the hooks: pre-commit clones it.
  const hooks = folder({ ".pre-commit-hooks.yaml": read(".pre-commit-hooks.yaml") });
  const repository = folder({ "tfe.hcl": BAD, "README.md": "# A\n" });
  const git = (cwd, ...args) => {
    const name = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    const done = run("git", [...name, ...args], { cwd });
    assert.equal(done.code, 0, done.messages);
  };
  for (const place of [hooks, repository]) {
    git(place, "init", "--quiet");
    git(place, "add", ".");
    git(place, "commit", "--quiet", "-m", "a");
  }
  const env = environment({ PRE_COMMIT_HOME: folder() });
  const hook = (id) => run(own, ["try-repo", hooks, id, "--all-files"], { cwd: repository, env });
  const bad = hook("tfe-check");
  assert.equal(bad.code, 1, bad.messages);
  assert.match(bad.out, /unknown-capability/);
  write(repository, { "tfe.hcl": GOOD });
  const good = hook("tfe-check");
  assert.equal(good.code, 0, good.out);
  write(repository, { "tfe.hcl": GOOD.replace('"read"', '"raed"') });
  git(repository, "add", ".");
  assert.equal(hook("tfe-check-fix").code, 1, "pre-commit fails where a hook changes a file");
  assert.equal(readFileSync(join(repository, "tfe.hcl"), "utf8"), GOOD);
});

/** The code blocks of a language in a page. */
function blocks(page, language) {
  const found = page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gm"));
  return [...found].map((match) => match[1]);
}

test("the examples of the docs are what they say", () => {
  const [workflow, include, hooks, plugin, atlantis] = blocks(read("docs/pipelines.md"), "yaml").map(
    (text) => parse(text),
  );
  const step = workflow.jobs["tfe-check"].steps.find(({ uses }) => uses.includes("/tfe-check@"));
  const inputs = Object.keys(parse(read("action.yml")).inputs);
  assert.deepEqual(Object.keys(step.with).filter((name) => !inputs.includes(name)), []);
  const repository = folder({ "envs/a/overrides.yaml": "image:\n  tag: 1.0.1\n", "vault/tfe.hcl": BAD });
  assert.equal(act(step.with, repository).code, 1);
  assert.ok(existsSync(join(root, include.include[0].file)));
  const known = parse(read(".pre-commit-hooks.yaml")).map(({ id }) => id);
  assert.deepEqual(hooks.repos[0].hooks.map(({ id }) => id).filter((id) => !known.includes(id)), []);
  const env = environment();
  for (const { run: line } of atlantis.workflows.default.plan.steps.filter((step) => step.run)) {
    assert.equal(run("bash", ["-c", line], { cwd: repository, env }).code, 1);
    write(repository, { "vault/tfe.hcl": GOOD, "envs/a/overrides.yaml": "{}\n" });
    assert.equal(run("bash", ["-c", line], { cwd: repository, env }).code, 0);
  }
  // A helm that says what it is asked for: the plugin must not reach it where the check fails.
  const tools = folder({ helm: '#!/bin/sh\necho "helm $*"\n' });
  chmodSync(join(tools, "helm"), 0o755);
  const values = folder({ "overrides.yaml": "env:\n\tvariables: x\n" });
  const argo = { ARGOCD_APP_NAME: "tfe", ARGOCD_APP_NAMESPACE: "tfe" };
  const generate = () => {
    const { command, args } = plugin.spec.generate;
    const PATH = `${tools}${delimiter}${env.PATH}`;
    return run(command[0], [...command.slice(1), ...args], { cwd: values, env: { ...env, ...argo, PATH } });
  };
  const refused = generate();
  assert.notEqual(refused.code, 0);
  assert.deepEqual([refused.out, refused.messages.includes("overrides.yaml")], ["", true]);
  write(values, { "overrides.yaml": "replicaCount: 1\n" });
  const rendered = generate();
  assert.match(rendered.out, /^helm template tfe \. --namespace tfe -f overrides\.yaml\n$/, rendered.messages);
});

test("the commands of the docs run", () => {
  const [commands] = blocks(read("docs/pipelines.md"), "sh");
  const repository = folder({ "tfe.hcl": BAD });
  for (const line of commands.trim().split("\n")) {
    const { code } = run("bash", ["-c", line], { cwd: repository, env: environment() });
    // The baseline knows what there is, so that it passes.
    assert.equal(code, line.includes("--baseline") ? 0 : 1, line);
  }
});

test("a release is packed and hashed", () => {
  const { jobs } = parse(read(".github/workflows/release.yml"));
  const step = (job, name) => jobs[job].steps.find((step) => step.name === name).run;
  // Where the steps run: the program as the build leaves it, and what the page's chores make.
  const place = folder({
    "dist/index.html": "page",
    "dist-single/tfe-check.html": "single",
    "dist-docs/index.html": "docs",
    "dist-npm/tfe-check-0.1.0.tgz": "package",
    "docs/report.schema.json": read("docs/report.schema.json"),
  });
  const target = "x86_64-unknown-linux-musl";
  assert.ok(jobs.program.strategy.matrix.include.some((row) => row.target === target));
  const script = step("program", "Pack").replace("ci/release.sh", join(root, "ci/release.sh"));
  run("mkdir", ["-p", join(place, "target", target, "release")]);
  run("cp", [program, join(place, "target", target, "release/tfe-check")]);
  const bash = (text, env = {}) => {
    const done = run("bash", ["-eo", "pipefail", "-c", text], { cwd: place, env: environment(env) });
    assert.equal(done.code, 0, done.messages);
    return done.out.trim();
  };
  const tarball = bash(script, { TARGET: target });
  const listed = run("tar", ["-tzf", tarball], { cwd: place }).out;
  for (const name of ["tfe-check", "LICENSE-MIT", "completions/tfe-check.bash", "man/tfe-check.1"]) {
    assert.ok(listed.split("\n").some((line) => line.endsWith(`/${name}`)), `${name}: ${listed}`);
  }
  bash(step("page", "Collect"));
  bash("mkdir files && cp -r dist-release/* files/");
  bash(step("release", "Hash"));
  bash("cd files && sha256sum --check SHA256SUMS");
  const hashed = readFileSync(join(place, "files/SHA256SUMS"), "utf8");
  for (const name of ["tfe-check.html", ".tgz", "report.schema.json", "page.tar.gz", "docs.tar.gz", `${target}.tar.gz`]) {
    assert.ok(hashed.includes(name), `${name}: ${hashed}`);
  }
});
