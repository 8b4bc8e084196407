//! The border to the editor pane, `web/editor/editor.js`: commands go there, events come back.

use serde::Serialize;
use tfe_check::{Kind, Severity};
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::Element;
use yew::Callback;

use crate::hints;
use crate::model::{DocId, Place, PlacedEdit};

/// What the editor is reported.
#[derive(Serialize)]
#[serde(tag = "do", rename_all = "camelCase")]
pub(crate) enum Command<'a> {
    /// A document is there. It is not shown yet.
    Open { id: DocId, text: &'a str, name: &'a str, language: Language },
    /// This document is the one on screen.
    Show { id: DocId },
    /// A document is gone.
    Close { id: DocId },
    /// A document's name or kind is another one.
    Describe { id: DocId, name: &'a str, language: Language },
    /// All findings of a document.
    Marks { id: DocId, marks: Vec<Mark> },
    /// The chosen finding; `reveal` scrolls there, `focus` puts the cursor on its characters too.
    Choose { id: DocId, key: Option<String>, reveal: Option<Place>, focus: bool },
    /// What is selected, in UTF-16 units of the editor's text.
    Select { id: DocId, from: usize, to: usize },
    /// The line that something outside of the editor speaks of.
    Point { id: DocId, line: Option<usize> },
    /// The marks belong to an older text.
    Stale { id: DocId, stale: bool },
    /// A fix: one step of the editor's undo.
    Change { id: DocId, edits: Vec<PlacedEdit> },
    /// The last change of the document on screen is taken back.
    Undo,
    /// Another text altogether, also one step.
    Replace { id: DocId, text: &'a str },
    /// Long lines are broken, or not.
    Wrap { wrap: bool },
    /// The cursor belongs here.
    Focus,
}

/// What the editor tells.
#[derive(Debug)]
pub(crate) enum Heard {
    /// The text changed.
    Change { id: DocId, edits: Vec<PlacedEdit>, length: usize },
    /// Another text was pasted over all of it.
    Whole { id: DocId, text: String },
    /// The cursor moved; both from 1.
    Cursor { line: usize, column: usize },
    /// The fix in the card of a mark was pressed.
    Fix { id: DocId, key: String },
    /// A mark, marker or dot of the strip was pressed.
    Mark { id: DocId, key: String },
}

/// A finding in the text.
#[derive(Serialize)]
pub(crate) struct Mark {
    /// Comes back when it is pressed.
    pub key: String,
    /// Gives shape and colour.
    pub severity: Severity,
    /// Its own place, then the related ones.
    pub places: Vec<Place>,
    /// What is after the chosen line.
    pub words: String,
    /// What the operator will see.
    pub why: String,
    /// What to do.
    pub action: String,
    /// The button of its fix, where it has one.
    pub fix: Option<String>,
}

/// What the editor colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    /// A policy or Terraform.
    Hcl,
    /// Helm values.
    Yaml,
    /// Anything else.
    Plain,
}

impl From<Option<Kind>> for Language {
    fn from(kind: Option<Kind>) -> Self {
        match kind.map(|kind| kind.language) {
            Some(tfe_check::Language::Hcl) => Self::Hcl,
            Some(tfe_check::Language::Yaml) => Self::Yaml,
            Some(tfe_check::Language::Plain) | None => Self::Plain,
        }
    }
}

#[wasm_bindgen]
extern "C" {
    type Pane;
    #[wasm_bindgen(js_namespace = tfeCheckEditor)]
    fn create(host: &Element, hear: &JsValue, know: &JsValue) -> Pane;
    #[wasm_bindgen(method, js_name = run)]
    fn run_json(this: &Pane, command: &str);
    #[wasm_bindgen(method, js_name = text)]
    fn text_of(this: &Pane, id: DocId) -> Option<String>;

    /// What the editor tells, as `web/editor/` makes it. Read field by field: a reader for any JSON
    /// would be a good part of the page.
    type Told;
    #[wasm_bindgen(method, getter)]
    fn event(this: &Told) -> String;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Told) -> DocId;
    #[wasm_bindgen(method, getter)]
    fn edits(this: &Told) -> Vec<ToldEdit>;
    #[wasm_bindgen(method, getter)]
    fn length(this: &Told) -> usize;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Told) -> String;
    #[wasm_bindgen(method, getter)]
    fn line(this: &Told) -> usize;
    #[wasm_bindgen(method, getter)]
    fn column(this: &Told) -> usize;
    #[wasm_bindgen(method, getter)]
    fn key(this: &Told) -> String;

    type ToldEdit;
    #[wasm_bindgen(method, getter)]
    fn place(this: &ToldEdit) -> Vec<u32>;
    #[wasm_bindgen(method, getter)]
    fn insert(this: &ToldEdit) -> String;
}

fn heard(told: &Told) -> Option<Heard> {
    Some(match told.event().as_str() {
        "change" => {
            let edits = told.edits().iter().map(edit).collect::<Option<_>>()?;
            Heard::Change { id: told.id(), edits, length: told.length() }
        }
        "whole" => Heard::Whole { id: told.id(), text: told.text() },
        "cursor" => Heard::Cursor { line: told.line(), column: told.column() },
        "fix" => Heard::Fix { id: told.id(), key: told.key() },
        "mark" => Heard::Mark { id: told.id(), key: told.key() },
        _ => return None,
    })
}

fn edit(told: &ToldEdit) -> Option<PlacedEdit> {
    let place: [u32; 4] = told.place().try_into().ok()?;
    let [line, column, end_line, end_column] = place.map(|n| n as usize);
    Some(PlacedEdit { place: Place(line, column, end_line, end_column), insert: told.insert() })
}

/// The editor pane. One for the page, whatever document is shown.
pub(crate) struct Editor {
    pane: Pane,
    _hear: Closure<dyn FnMut(Told)>,
    _know: Closure<Know>,
}

/// What is asked (`hint`, `choices`), language, text, place in UTF-16 units.
type Know = dyn Fn(String, String, String, usize) -> Option<String>;

impl Editor {
    /// Builds it into an element that has no shadow root yet.
    pub(crate) fn new(host: &Element, told: Callback<Heard>) -> Self {
        let hear = Closure::<dyn FnMut(Told)>::new(move |event: Told| {
            if let Some(event) = heard(&event) {
                told.emit(event);
            }
        });
        let know = Closure::<Know>::new(|question: String, language: String, text: String, at| {
            hints::answer(&question, &language, &text, at)
        });
        let pane = create(host, hear.as_ref(), know.as_ref());
        Self { pane, _hear: hear, _know: know }
    }

    /// Tells it something.
    pub(crate) fn run(&self, command: &Command<'_>) {
        if let Ok(json) = serde_json::to_string(command) {
            self.pane.run_json(&json);
        }
    }

    /// The text as the editor has it, with `\n` as line end.
    pub(crate) fn text(&self, id: DocId) -> Option<String> {
        self.pane.text_of(id)
    }
}
