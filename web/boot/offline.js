// Keeps the page for the next time, with or without a network: its files go into the browser's cache under
// one name a version, and the service worker gives them back. All of it happens before the page is sealed.

import { forget } from "./start.js";

const PREFIX = "tfe-check ";
/** So long the start may wait for the cache (milliseconds). */
const PATIENCE = 5_000;

/**
 * Keeps the files with these addresses and the page itself. Gives whether the page will open without a
 * network: not in private windows, in frames without storage, or from an address without https.
 */
export async function keep(addresses) {
  try {
    if (!navigator.serviceWorker || !globalThis.caches) return false;
    // Nothing may be asked for once the page is sealed: what is late stops.
    const signal = AbortSignal.timeout(PATIENCE);
    const late = new Promise((done) => signal.addEventListener("abort", () => done(false)));
    return await Promise.race([keepAll(addresses, signal), late]);
  } catch {
    return false;
  }
}

async function keepAll(addresses, signal) {
  const folder = new URL("./", document.baseURI).href;
  const files = addresses.map((address) => new URL(address, document.baseURI).href).sort();
  const name = PREFIX + (await digest(files.join("\n")));
  await navigator.serviceWorker.register(new URL("sw.js", folder), { scope: folder });
  const cache = await caches.open(name);
  signal.throwIfAborted();
  // The page comes last: where it is, the version is whole.
  if (!(await cache.match(folder))) {
    await cache.addAll(files.map((file) => new Request(file, { cache: "force-cache", signal })));
    signal.throwIfAborted();
    await cache.add(new Request(folder, { cache: "no-cache", signal }));
  }
  for (const other of await caches.keys()) {
    signal.throwIfAborted();
    if (other.startsWith(PREFIX) && other !== name) await caches.delete(other);
  }
  announce(name);
  return true;
}

/** Tells the page's other tabs which version is here now; they are older where it is not theirs. */
function announce(version) {
  const channel = new BroadcastChannel("tfe-check");
  channel.addEventListener("message", ({ data }) => {
    if (typeof data === "string" && data.startsWith(PREFIX) && data !== version) dispatchEvent(new CustomEvent("tfe-check-newer"));
  });
  channel.postMessage(version);
}

async function digest(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Takes away all that the page has ever kept in this browser. */
export async function wipe() {
  await forget();
  for (const name of (await globalThis.caches?.keys()) ?? []) if (name.startsWith(PREFIX)) await caches.delete(name);
  const folder = new URL("./", document.baseURI).href;
  const kept = await navigator.serviceWorker?.getRegistration(folder);
  if (kept?.scope === folder) await kept.unregister();
}

/**
 * The page as an app of its own. The description is made here: the browser asks for it late, when the page
 * has no connections any more.
 */
export function describe() {
  const folder = new URL("./", document.baseURI).href;
  const icon = document.querySelector("link[rel=icon]").href;
  const manifest = {
    name: "tfe-check",
    short_name: "tfe-check",
    description: "Checks Terraform Enterprise files. Nothing leaves the page.",
    id: folder,
    start_url: folder,
    scope: folder,
    display: "standalone",
    background_color: "#eff1ee",
    theme_color: "#0b5563",
    icons: [{ src: icon, sizes: "any", type: "image/svg+xml" }],
  };
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = URL.createObjectURL(new Blob([JSON.stringify(manifest)], { type: "application/manifest+json" }));
  document.head.append(link);
}
