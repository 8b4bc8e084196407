// What an open document brings along: its keys, its looks, and the events it tells.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { knowledge } from "./knowledge.js";
import { languageOf } from "./language.js";
import { marks } from "./marks.js";
import { namedGutter } from "./gutter.js";
import { placeOf } from "./places.js";
import { pointing } from "./pointed.js";
import { strip } from "./strip.js";
import { theme } from "./theme.js";

const language = new Compartment();
const label = new Compartment();
const wrapping = new Compartment();

/** A document as it is when it opens. */
export function documentState({ text, name, language: kind, tell, know, wrap }) {
  return EditorState.create({
    doc: text,
    extensions: [
      marks((key) => tell({ event: "mark", key }), (key) => tell({ event: "fix", key })),
      pointing,
      lineNumbers(),
      namedGutter,
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars({ addSpecialChars: /[\u00a0\u2028\u2029]/g }),
      drawSelection(),
      history(),
      search({ top: true }),
      highlightSelectionMatches(),
      EditorState.tabSize.of(2),
      EditorState.readOnly.of(document.documentElement.hasAttribute("data-readonly")),
      placeholder("Paste tfe.hcl or overrides.yaml"),
      keymap.of([...defaultKeymap.filter(free), ...historyKeymap, ...searchKeymap.filter(free), indents]),
      language.of(spoken(kind, know)),
      label.of(labelled(name)),
      strip((key) => tell({ event: "mark", key })),
      wrapping.of(wrap ? EditorView.lineWrapping : []),
      theme,
      pastedWhole(tell),
      EditorView.updateListener.of((update) => report(update, tell)),
    ],
  });
}

/** Another name and language for a document that is open. */
export function setLanguage(name, kind, know) {
  return [language.reconfigure(spoken(kind, know)), label.reconfigure(labelled(name))];
}

/** Long lines are broken, or not. */
export function setWrapping(wrap) {
  return wrapping.reconfigure(wrap ? EditorView.lineWrapping : []);
}

function spoken(kind, know) {
  return [languageOf(kind), knowledge(kind, know)];
}

/** In an empty document there is nothing to indent: the keyboard goes on, as everywhere on a page. */
const indents = {
  ...indentWithTab,
  run: (view) => view.state.doc.length > 0 && indentWithTab.run(view),
  shift: (view) => view.state.doc.length > 0 && indentWithTab.shift(view),
};

/** Keys that mean something else on this page. */
function free({ key }) {
  return !["F8", "Shift-F8", "Mod-Alt-\\", "Ctrl-s", "Mod-Enter"].includes(key);
}

function labelled(name) {
  return EditorView.contentAttributes.of({
    "aria-label": name ? `${name}, editor` : "Editor",
    "aria-description": "Tab indents. Esc, then Tab leaves.",
    tabindex: "0",
    spellcheck: "false",
    autocorrect: "off",
    autocapitalize: "off",
  });
}

/**
 * A paste over the whole document is a new document: its own line ends count, which the editor would
 * make alike. All other pastes are the editor's.
 */
function pastedWhole(tell) {
  return EditorView.domEventHandlers({
    paste(event, view) {
      const { doc, selection } = view.state;
      const text = event.clipboardData?.getData("text/plain");
      const whole = selection.main.from === 0 && selection.main.to === doc.length;
      if (!text || !whole) return false;
      event.preventDefault();
      event.stopPropagation();
      tell({ event: "whole", text });
      return true;
    },
  });
}

function report(update, tell) {
  if (update.docChanged) {
    const old = update.startState.doc;
    const edits = [];
    update.changes.iterChanges((from, to, _from, _to, inserted) => {
      edits.push({ place: [...placeOf(old, from), ...placeOf(old, to)], insert: inserted.toString() });
    });
    tell({ event: "change", edits, length: update.state.doc.length });
  }
  if (update.docChanged || update.selectionSet) {
    const [line, column] = placeOf(update.state.doc, update.state.selection.main.head);
    tell({ event: "cursor", line, column: column + 1 });
  }
}
