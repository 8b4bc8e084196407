// Light colours for the two languages that are pasted here: five of them, no more.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { yaml } from "@codemirror/lang-yaml";
import { tags as t } from "@lezer/highlight";
import { hcl } from "codemirror-lang-hcl";

const keyword = { color: "var(--c-kw)", fontWeight: "550" };
const key = { color: "var(--c-key)" };

const shared = [
  { tag: [t.comment, t.lineComment, t.blockComment], color: "var(--c-com)", fontStyle: "italic" },
  { tag: [t.number, t.bool, t.null, t.atom], color: "var(--c-num)" },
];

const hclLooks = HighlightStyle.define([
  ...shared,
  { tag: t.typeName, ...keyword },
  { tag: [t.string, t.labelName], color: "var(--c-str)" },
  { tag: [t.definition(t.propertyName), t.propertyName, t.variableName], ...key },
]);

const yamlLooks = HighlightStyle.define([
  ...shared,
  { tag: t.definition(t.propertyName), ...keyword },
  { tag: [t.string, t.special(t.string), t.content], color: "var(--c-str)" },
  { tag: [t.labelName, t.typeName, t.keyword, t.meta], color: "var(--c-num)" },
]);

/** The language of a kind of document, with its colours. */
export function languageOf(kind) {
  if (kind === "yaml") return [yaml(), syntaxHighlighting(yamlLooks)];
  if (kind === "hcl") return [hcl(), syntaxHighlighting(hclLooks)];
  return [];
}
