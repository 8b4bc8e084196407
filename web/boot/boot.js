// Loads the parts of the page from the page's own folder, then starts it.
import prelude from "./prelude.worker.js";
import { describe, keep, wipe } from "./offline.js";
import { start, sumOf } from "./start.js";

const names = document.querySelector('meta[name="tfe-check-engine"]').dataset;

await start(async () => {
  const [glue, source, { module, sum }, rules] = await Promise.all([
    import(new URL(names.glue, document.baseURI)),
    text(names.glue),
    compile(names.wasm),
    text(RULE_PAGES),
    complete(),
  ]);
  // The browser has all of it by now; it is only put aside.
  const offline = await keep(everything());
  describe();
  // `initSync` is the glue's own; in a Blob there is nothing to import it from.
  return { init: glue.default, worker: [source, prelude], type: "module", module, pages: JSON.parse(rules), offline, wipe, sum };
});

/** The addresses of all that the page is made of, apart from itself. */
function everything() {
  const own = document.querySelectorAll("script[src], link[rel=stylesheet]");
  return [...Array.from(own, (element) => element.src || element.href), names.glue, names.wasm, RULE_PAGES];
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
  const bytes = response.clone().arrayBuffer();
  const compiled = typed ? WebAssembly.compileStreaming(response) : bytes.then((all) => WebAssembly.compile(all));
  const [module, sum] = await Promise.all([compiled, bytes.then(sumOf)]);
  return { module, sum };
}

/** Styles, editor and icon are part of what is loaded before the page closes. */
function complete() {
  if (document.readyState === "complete") return undefined;
  return new Promise((done) => addEventListener("load", done, { once: true }));
}
