// Starts the page from one file: its parts stand in the page, packed, and nothing is ever loaded.
import "../editor/editor.js";
import init from "engine-glue";
import { sharedWorker } from "./shared.js";
import { start, sumOf } from "./start.js";

await start(
  async () => {
    const [worker, wasm, rules] = await Promise.all(["worker", "wasm", "rules"].map(unpacked));
    const bytes = await wasm.arrayBuffer();
    const module = await WebAssembly.compile(bytes);
    // A page from the disk may start no worker that is a module.
    return { init, worker: [await worker.text()], type: "classic", module, pages: await rules.json(), sum: await sumOf(bytes) };
  },
  { single: true, share: sharedWorker },
);

/** The content of a part: base64 of gzip. Async, so that a browser that cannot unpack fails as all else does. */
async function unpacked(name) {
  const packed = Uint8Array.from(atob(document.getElementById(name).textContent), (c) => c.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}
