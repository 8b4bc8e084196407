// Light colours for the two languages that are pasted here: five of them, no more.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { yaml } from "@codemirror/lang-yaml";
import { tags as t } from "@lezer/highlight";
import { hcl } from "codemirror-lang-hcl";

/** The language of a kind of document. */
export function languageOf(kind) {
  if (kind === "yaml") return yaml();
  if (kind === "hcl") return hcl();
  return [];
}

export const looks = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [t.comment, t.lineComment, t.blockComment], color: "var(--c-com)", fontStyle: "italic" },
    { tag: [t.string, t.special(t.string), t.content, t.attributeValue], color: "var(--c-str)" },
    { tag: [t.number, t.bool, t.null, t.atom], color: "var(--c-num)" },
    {
      tag: [t.keyword, t.typeName, t.className, t.definition(t.propertyName), t.labelName],
      color: "var(--c-kw)",
      fontWeight: "550",
    },
    { tag: [t.propertyName, t.variableName, t.attributeName], color: "var(--c-key)" },
  ]),
);
