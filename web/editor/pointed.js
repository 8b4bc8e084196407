// The line that a row beside the editor speaks of, as long as the pointer or the keyboard is on that row.
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass } from "@codemirror/view";

/** The offset of the line's first character, or null. */
export const pointed = StateEffect.define();

const line = Decoration.line({ class: "tc-pointed" });

class PointedGutter extends GutterMarker {
  elementClass = "tc-pointed";
}
const gutter = new PointedGutter();

/** Shows the line. */
export const pointing = StateField.define({
  create: () => null,
  update(value, { changes, effects }) {
    for (const effect of effects) if (effect.is(pointed)) return effect.value;
    return value === null ? null : changes.mapPos(value);
  },
  provide: (field) => [
    EditorView.decorations.from(field, (at) => (at === null ? Decoration.none : Decoration.set(line.range(at)))),
    gutterLineClass.from(field, (at) => (at === null ? RangeSet.empty : RangeSet.of(gutter.range(at)))),
  ],
});
