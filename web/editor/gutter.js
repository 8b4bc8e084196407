// The markers beside the line numbers: one for each line with findings, in the shape of the worst.
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { GutterMarker, ViewPlugin, gutter, showTooltip } from "@codemirror/view";

const ORDER = ["info", "warning", "error"];

const SHAPES = {
  error: "M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z",
  warning: "M8 1 15.5 15H.5z",
  info: "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM8 7.2V11.5M8 4.4v1.7",
};

const CUTS = { error: "M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8", warning: "M8 6v4.3M8 11.7v1.4" };

/** So long the pointer may be away from marker and card before the card goes (milliseconds). */
const AWAY = 300;

const setCard = StateEffect.define();

/** The card of the marker that the pointer rests on. */
const cardAt = StateField.define({
  create: () => null,
  update(value, { docChanged, effects }) {
    for (const effect of effects) if (effect.is(setCard)) return effect.value;
    return docChanged ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

/**
 * The gutter of the marks in `field`; `pressed` hears the key of the marker's finding, `card` makes what is
 * shown of the findings of a line.
 */
export function markGutter(field, pressed, card) {
  let timer;
  const show = (view, value) => view.state.field(cardAt) !== value && view.dispatch({ effects: setCard.of(value) });
  const later = (view, value) => {
    clearTimeout(timer);
    timer = setTimeout(() => show(view, value), AWAY);
  };
  const create = (view, here) => () => {
    const dom = card(here);
    dom.addEventListener("mouseenter", () => clearTimeout(timer));
    dom.addEventListener("mouseleave", () => later(view, null));
    return { dom };
  };
  return [cardAt, ofMarks(field, pressed, {
    mouseover(view, line) {
      const here = onLine(view.state.field(field).items, line);
      later(view, here.length ? { pos: line.from, above: true, create: create(view, here) } : null);
      return false;
    },
    mouseleave(view) {
      later(view, null);
      return false;
    },
  })];
}

function ofMarks(field, pressed, rests) {
  return gutter({
    class: "tc-gutter",
    markers: (view) => markers(view.state.field(field), view.state.doc),
    domEventHandlers: {
      ...rests,
      mousedown(view, line, event) {
        const [here] = onLine(view.state.field(field).items, line);
        if (!here) return false;
        event.preventDefault();
        pressed(here.key);
        return true;
      },
    },
  });
}

/**
 * CodeMirror hides its gutters from assistive technology as a whole. The line numbers stay hidden, the
 * markers are read.
 */
export const namedGutter = ViewPlugin.define((view) => {
  const expose = () => {
    view.dom.querySelector(".cm-gutters")?.removeAttribute("aria-hidden");
    view.dom.querySelector(".cm-lineNumbers")?.setAttribute("aria-hidden", "true");
  };
  expose();
  return { update: expose };
});

function onLine(items, line) {
  const here = items.filter(({ ranges: [own] }) => line.from <= own.from && own.from <= line.to);
  return here.sort((a, b) => ORDER.indexOf(b.severity) - ORDER.indexOf(a.severity));
}

let drawn = { items: null, doc: null, set: RangeSet.empty };

function markers({ items }, doc) {
  if (drawn.items === items && drawn.doc === doc) return drawn.set;
  const lines = new Map();
  for (const { ranges, severity } of items) {
    const line = doc.lineAt(Math.min(ranges[0].from, doc.length));
    const before = lines.get(line.from)?.severity;
    const worst = ORDER.indexOf(severity) > ORDER.indexOf(before) ? severity : before;
    lines.set(line.from, { number: line.number, severity: worst });
  }
  const ranges = [...lines].map(([from, { severity, number }]) => new Marker(severity, number).range(from));
  drawn = { items, doc, set: RangeSet.of(ranges, true) };
  return drawn.set;
}

class Marker extends GutterMarker {
  constructor(severity, number) {
    super();
    this.severity = severity;
    this.number = number;
  }
  eq(other) {
    return other.severity === this.severity && other.number === this.number;
  }
  toDOM() {
    return shape(this.severity, `${this.severity} on line ${this.number}`);
  }
}

/** A severity's shape, with a name for those who do not see it. */
function shape(severity, name) {
  const svg = svgElement("svg", { viewBox: "0 0 16 16", role: "img", "aria-label": name });
  svg.setAttribute("class", `tc-shape tc-${severity}`);
  svg.append(svgElement("path", { d: SHAPES[severity] }));
  if (CUTS[severity]) svg.append(svgElement("path", { d: CUTS[severity], class: "tc-cut" }));
  return svg;
}

function svgElement(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
