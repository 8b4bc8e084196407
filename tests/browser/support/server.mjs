// The page as any static server would give it.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The release page, as `cargo xtask build` leaves it. */
export const dist = fileURLToPath(new URL("../../../dist/", import.meta.url));

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves `folder` on a free port; gives the address, what was asked for, and a way to end it.
 * `below` is the path it is served under; `wasm` the type that the server knows for .wasm files.
 */
export async function serve({ folder = dist, below = "/", wasm = TYPES[".wasm"] } = {}) {
  const types = { ...TYPES, ".wasm": wasm };
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    asked.push(request.url);
    try {
      if (!path.startsWith(below)) throw new Error("not here");
      const name = normalize(path.endsWith("/") ? `${path}index.html` : path).slice(below.length);
      const body = await readFile(join(folder, name));
      response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${server.address().port}${below}`,
    asked,
    close: () => new Promise((done) => server.close(done) && server.closeAllConnections()),
  };
}
