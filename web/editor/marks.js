// Findings in the text: the mark under the characters, the wash and the words of the chosen one.
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, WidgetType, gutterLineClass, hoverTooltip } from "@codemirror/view";
import { markGutter } from "./gutter.js";
import { span } from "./places.js";
import { coded, element } from "./words.js";

/** All marks of a document: [{ key, severity, places, words }], the first place being the finding's own. */
export const setMarks = StateEffect.define();
/** The key of the chosen finding, or null. */
export const choose = StateEffect.define();
/** Whether the marks belong to an older text. */
export const setStale = StateEffect.define();

const nothing = { items: [], chosen: null, stale: false };

/** The marks with their offsets; they move with the text until the next check. */
export const found = StateField.define({
  create: () => drawn(nothing),
  update(value, { changes, docChanged, effects, state }) {
    let { items, chosen, stale } = value;
    if (docChanged) items = items.map((item) => moved(item, changes));
    for (const effect of effects) {
      if (effect.is(setMarks)) items = effect.value.map((mark) => placed(mark, state.doc));
      if (effect.is(choose)) chosen = effect.value;
      if (effect.is(setStale)) stale = effect.value;
    }
    const same = items === value.items && chosen === value.chosen && stale === value.stale;
    return same ? value : drawn({ items, chosen, stale }, state.doc);
  },
  provide: (field) => [
    EditorView.decorations.from(field, (value) => value.decorations),
    gutterLineClass.from(field, (value) => value.lines),
    EditorView.editorAttributes.from(field, ({ stale }) => (stale ? { class: "tc-stale" } : {})),
  ],
});

/** Marks, their gutter and their hover; `pressed` hears the key of a mark that was pressed, `fix` that of a fix. */
export function marks(pressed, fix) {
  return [
    found,
    markGutter(found, pressed, (here) => card(here, fix)),
    hover(fix),
    EditorView.domEventHandlers({
      click(event) {
        const key = event.target.closest?.("[data-key]")?.dataset.key;
        if (key !== undefined) pressed(key);
        return false;
      },
    }),
  ];
}

function placed(mark, doc) {
  const ranges = mark.places.map((place) => visible(span(doc, place), doc));
  return { ...mark, ranges };
}

/** An empty place takes the character beside it, so that there is something to see. */
function visible({ from, to }, doc) {
  if (from < to) return { from, to };
  const line = doc.lineAt(from);
  if (to < line.to) return { from, to: to + 1 };
  return { from: Math.max(line.from, from - 1), to };
}

function moved(item, changes) {
  const ranges = item.ranges.map(({ from, to }) => {
    const start = changes.mapPos(from, 1);
    return { from: start, to: Math.max(start, changes.mapPos(to, -1)) };
  });
  return { ...item, ranges };
}

function drawn({ items, chosen, stale }, doc) {
  const ranges = [];
  const lines = [];
  for (const item of items) {
    const own = item.key === chosen;
    const [primary, ...related] = item.ranges;
    ranges.push(...underlined(primary, item, own));
    if (!own || !doc) continue;
    for (const range of related) if (range.from < range.to) ranges.push(relatedMark.range(range.from, range.to));
    const line = doc.lineAt(primary.from);
    ranges.push(Decoration.line({ class: `tc-line tc-${item.severity}` }).range(line.from));
    ranges.push(words(item).range(line.to));
    lines.push(new LineClass(`tc-line tc-${item.severity}`).range(line.from));
  }
  return { items, chosen, stale, decorations: Decoration.set(ranges, true), lines: RangeSet.of(lines, true) };
}

const relatedMark = Decoration.mark({ class: "tc-related" });

function underlined({ from, to }, { severity, key }, own) {
  if (from >= to) return [];
  const shape = `tc-mark tc-${severity}${own ? " tc-own" : ""}`;
  return [Decoration.mark({ class: shape, attributes: { "data-key": key } }).range(from, to)];
}

function words(item) {
  return Decoration.widget({ widget: new Words(item), side: 1 });
}

class LineClass extends GutterMarker {
  constructor(elementClass) {
    super();
    this.elementClass = elementClass;
  }
  eq(other) {
    return other.elementClass === this.elementClass;
  }
}

/** What is wrong, without what follows from it: the list has the whole sentence. A name in front of a colon says too little. */
function brief(words) {
  const [first] = words.split(/[:;] |, so /);
  return first.split(" ").length < 3 ? words : first.replace(/\.$/, "");
}

/** A few words behind the chosen line. The list says the same, so they are not read out twice. */
class Words extends WidgetType {
  constructor({ words, severity }) {
    super();
    this.text = brief(words);
    this.severity = severity;
  }
  eq(other) {
    return other.text === this.text && other.severity === this.severity;
  }
  toDOM() {
    const dom = document.createElement("span");
    dom.className = `tc-words tc-${this.severity}`;
    dom.textContent = this.text;
    dom.setAttribute("aria-hidden", "true");
    return dom;
  }
  ignoreEvent() {
    return false;
  }
}

const hover = (fix) =>
  hoverTooltip((view, pos) => {
    const here = view.state.field(found).items.filter(({ ranges: [own] }) => own.from <= pos && pos <= own.to);
    if (!here.length) return null;
    const { from, to } = here[0].ranges[0];
    return { pos: from, end: to, above: true, create: () => ({ dom: card(here, fix) }) };
  });

/** So many findings stand in a card, the worst first; the list has them all. */
const MOST = 6;
const ORDER = ["error", "warning", "info"];

/** The worst finding whole, with its fix; of the others what they say. */
function card(items, fix) {
  const dom = document.createElement("div");
  dom.className = "tc-card";
  const [worst, ...others] = [...items].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  dom.append(said(worst), coded(element("p"), worst.why), coded(element("p"), worst.action));
  if (worst.fix) dom.append(button(worst, fix));
  dom.append(...others.slice(0, MOST - 1).map(said));
  if (items.length > MOST) dom.append(coded(element("p"), `and ${items.length - MOST} more in the list`));
  return dom;
}

function said({ severity, words }) {
  const name = document.createElement("b");
  name.className = `tc-${severity}`;
  name.textContent = severity;
  const line = document.createElement("p");
  line.append(name, `: ${words}`);
  return line;
}

function button({ key, fix: title }, pressed) {
  const made = document.createElement("button");
  made.className = "tc-fix";
  made.textContent = title;
  made.addEventListener("click", () => pressed(key));
  return made;
}
