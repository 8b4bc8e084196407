// <tfe-check>: the checker in a page of documentation. It is a frame of its own, so that styles, scripts and
// policies of the two pages do not touch. EMBED.md says how to use it.
//
// A classic script: other servers need not allow it to be asked for across origins.
{
  const HERE = new URL(".", document.currentScript.src);
  const WISHES = ["kind", "profile", "tfe", "chart", "vault", "theme", "compact", "readonly", "example", "rule"];
  /** So high until the frame says how high it is (pixels). */
  const HEIGHT = 260;

  /** The element whose frame has the engine for all. */
  let first;

  class TfeCheck extends HTMLElement {
    static observedAttributes = WISHES;
    #frame;
    #hear = (event) => this.#heard(event);

    connectedCallback() {
      this.#gone();
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      this.#frame = this.#makeFrame();
      root.replaceChildren(this.#frame);
      addEventListener("message", this.#hear);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#gone();
    }

    /** Its frame goes; if it had the engine, the others agree on another one. */
    #gone() {
      if (first !== this) return;
      first = undefined;
      for (const other of document.querySelectorAll("tfe-check")) {
        if (other !== this && #frame in other) other.#frame?.contentWindow?.postMessage({ type: "tfe-check:engine-gone" }, "*");
      }
    }

    /** Connects a frame that asks for an engine with the one that has it. This page keeps neither end. */
    #connect(frame) {
      const type = "tfe-check:engine";
      if (!first?.isConnected || first === this) {
        first = this;
        frame.postMessage({ type }, "*");
        return;
      }
      const { port1, port2 } = new MessageChannel();
      first.#frame.contentWindow.postMessage({ type: "tfe-check:serve" }, "*", [port1]);
      frame.postMessage({ type }, "*", [port2]);
    }

    attributeChangedCallback() {
      if (this.isConnected && this.#frame) this.connectedCallback();
    }

    /** The text that is checked at first: what the element holds, without the indentation of the page around it. */
    get text() {
      const template = this.querySelector("template");
      // A template that a script has filled has its text in itself, one of the page's source in its content.
      const source = template?.content.textContent ? template.content : (template ?? this);
      const lines = source.textContent.replace(/^\s*\n|\n\s*$/g, "").split("\n");
      const depth = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
      return Number.isFinite(depth) ? `${lines.map((line) => line.slice(depth)).join("\n")}\n` : "";
    }

    #makeFrame() {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.setAttribute("title", this.getAttribute("title") ?? "tfe-check");
      frame.setAttribute("loading", "lazy");
      const given = WISHES.filter((name) => this.hasAttribute(name));
      const wishes = given.map((name) => `${name}=${encodeURIComponent(this.getAttribute(name) || "true")}`);
      frame.src = `${new URL("embed.html", HERE)}#${["shared=true", ...wishes].join("&")}`;
      // Set one by one: a strict policy of the host allows that, and no style element.
      Object.assign(frame.style, { display: "block", width: "100%", height: `${HEIGHT}px`, border: "0" });
      Object.assign(this.style, { display: "block" });
      return frame;
    }

    #heard({ source, data }) {
      if (source !== this.#frame.contentWindow || typeof data?.type !== "string") return;
      if (data.type === "tfe-check:ready" && this.text) {
        // Its origin is none: the frame is sandboxed.
        source.postMessage({ type: "tfe-check:text", text: this.text }, "*");
      } else if (data.type === "tfe-check:engine") {
        this.#connect(source);
      } else if (data.type === "tfe-check:height" && data.height > 0) {
        this.#frame.style.height = `${data.height}px`;
      } else if (data.type === "tfe-check:findings") {
        const { findings, summary } = data;
        this.dispatchEvent(new CustomEvent("findings", { detail: { findings, summary }, bubbles: true }));
      }
    }
  }

  customElements.define("tfe-check", TfeCheck);
}
