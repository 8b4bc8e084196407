// <tfe-editor>: CodeMirror in an open shadow root, where its styles are adopted style sheets and need
// no exception from the policy.
//
// Property `value`; event `edited` after each change.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";

customElements.define(
  "tfe-editor",
  class extends HTMLElement {
    #view;

    connectedCallback() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      const changed = (update) => {
        if (update.docChanged) this.dispatchEvent(new CustomEvent("edited"));
      };
      this.#view = new EditorView({
        root,
        parent: root,
        state: EditorState.create({
          extensions: [
            lineNumbers(),
            history(),
            keymap.of([...defaultKeymap, ...historyKeymap]),
            EditorView.contentAttributes.of({ "aria-label": "Text to check" }),
            EditorView.updateListener.of(changed),
          ],
        }),
      });
    }

    disconnectedCallback() {
      this.#view.destroy();
    }

    get value() {
      return this.#view.state.doc.toString();
    }

    set value(text) {
      this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    }
  },
);
