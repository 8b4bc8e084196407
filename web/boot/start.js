// Starts page and engine from their parts, wherever those come from: closes the page's connections for
// good, then lets the engine run.
//
// The order is the promise: all parts are there first; then a second policy forbids every connection;
// only then is any text read and do workers exist. A worker made from a Blob inherits that policy, one made
// from an address would not.
import { announce, embedded, found, prepare, sharing } from "./embed.js";
import { handOver, watchEarly } from "./early.js";
import { pack, unpack } from "./share.js";
import { note, traffic, watch } from "./traffic.js";

let pages = {};
let worker;

/**
 * Starts what `load` brings: `init`, the glue's own; `worker`, the worker's script as text, and its
 * `type`; `module`, the compiled wasm; `pages`, the rule pages by name. `single` tells that all of it came
 * in one file; `share` gives several frames one worker between them.
 */
export async function start(load, { single = false, share } = {}) {
  // The page's side of the engine, as crates/app/src/boot.rs declares it.
  globalThis.tfeCheck = { startWorker: share && sharing ? () => share(startWorker) : startWorker, traffic: () => traffic, rulePage, ruleNames: () => Object.keys(pages), handOver, single, embedded, found, pack, unpack };
  if (embedded) prepare();
  watchEarly();
  try {
    const parts = await load();
    pages = parts.pages;
    Object.assign(globalThis.tfeCheck, { offline: parts.offline === true, wipe: parts.wipe ?? forget, sum: parts.sum ?? "" });
    const script = URL.createObjectURL(new Blob(parts.worker, { type: "text/javascript" }));
    worker = { script, type: parts.type, module: parts.module };
    seal();
    await parts.init({ module_or_path: parts.module });
    if (embedded) announce();
  } catch (error) {
    failed(error);
  }
}

function startWorker() {
  const started = new Worker(worker.script, { type: worker.type, name: "tfe-check" });
  started.addEventListener("message", ({ data }) => {
    if (data.traffic) note(data.traffic.kind, data.traffic.address);
  });
  started.postMessage(worker.module);
  return started;
}

/** The page of a rule as it is written; nothing where there is no such rule. */
function rulePage(name) {
  return Object.hasOwn(pages, name) ? pages[name] : undefined;
}

/**
 * From here on nothing in this page can connect anywhere: the browser holds it to both policies, and
 * this one knows no address at all, neither for a worker, which would have a policy of its own, nor
 * for anything else: what any directive allows, a prefetch may do.
 */
function seal() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content =
    "default-src 'none'; connect-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; " +
    "img-src data:; manifest-src blob:; base-uri 'none'; form-action 'none'";
  document.head.append(meta);
  watch();
}

/** What the page has stored goes. */
export async function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith("tfe-check.")) localStorage.removeItem(key);
}

/** The SHA-256 of the engine, where the browser computes one: not on a plain http address. */
export async function sumOf(bytes) {
  const hash = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
  return hash && Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function failed(error) {
  const place = document.getElementById("boot");
  const wasm = typeof WebAssembly === "object";
  place.textContent = wasm
    ? `tfe-check could not be loaded: ${error.message}. Reload the page to try again.`
    : "tfe-check needs WebAssembly, and this browser has it switched off.";
  place.setAttribute("role", "alert");
  place.hidden = false;
  throw error;
}
