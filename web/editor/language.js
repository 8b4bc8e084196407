// Light colours for the two languages that are pasted here: five of them, no more.
import { HighlightStyle, indentService, syntaxHighlighting } from "@codemirror/language";
import { yaml } from "@codemirror/lang-yaml";
import { Prec } from "@codemirror/state";
import { Decoration, MatchDecorator, ViewPlugin } from "@codemirror/view";
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

// The YAML language knows no types, and that a value is no text is half of what goes wrong here.
const typed = Decoration.mark({ class: "tc-typed" });
const untyped = /(:[ \t]+|^[ \t]*-[ \t]+)(true|false|null|~|[-+]?\d[\d_]*(?:\.\d+)?)(?=[ \t]*(?:#|$))/g;
const values = new MatchDecorator({
  regexp: untyped,
  decorate: (add, from, _to, [, lead, value]) => {
    add(from + lead.length, from + lead.length + value.length, typed);
  },
});
const yamlValues = ViewPlugin.define(
  (view) => ({
    decorations: values.createDeco(view),
    update(update) {
      this.decorations = values.updateDeco(update, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

// A key with nothing behind it opens a block; the language itself sees that only once the block is there.
const blocks = indentService.of((context, pos) => {
  const [, lead] = /^((?:\ufeff)?\s*(?:- +)*)[^#]*:\s*(?:#.*)?$/.exec(context.lineAt(pos, -1).text) ?? [];
  return lead === undefined ? undefined : lead.length + 2;
});

/** The language of a kind of document, with its colours. */
export function languageOf(kind) {
  if (kind === "yaml") return [yaml(), blocks, syntaxHighlighting(yamlLooks), Prec.highest(yamlValues)];
  if (kind === "hcl") return [hcl(), syntaxHighlighting(hclLooks)];
  return [];
}
