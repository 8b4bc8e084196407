// The strip at the right edge: where in the whole document the findings are.
import { EditorView, ViewPlugin } from "@codemirror/view";
import { found } from "./marks.js";

/** The strip; `pressed` hears the key of a finding that was pressed. */
export function strip(pressed) {
  return ViewPlugin.fromClass(
    class {
      constructor(view) {
        this.dom = view.dom.appendChild(document.createElement("div"));
        this.dom.className = "tc-strip";
        this.dom.setAttribute("aria-hidden", "true");
        this.dom.addEventListener("mousedown", (event) => {
          const key = event.target.dataset.key;
          if (key !== undefined) pressed(key);
        });
        this.draw(view);
      }
      update({ view, docChanged, startState, state }) {
        if (docChanged || startState.field(found) !== state.field(found)) this.draw(view);
      }
      draw(view) {
        const { doc } = view.state;
        const dots = view.state.field(found).items.map(({ key, severity, ranges: [own] }) => {
          const dot = document.createElement("i");
          dot.className = `tc-${severity}`;
          dot.dataset.key = key;
          dot.style.top = `${(100 * (doc.lineAt(Math.min(own.from, doc.length)).number - 1)) / doc.lines}%`;
          return dot;
        });
        this.dom.replaceChildren(...dots);
        this.dom.hidden = dots.length === 0;
      }
      destroy() {
        this.dom.remove();
      }
    },
    { provide: () => EditorView.scrollMargins.of(() => ({ right: 12 })) },
  );
}
