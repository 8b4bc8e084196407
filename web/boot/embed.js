// The page inside a frame of another page: `embed.html`. The host gives a text by message and hears the height
// and the findings; the text itself never goes back.

/** Whether this page is the one for frames. */
export const embedded = document.documentElement.hasAttribute("data-embed");

/** Whether the page around the frame shows several of them, which then have one engine. */
export const sharing = embedded && parent !== window && new URLSearchParams(location.hash.slice(1)).has("shared");

/** Prepares the page for a frame, as the part of its address after `#` says. */
export function prepare() {
  const wishes = new URLSearchParams(location.hash.slice(1));
  const root = document.documentElement;
  const theme = wishes.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  for (const name of ["readonly", "compact"]) root.toggleAttribute(`data-${name}`, wishes.has(name));
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.type !== "tfe-check:text" || typeof data.text !== "string") return;
    dispatchEvent(new CustomEvent("tfe-check-text", { detail: data.text }));
  });
}

/** Tells the host that texts can come, and how high the page is from now on. */
export function announce() {
  const place = document.getElementById("app");
  const measure = () => tell("height", { height: Math.ceil(place.getBoundingClientRect().height) });
  new ResizeObserver(measure).observe(place);
  tell("ready", {});
}

/** Tells the host what was found: rules, places and messages, with dots over secrets. */
export function found(json) {
  tell("findings", JSON.parse(json));
}

function tell(what, more) {
  if (parent !== window) parent.postMessage({ type: `tfe-check:${what}`, ...more }, "*");
}
