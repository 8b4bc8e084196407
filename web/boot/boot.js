// Loads everything, closes the page's connections for good, then starts the engine.
//
// The order is the promise: what the page needs is fetched first; then a second policy forbids
// every connection; only then do text fields and workers exist. A worker made from a Blob inherits
// that policy, one made from an address would not.
import prelude from "./prelude.worker.js";
import { note, traffic, watch } from "./traffic.js";

const names = document.querySelector('meta[name="tfe-check-engine"]').dataset;

/** The page's side of the engine, as crates/app/src/boot.rs declares it. */
globalThis.tfeCheck = { startWorker, traffic: () => traffic, rulePage };

let pages = {};
let worker;

try {
  const [glue, source, module, rules] = await Promise.all([
    import(new URL(names.glue, document.baseURI)),
    text(names.glue),
    compile(names.wasm),
    text(RULE_PAGES),
    complete(),
  ]);
  pages = JSON.parse(rules);
  // `initSync` is the glue's own; in the Blob there is nothing to import it from.
  const script = URL.createObjectURL(new Blob([source, prelude], { type: "text/javascript" }));
  worker = { script, module };
  seal();
  await glue.default({ module_or_path: module });
} catch (error) {
  failed(error);
}

function startWorker() {
  const started = new Worker(worker.script, { type: "module", name: "tfe-check" });
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
    "img-src data:; base-uri 'none'; form-action 'none'";
  document.head.append(meta);
  watch();
}

async function fetched(address) {
  const response = await fetch(new URL(address, document.baseURI));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

async function text(address) {
  return (await fetched(address)).text();
}

async function compile(address) {
  const response = await fetched(address);
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  // Some servers do not know the type of a .wasm file.
  return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Styles, editor and icon are part of what is loaded before the page closes. */
function complete() {
  if (document.readyState === "complete") return undefined;
  return new Promise((done) => addEventListener("load", done, { once: true }));
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
