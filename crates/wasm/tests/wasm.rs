//! The JavaScript face, in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use protocol::{Answer, Call, Request, Signal, answer, pack, unpack};
use tfe_check::report::Report;
use tfe_check::{Document, Options};
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A finding after characters that are longer in UTF-8 than in UTF-16.
const TEXT: &str =
    "# 😀é\npath \"transit/keys/archivist_kdf\" {\n  capabilities = [\"upadte\"]\n}\n";

fn documents() -> Vec<Document> {
    vec![Document::new("tfe.hcl", TEXT)]
}

/// `check` as JavaScript calls it; the report as `JSON.stringify` writes it.
fn check(documents: &str, options: Option<&str>) -> Result<String, String> {
    let parse = |json: &str| js_sys::JSON::parse(json).unwrap();
    let documents = parse(documents).unchecked_into();
    let options = options.map(|json| parse(json).unchecked_into());
    match wasm::check(documents, options) {
        Ok(report) => Ok(js_sys::JSON::stringify(&report.into()).unwrap().into()),
        Err(error) => {
            let said = js_sys::Reflect::get(&JsValue::from(error), &"message".into()).unwrap();
            Err(said.as_string().unwrap())
        }
    }
}

fn as_json() -> String {
    serde_json::json!([{ "name": "tfe.hcl", "text": TEXT }]).to_string()
}

#[wasm_bindgen_test]
fn the_version_is_the_crates() {
    assert_eq!(wasm::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn the_report_is_the_command_lines_to_the_byte() {
    let native = tfe_check::check(&documents(), &Options::default());
    assert!(!native.documents[0].findings.is_empty());
    assert_eq!(check(&as_json(), None).unwrap(), serde_json::to_string(&native).unwrap());
}

#[wasm_bindgen_test]
fn offsets_count_as_javascript_counts_when_asked() {
    let bytes: Report = serde_json::from_str(&check(&as_json(), None).unwrap()).unwrap();
    let options = Some(r#"{ "positions": "utf16" }"#);
    let units: Report = serde_json::from_str(&check(&as_json(), options).unwrap()).unwrap();
    let text: Vec<u16> = TEXT.encode_utf16().collect();
    let pairs = bytes.documents[0].findings.iter().zip(&units.documents[0].findings);
    let mut moved = 0;
    for (byte, unit) in pairs {
        let units = String::from_utf16(&text[unit.span.start..unit.span.end]).unwrap();
        assert_eq!(units, TEXT[byte.span.start..byte.span.end]);
        assert_eq!((unit.span.line, unit.span.column), (byte.span.line, byte.span.column));
        moved += usize::from(unit.span.start != byte.span.start);
    }
    assert!(moved > 0);
}

#[wasm_bindgen_test]
fn options_choose_versions_and_wrong_arguments_are_named() {
    let report = check(&as_json(), Some(r#"{ "vault": "1.19" }"#)).unwrap();
    assert!(report.contains(r#""vault":"1.19""#));
    assert!(
        check(r#"[{ "name": "a", "text": "", "kind": "cheese" }]"#, None)
            .unwrap_err()
            .contains("cheese")
    );
    assert!(check("{}", None).is_err());
}

#[wasm_bindgen_test]
fn questions_and_answers_survive_the_way_through_javascript() {
    let request =
        Request::Check { documents: documents(), together: 1, options: Options::default() };
    let call = Call { id: 7, request };
    let call: Call = unpack(&pack(&call).unwrap()).unwrap();
    let reply = Signal::Reply { id: call.id, answer: Box::new(answer(call.request)) };
    let reply: Signal = unpack(&pack(&reply).unwrap()).unwrap();
    let Signal::Reply { id: 7, answer } = reply else { unreachable!("not the reply: {reply:?}") };
    let Answer::Checked { report, views, untried: false } = *answer else {
        unreachable!("not the answer: {answer:?}")
    };
    assert_eq!(report, tfe_check::check(&documents(), &Options::default()));
    assert_eq!(views, [tfe_check::view(&documents()[0], &Options::default())]);
    assert_eq!(unpack::<Signal>(&JsValue::from("something else")), None);
}

#[wasm_bindgen_test]
fn a_newer_check_replaces_a_waiting_one_and_nothing_else() {
    let check =
        || Request::Check { documents: documents(), together: 1, options: Options::default() };
    let preview =
        || Request::Preview { document: Document::default(), options: Options::default() };
    assert!(check().replaces(&check()) && preview().replaces(&preview()));
    assert!(!check().replaces(&preview()) && !preview().replaces(&check()));
    assert!(!Request::Ping.replaces(&check()) && !check().replaces(&Request::Ping));
}
