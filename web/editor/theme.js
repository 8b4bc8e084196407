// The editor's looks. Every colour is a token of web/styles/tokens.css, which reaches into the shadow
// root by inheritance, so that light and dark need nothing here.
import { EditorView } from "@codemirror/view";

const colours = (of) => ({
  [`${of}.tc-error`]: { "--tc": "var(--err)", "--tc-wash": "var(--err-wash)" },
  [`${of}.tc-warning`]: { "--tc": "var(--warn)", "--tc-wash": "var(--warn-wash)" },
  [`${of}.tc-info`]: { "--tc": "var(--info)", "--tc-wash": "var(--info-wash)" },
});

export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "21px",
    fontVariantLigatures: "none",
    marginRight: "12px",
    overscrollBehavior: "contain",
  },
  ".cm-content": { padding: "8px 0 24px", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 28px 0 0" },
  ".cm-cursor": { borderLeft: "2px solid var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-wash) 55%, transparent)" },
  ".cm-placeholder": { color: "var(--ink-2)", fontStyle: "italic" },
  ".cm-specialChar": { color: "var(--err)" },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--accent-wash)" },

  ".cm-gutters": { backgroundColor: "var(--paper)", border: "0", color: "var(--ink-3)" },
  ".cm-gutterElement": { height: "21px" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 14px 0 0", minWidth: "34px", fontSize: "12px" },
  ".tc-gutter": { width: "33px" },
  ".tc-gutter .cm-gutterElement": {
    display: "flex",
    alignItems: "center",
    justifyContent: "flex-end",
    paddingRight: "1px",
    borderLeft: "3px solid transparent",
    cursor: "pointer",
  },
  ".cm-gutterElement.tc-line": { backgroundColor: "var(--tc-wash)" },
  ".tc-gutter .cm-gutterElement.tc-line": { borderLeftColor: "var(--tc)" },

  ...colours(".tc-mark"),
  ...colours(".tc-line"),
  ...colours(".tc-words"),
  ...colours(".tc-shape"),
  ...colours(".tc-strip i"),
  ".tc-shape": { width: "14px", height: "14px", fill: "var(--tc)" },
  ".tc-shape.tc-info": { fill: "none", stroke: "var(--tc)", strokeWidth: "1.5" },
  ".tc-cut": { fill: "none", stroke: "var(--paper)", strokeWidth: "1.6" },
  ".tc-mark": {
    textDecoration: "underline wavy var(--tc) 1.5px",
    textUnderlineOffset: "4px",
    textDecorationSkipInk: "none",
    borderRadius: "2px",
  },
  ".tc-mark.tc-warning": { textDecorationStyle: "dashed" },
  ".tc-mark.tc-info": { textDecorationStyle: "dotted", textDecorationThickness: "2px" },
  ".tc-own": { backgroundColor: "color-mix(in srgb, var(--tc) 14%, transparent)" },
  ".tc-related": { outline: "1px dashed var(--line-strong)", borderRadius: "2px" },
  ".cm-line.tc-line, &.cm-focused .cm-activeLine.tc-line": { backgroundColor: "var(--tc-wash)" },
  ".tc-words": {
    marginLeft: "28px",
    font: "500 12px/21px var(--font)",
    color: "var(--tc)",
    userSelect: "none",
    pointerEvents: "none",
  },
  "&.tc-stale .tc-mark, &.tc-stale .tc-words, &.tc-stale .tc-shape": { opacity: "0.5" },

  ".tc-strip": {
    position: "absolute",
    top: "0",
    right: "0",
    bottom: "0",
    width: "12px",
    borderLeft: "1px solid var(--line)",
    backgroundColor: "var(--pane)",
  },
  ".tc-strip i": { position: "absolute", left: "2px", width: "8px", height: "4px", background: "var(--tc)", cursor: "pointer" },
  ".tc-strip i.tc-warning": { height: "0", background: "none", borderTop: "2px dashed var(--tc)" },
  ".tc-strip i.tc-info": { height: "0", background: "none", borderTop: "2px dotted var(--tc)" },

  ".cm-tooltip": { border: "0", backgroundColor: "transparent" },
  ".tc-card": {
    maxWidth: "520px",
    padding: "6px 10px",
    border: "1px solid var(--line-strong)",
    borderRadius: "5px",
    backgroundColor: "var(--pane)",
    color: "var(--ink)",
    font: "400 13px/1.45 var(--font)",
  },
  ".tc-card p": { margin: "2px 0" },
  ".tc-card b.tc-error": { color: "var(--err)" },
  ".tc-card b.tc-warning": { color: "var(--warn)" },
  ".tc-card b.tc-info": { color: "var(--info)" },

  ".cm-panels": { backgroundColor: "var(--canvas)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { fontFamily: "var(--font)", fontSize: "13px" },
  ".cm-textfield, .cm-button": {
    border: "1px solid var(--line-strong)",
    borderRadius: "5px",
    background: "var(--paper)",
    color: "var(--ink)",
    fontSize: "13px",
  },
  "@media (forced-colors: active)": {
    ".tc-mark": { textDecorationColor: "Mark" },
    ".cm-line.tc-line": { outline: "1px solid Highlight" },
  },
});
