// The service worker: answers with what boot.js has kept, so that the page opens without a network. It takes no
// messages, keeps nothing itself, and asks the server only for what the page asks for. Which files belong
// together is known to boot.js, so this file stays the same from version to version.

/** So long the server may think about the page before the kept one is shown (milliseconds). */
const PATIENCE = 4_000;

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(isPage(request) ? newest(request) : kept(request));
});

/** Any other address is answered as the server does it, which may be that there is no such page. */
function isPage({ mode, url }) {
  const [address] = url.split(/[?#]/);
  return mode === "navigate" && [registration.scope, `${registration.scope}index.html`].includes(address);
}

/** The page as the server has it now; without a server, the one that was kept. */
async function newest(request) {
  const page = await caches.match(registration.scope);
  if (!page) return fetch(request);
  const late = new Promise((done) => setTimeout(() => done(page), PATIENCE));
  const fresh = fetch(request).then((response) => (response.ok ? response : page), () => page);
  return Promise.race([fresh, late]);
}

/** A part of the page. Its name changes with its content, so what was kept is right. */
async function kept(request) {
  return (await caches.match(request)) ?? fetch(request);
}
