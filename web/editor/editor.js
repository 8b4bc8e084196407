// The editor pane: CodeMirror in an open shadow root, where its styles are adopted style sheets and
// need no exception from the policy. Commands come as JSON, events go as objects;
// crates/app/src/editor.rs has the other end.
//
// Places are [line, column] pairs: lines from 1, columns in UTF-16 units from 0. They mean the same
// here, where every line end counts as one, and in the original text, where it may be two.
import { undo } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { documentState, setLanguage, setWrapping } from "./document.js";
import { choose, setMarks, setStale } from "./marks.js";
import { at, span } from "./places.js";
import { pointed } from "./pointed.js";

globalThis.tfeCheckEditor = { create };

/** Builds the editor into `host`, tells `hear` what happens and asks `know` what words mean. */
function create(host, hear, know) {
  const root = host.attachShadow({ mode: "open" });
  const tell = hear;
  const states = new Map();
  let shown;
  let wrapped = false;
  const view = new EditorView({
    root,
    parent: root,
    state: documentState({ text: "", name: "", language: "plain", tell: () => {} }),
  });

  /** Changes a document, whether it is the one on screen or not. */
  const update = (id, change) => {
    if (id === shown) view.dispatch(change(view.state));
    else if (states.has(id)) states.set(id, states.get(id).update(change(states.get(id))).state);
  };

  const commands = {
    open({ id, text, name, language }) {
      states.set(id, documentState({ text, name, language, know, wrap: wrapped, tell: (event) => tell({ id, ...event }) }));
    },
    show({ id }) {
      if (id === shown || !states.has(id)) return;
      if (states.has(shown)) states.set(shown, view.state);
      shown = id;
      view.setState(states.get(id));
    },
    close({ id }) {
      states.delete(id);
    },
    describe({ id, name, language }) {
      update(id, () => ({ effects: setLanguage(name, language, know) }));
    },
    marks({ id, marks }) {
      update(id, () => ({ effects: setMarks.of(marks) }));
    },
    choose({ id, key, reveal, focus }) {
      update(id, () => ({ effects: choose.of(key) }));
      if (id === shown && reveal) go(view, reveal, focus);
    },
    select({ id, from, to }) {
      update(id, ({ doc }) => ({ selection: { anchor: Math.min(from, doc.length), head: Math.min(to, doc.length) } }));
    },
    point({ id, line }) {
      update(id, ({ doc }) => ({ effects: pointed.of(line && line <= doc.lines ? doc.line(line).from : null) }));
    },
    stale({ id, stale }) {
      update(id, () => ({ effects: setStale.of(stale) }));
    },
    change({ id, edits }) {
      update(id, ({ doc }) => ({
        changes: edits.map(({ place, insert }) => ({ ...span(doc, place), insert })),
        userEvent: "input.fix",
      }));
    },
    undo() {
      undo(view);
    },
    replace({ id, text }) {
      update(id, ({ doc }) => ({ changes: { from: 0, to: doc.length, insert: text }, userEvent: "input.paste" }));
    },
    wrap({ wrap }) {
      wrapped = wrap;
      for (const id of states.keys()) update(id, () => ({ effects: setWrapping(wrap) }));
    },
    focus() {
      view.focus();
    },
  };

  // What stands in the editor, for whoever holds the element.
  Object.defineProperty(host, "value", { get: () => view.state.doc.toString() });

  return {
    run: (json) => {
      const { do: name, ...given } = JSON.parse(json);
      commands[name](given);
    },
    text: (id) => (id === shown ? view.state : states.get(id))?.doc.toString(),
  };
}

function go(view, [line, column, endLine, endColumn], focus) {
  const { doc } = view.state;
  const from = at(doc, line, column);
  view.dispatch({
    // The cursor stands where the characters begin, which is the place that is told elsewhere.
    selection: focus ? { anchor: at(doc, endLine, endColumn), head: from } : { anchor: from },
    // Of several lines all are shown, as far as there is room.
    effects: EditorView.scrollIntoView(EditorSelection.range(endLine > line ? at(doc, endLine, endColumn) : from, from), { y: "nearest", yMargin: 80 }),
  });
  if (focus) view.focus();
}
