//! Sessions of an editor with the language server, through its pipes.

use crate::support;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::editor::{Editor, initialize};
use support::{WHOLE, files, run_in, with, without};

const UTF16: &[&str] = &["utf-16"];

fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}/{name}", folder.display())
}

fn rules(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

fn place(line: usize, character: usize) -> Value {
    json!({ "line": line, "character": character })
}

/// A text after the edits of an action, whose places count UTF-16 units.
fn edited(text: &str, action: &Value) -> String {
    let edits = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
    let offset = |place: &Value| {
        let number = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let mut units = 0;
        let column = text[start..].char_indices().find(|(_, c)| {
            let is_there = units >= number("character");
            units += c.len_utf16();
            is_there
        });
        start + column.map_or(text.len() - start, |(at, _)| at)
    };
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        let (start, end) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        out.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    out
}

fn actions(editor: &mut Editor, uri: &str, range: &Value, only: Option<&str>) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if let Some(kind) = only {
        context["only"] = json!([kind]);
    }
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    editor.ask("textDocument/codeAction", &params)["result"].as_array().unwrap().clone()
}

#[test]
fn a_policy_is_checked_fixed_and_explained_while_it_is_typed() {
    let folder = files("lsp", &[]);
    let tfe = uri(&folder, "tfe.hcl");
    let args = ["--rule-pages", "https://example.com/{rule}.html"];
    let mut editor = Editor::session(&folder, &args, UTF16);
    let before = without(&["backup/atlas"]);
    editor.open(&tfe, &before);
    let found = editor.findings(&tfe, 1);
    assert_eq!(rules(&found), ["transit-backup-missing"], "{found:?}");
    // A key press before the word that is checked: 😀 is two units.
    let line = before.lines().position(|l| l.contains("sys/mounts")).unwrap();
    let added = "# 😀\npath \"sys/mounts\" { /* 😀 */ capabilities = [\"raed\"] }\n";
    let range = json!({ "start": place(line, 0), "end": place(line + 1, 0) });
    editor.change(&tfe, 2, &json!([{ "range": range, "text": added }]));
    let found = editor.findings(&tfe, 2);
    let wrong = found.iter().find(|f| f["code"] == "unknown-capability").unwrap();
    let column = added.lines().nth(1).unwrap().split("raed").next().unwrap();
    let units = column.encode_utf16().count();
    let range = json!({ "start": place(line + 1, units), "end": place(line + 1, units + 4) });
    // The quotes belong to the word, or they do not: either way both ends count units.
    assert_eq!(wrong["range"]["start"]["line"], range["start"]["line"]);
    let start = usize::try_from(wrong["range"]["start"]["character"].as_u64().unwrap()).unwrap();
    assert!(units - start <= 1, "{wrong}");
    assert_eq!(wrong["severity"], 1);
    assert_eq!(wrong["source"], "tfe-check");
    assert_eq!(wrong["codeDescription"]["href"], "https://example.com/unknown-capability.html");
    let now = before.replace("path \"sys/mounts\" { capabilities = [\"read\"] }\n", added);
    let offered = actions(&mut editor, &tfe, &wrong["range"], Some("quickfix"));
    let fix = &offered[0];
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 2);
    assert_eq!(edited(&now, fix), now.replace("raed", "read"));
    let all = actions(&mut editor, &tfe, &wrong["range"], Some("source.fixAll"));
    let fixed = run_in(&folder, &["check", "--fix", "-"], &now).1;
    assert_eq!(edited(&now, &all[0]), fixed);
    assert_ne!(fixed, now);
    let at = |line: usize, column: usize| json!({ "textDocument": { "uri": tfe }, "position": place(line, column) });
    let shown = editor.ask("textDocument/hover", &at(line + 1, units + 1));
    let shown = shown["result"]["contents"]["value"].as_str().unwrap().to_owned();
    assert!(shown.contains("not a capability") && shown.contains("Do: "), "{shown}");
    assert!(shown.contains("](https://example.com/unknown-capability.html)"), "{shown}");
    let words = editor.ask("textDocument/completion", &at(line + 1, units));
    let labels: Vec<&str> =
        words["result"].as_array().unwrap().iter().map(|i| i["label"].as_str().unwrap()).collect();
    assert!(labels.contains(&"update"), "{labels:?}");
    editor.change(&tfe, 3, &json!([{ "text": WHOLE }]));
    assert_eq!(editor.findings(&tfe, 3), [] as [Value; 0]);
    editor.tell("textDocument/didClose", &json!({ "textDocument": { "uri": tfe } }));
    assert_eq!(editor.end(), 0);
}

#[test]
fn columns_count_bytes_where_the_editor_can() {
    let folder = files("lsp-utf8", &[]);
    let tfe = uri(&folder, "tfe.hcl");
    let text = format!("{WHOLE}path \"é😀\" {{ capabilities = [\"raed\"] }}\n");
    let columns = ["utf-16", "utf-8"].map(|encoding| {
        let mut editor = Editor::session(&folder, &[], &["utf-32", encoding]);
        editor.open(&tfe, &text);
        let found = editor.findings(&tfe, 1);
        let wrong = found.iter().find(|f| f["code"] == "unknown-capability").unwrap();
        let column = wrong["range"]["start"]["character"].as_u64().unwrap();
        assert_eq!(editor.end(), 0);
        column
    });
    // é is two bytes and one unit, 😀 four bytes and two units.
    assert_eq!(columns[1], columns[0] + 3);
}

#[test]
fn settings_are_completed_and_explained_in_values() {
    let folder = files("lsp-values", &[]);
    let values = uri(&folder, "my%20overrides.yaml");
    let mut editor = Editor::session(&folder, &[], UTF16);
    let text = "image:\n  repository: images.releases.hashicorp.com\n  name: hashicorp/terraform-enterprise\n  tag: 1.0.1\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_OPER\n";
    editor.open(&values, text);
    let at = |line, column| json!({ "textDocument": { "uri": values }, "position": place(line, column) });
    let words = editor.ask("textDocument/completion", &at(7, 12));
    let items = words["result"].as_array().unwrap();
    let mode = items.iter().find(|i| i["label"] == "TFE_OPERATIONAL_MODE").unwrap();
    assert_eq!(mode["textEdit"]["range"]["start"], place(7, 4));
    assert!(mode["documentation"]["value"].as_str().unwrap().len() > 20, "{mode}");
    let shown = editor.ask("textDocument/hover", &at(6, 6));
    assert!(shown["result"]["contents"]["value"].as_str().unwrap().contains("TFE_HOSTNAME"));
    assert_eq!(shown["result"]["range"]["start"], place(6, 4));
    assert!(editor.ask("textDocument/hover", &at(99, 0))["result"].is_null());
    assert_eq!(editor.end(), 0);
}

#[test]
fn of_files_that_are_not_ours_nothing_is_said() {
    let folder = files("lsp-others", &[("tfe.hcl", WHOLE)]);
    let mut editor = Editor::session(&folder, &[], UTF16);
    let others = [
        ("package.json", "{ \"name\": \"x\", \"dependencies\": {} }"),
        ("compose.yaml", "services:\n  web:\n    image: nginx\n"),
        (
            "README.md",
            "# Read me\n\n```hcl\npath \"sys/mounts\" { capabilities = [\"raed\"] }\n```\n",
        ),
        ("main.tf", "resource \"null_resource\" \"x\" {}\n"),
        ("empty.hcl", ""),
    ];
    for (name, text) in others {
        let other = uri(&folder, name);
        editor.open(&other, text);
        // The answer comes after the check.
        let range = json!({ "start": place(0, 0), "end": place(0, 1) });
        assert_eq!(actions(&mut editor, &other, &range, None), [] as [Value; 0], "{name}");
    }
    let said: Vec<&Value> =
        editor.kept().iter().filter(|m| m["method"] == "textDocument/publishDiagnostics").collect();
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(editor.end(), 0);
}

#[test]
fn the_configuration_and_the_files_of_a_folder_count() {
    let half = ["transit/keys", "transit/backup", "transit/restore"];
    let config = "[[ignore]]\nrules = [\"unknown-capability\"]\nfiles = [\"old.hcl\"]\nreason = \"it is going away\"\n";
    let typo = format!("{}path \"kv/x\" {{ capabilities = [\"raed\"] }}\n", without(&half));
    let rest = with(&half);
    let folder = files("lsp-together", &[("tfe-check.toml", config), ("keys.hcl", &rest)]);
    let mut editor = Editor::session(&folder, &[], UTF16);
    let tfe = uri(&folder, "tfe.hcl");
    editor.open(&tfe, &typo);
    // What is missing in it is in the file next to it.
    assert_eq!(rules(&editor.findings(&tfe, 1)), ["unknown-capability"]);
    editor.change(&tfe, 2, &json!([{ "text": without(&half) }]));
    assert_eq!(editor.findings(&tfe, 2), [] as [Value; 0]);
    let keys = uri(&folder, "keys.hcl");
    editor.open(&keys, &without(&["transit"]));
    editor.change(&tfe, 3, &json!([{ "text": typo }]));
    let found = editor.findings(&tfe, 3);
    assert!(found.len() > 1, "what is typed in the other file counts: {found:?}");
    let old = uri(&folder, "old.hcl");
    std::fs::write(folder.join("old.hcl"), &typo).unwrap();
    editor.open(&old, &typo);
    let range = json!({ "start": place(0, 0), "end": place(99, 0) });
    for action in actions(&mut editor, &old, &range, None) {
        assert_ne!(action["diagnostics"][0]["code"], "unknown-capability");
    }
    std::fs::write(folder.join("tfe-check.toml"), "nonsense = 1\n").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    let shown = editor.wait(|m| m["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().contains("tfe-check.toml"), "{shown}");
    assert_eq!(editor.end(), 0);
}

#[test]
fn what_is_not_a_message_does_not_end_the_session() {
    let folder = files("lsp-malformed", &[]);
    let mut editor = Editor::start(&folder, &["--stdio"]);
    let code = |answer: &Value| answer["error"]["code"].as_i64().unwrap();
    let early = editor.ask("textDocument/hover", &json!({}));
    assert_eq!(code(&early), -32002);
    editor.ask("initialize", &initialize(&[]));
    editor.send(b"Content-Length: 9\r\n\r\n{\"secret\"");
    let refused = editor.wait(|m| m["id"].is_null() && m.get("error").is_some());
    assert_eq!(code(&refused), -32700);
    assert!(!refused.to_string().contains("secret"));
    editor.send(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(code(&editor.wait(|m| m["id"].is_null())), -32600);
    let unknown = editor.ask("textDocument/rename", &json!({}));
    assert_eq!(code(&unknown), -32601);
    let wrong = editor.ask("textDocument/hover", &json!({ "textDocument": "hunter2hunter2" }));
    assert_eq!(code(&wrong), -32602);
    assert!(!wrong.to_string().contains("hunter2"), "{wrong}");
    editor.tell("textDocument/didChange", &json!({ "textDocument": 7 }));
    editor.tell("$/setTrace", &json!({ "value": "off" }));
    let page = editor.ask("tfe-check/rulePage", &json!({ "rule": "unknown-capability" }));
    assert!(page["result"]["markdown"].as_str().unwrap().starts_with("# "), "{page}");
    assert_eq!(editor.leave(), 1);
}

#[test]
fn no_message_waits_for_a_check() {
    let folder = files("lsp-long", &[]);
    let mut editor = Editor::session(&folder, &[], UTF16);
    let tfe = uri(&folder, "tfe.hcl");
    let rule = |n: usize| format!("path \"kv/{n}\" {{ capabilities = [\"raed\"] }}\n");
    let long: String = (0..4_000).map(rule).collect();
    let began = Instant::now();
    editor.open(&tfe, &long);
    let range = json!({ "start": place(0, 0), "end": place(0, 60) });
    let params =
        json!({ "textDocument": { "uri": tfe }, "range": range, "context": { "diagnostics": [] } });
    let fixes = editor.request("textDocument/codeAction", &params);
    let hover = json!({ "textDocument": { "uri": tfe }, "position": place(0, 30) });
    let hover = editor.request("textDocument/hover", &hover);
    editor.answer(hover);
    let answered = began.elapsed();
    editor.tell("$/cancelRequest", &json!({ "id": fixes }));
    let cancelled = editor.answer(fixes);
    editor.findings(&tfe, 1);
    let checked = began.elapsed();
    assert!(answered < checked, "{answered:?} {checked:?}");
    // On a fast machine the check may be done before the request is cancelled.
    let is_slow = checked - answered > Duration::from_millis(200);
    assert!(!is_slow || cancelled["error"]["code"] == -32800, "{cancelled}");
    assert_eq!(editor.end(), 0);
}
