// What the tests at the edges share: the program, the examples, folders.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The program; `cargo xtask test` builds it and says where. */
export const program = process.env.TFE_CHECK ?? join(root, "target/debug/tfe-check");

/** An empty folder, gone after the tests. */
export function folder(files = {}) {
  const path = mkdtempSync(join(tmpdir(), "tfe-check-edges-"));
  after(() => rmSync(path, { recursive: true, force: true }));
  write(path, files);
  return path;
}

/** Writes files below a folder. */
export function write(path, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
}

/** Runs a program; its exit code and what it printed. */
export function run(name, args, options = {}) {
  const done = spawnSync(name, args, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
  if (done.error) throw done.error;
  return { code: done.status, out: done.stdout, messages: done.stderr };
}

/** Runs tfe-check without a configuration file. */
export function tfeCheck(args, options = {}) {
  return run(program, args, options);
}

const ENDINGS = { hcl: "hcl", yaml: "yaml", terraform: "tf", tf: "tf", json: "json", sh: "sh", log: "log", text: "txt" };

/** The bad example of every rule: its name and text. */
export function examples() {
  const all = [];
  for (const kind of readdirSync(join(root, "rules")).sort()) {
    for (const file of readdirSync(join(root, "rules", kind)).sort()) {
      const page = readFileSync(join(root, "rules", kind, file), "utf8");
      const bad = page.split("\n## Bad\n")[1]?.split("\n## ")[0];
      const block = bad?.match(/^(`{3,})(\S*)[^\n]*\n([\s\S]*?)^\1$/m);
      if (!block) continue;
      const ending = ENDINGS[block[2]] ?? "txt";
      all.push({ name: `${kind}-${file.replace(/\.md$/, "")}.${ending}`, text: block[3] });
    }
  }
  return all;
}
