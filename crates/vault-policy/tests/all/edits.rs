//! Edits keep the style of the text, and do what they say: every one is read again.

use vault_policy::edit::{NewRule, add_capabilities, insert_rules, remove_capability};
use vault_policy::{Capability, VaultLine, parse};

fn added(text: &str, words: &[&str]) -> String {
    let document = parse(text);
    let wanted: Vec<_> = words.iter().map(|w| Capability::of_word(w).unwrap()).collect();
    let edits = add_capabilities(text, &document.rules[0], &wanted).unwrap();
    let new = edits.apply(text).unwrap();
    let after = parse(&new);
    assert!(after.accepted(VaultLine::V1_21), "{new}\n{:?}", after.problems);
    let before = document.rules[0].read.capabilities;
    let expected = before.union(wanted.into_iter().collect());
    assert_eq!(after.rules[0].read.capabilities, expected, "{new}");
    assert_eq!(after.comments.len(), document.comments.len(), "{new}");
    new
}

#[test]
fn a_list_keeps_its_style() {
    for (text, expected) in [
        (
            "path \"a\" { capabilities = [\"read\"] }",
            "path \"a\" { capabilities = [\"read\", \"list\"] }",
        ),
        (
            "path \"a\" { capabilities = [\"read\", ] }",
            "path \"a\" { capabilities = [\"read\", \"list\", ] }",
        ),
        ("path \"a\" { capabilities = [] }", "path \"a\" { capabilities = [\"list\"] }"),
        (
            "path \"a\" {\n  capabilities = [\n    \"read\",\n    \"update\", # why\n  ]\n}\n",
            "path \"a\" {\n  capabilities = [\n    \"read\",\n    \"update\", # why\n    \"list\",\n  ]\n}\n",
        ),
        (
            "path \"a\" {\r\n\tcapabilities = [\r\n\t\t\"read\" // why\r\n\t]\r\n}\r\n",
            "path \"a\" {\r\n\tcapabilities = [\r\n\t\t\"read\", // why\r\n\t\t\"list\"\r\n\t]\r\n}\r\n",
        ),
        (
            "path \"a\" {\n  capabilities = [\n    \"read\"\n  ]\n}\n",
            "path \"a\" {\n  capabilities = [\n    \"read\",\n    \"list\"\n  ]\n}\n",
        ),
        (
            "path \"a\" {\n  capabilities = [\"read\",\n    \"update\"]\n}\n",
            "path \"a\" {\n  capabilities = [\"read\",\n    \"update\", \"list\"]\n}\n",
        ),
        (
            "{\"path\":{\"a\":{\"capabilities\":[\"read\"]}}}",
            "{\"path\":{\"a\":{\"capabilities\":[\"read\", \"list\"]}}}",
        ),
    ] {
        assert_eq!(added(text, &["list", "list"]), expected);
    }
    let two = "path \"a\" {\n  capabilities = [\n    \"read\"\n  ]\n}\n";
    assert!(added(two, &["list", "update"]).contains("\"read\",\n    \"list\",\n    \"update\"\n"));
}

#[test]
fn a_missing_list_is_created() {
    for (text, expected) in [
        ("path \"a\" {}", "path \"a\" { capabilities = [\"list\"] }"),
        ("path \"a\" { }", "path \"a\" { capabilities = [\"list\"] }"),
        ("path \"a\" {\n}\n", "path \"a\" {\n  capabilities = [\"list\"]\n}\n"),
        (
            "path \"a\" { # note\n\tpolicy = \"read\"\n}",
            "path \"a\" { # note\n\tcapabilities = [\"sudo\"]\n\tpolicy = \"read\"\n}",
        ),
        (
            "{\"path\":{\"a\":{\"comment\":\"x\"}}}",
            "{\"path\":{\"a\":{ \"capabilities\": [\"list\"],\"comment\":\"x\"}}}",
        ),
    ] {
        let word = if expected.contains("sudo") { "sudo" } else { "list" };
        assert_eq!(added(text, &[word]), expected);
    }
}

#[test]
fn what_is_granted_already_needs_no_edit_and_deny_allows_none() {
    let text = "path \"a\" { policy = \"write\" }";
    let edits = add_capabilities(text, &parse(text).rules[0], &[Capability::Read]).unwrap();
    assert!(edits.is_empty());
    for text in ["path \"a\" { policy = \"deny\" }", "path \"a\" { capabilities = \"read\" }"] {
        assert_eq!(add_capabilities(text, &parse(text).rules[0], &[Capability::List]), None);
    }
}

#[test]
fn a_capability_goes_without_a_trace() {
    for (text, expected) in [
        ("[\"sudo\", \"read\"]", "[\"read\"]"),
        ("[\"read\", \"sudo\"]", "[\"read\"]"),
        ("[\"read\", \"sudo\", \"list\"]", "[\"read\", \"list\"]"),
        ("[\"read\", \"sudo\", ]", "[\"read\", ]"),
        ("[\"sudo\"]", "[]"),
        ("[\"sudo\", \"sudo\"]", "[]"),
        ("[\"read\", \"sudo\", \"sudo\"]", "[\"read\"]"),
        ("[\n  \"read\",\n  \"sudo\",\n  \"list\"\n]", "[\n  \"read\",\n  \"list\"\n]"),
        ("[\n  \"read\", # r\n  \"sudo\"\n]", "[\n  \"read\", # r\n]"),
        ("[\n  \"sudo\", # s\n  \"read\"\n]", "[\n   # s\n  \"read\"\n]"),
    ] {
        let wrap = |list: &str| format!("path \"a\" {{ capabilities = {list} }}");
        let text = wrap(text);
        let document = parse(&text);
        let edits = remove_capability(&text, &document.rules[0], Capability::Sudo).unwrap();
        let new = edits.apply(&text).unwrap();
        assert_eq!(new, wrap(expected));
        let after = parse(&new);
        assert!(after.accepted(VaultLine::V1_21), "{new}");
        assert!(!after.rules[0].read.capabilities.contains(Capability::Sudo));
        assert_eq!(after.comments.len(), document.comments.len());
    }
    let text = "path \"a\" { policy = \"sudo\" }";
    assert_eq!(remove_capability(text, &parse(text).rules[0], Capability::Sudo), None);
}

fn inserted(text: &str, after: Option<usize>) -> String {
    let document = parse(text);
    let rule = NewRule {
        comment: Some("Backups".into()),
        path: "new".into(),
        capabilities: vec![Capability::Read, Capability::List],
    };
    let edits = insert_rules(text, &document, after, std::slice::from_ref(&rule)).unwrap();
    let new = edits.apply(text).unwrap();
    let result = parse(&new);
    assert!(result.accepted(VaultLine::V1_21), "{new}\n{:?}", result.problems);
    assert_eq!(result.rules.len(), document.rules.len() + 1, "{new}");
    let expected = after.map_or(document.rules.len(), |after| after + 1);
    assert_eq!(result.rules[expected].path.value, "new", "{new}");
    new
}

#[test]
fn rules_are_added_in_the_style_of_the_text() {
    let rule = "# Backups\npath \"new\" {\n    capabilities = [\"read\", \"list\"]\n}\n";
    let text = "path \"a\" {\n    policy = \"read\"\n}\n";
    assert_eq!(inserted(text, None), format!("{text}\n{rule}"));
    assert_eq!(inserted(text.trim_end(), None), format!("{text}\n{rule}"));
    assert_eq!(inserted("", None), rule.replace("    ", "  "));
    let two = format!("{text}\npath \"b\" {{ policy = \"read\" }} # b\n");
    assert!(inserted(&two, Some(0)).contains(&format!("{text}\n{rule}\npath \"b\"")));
    assert!(inserted(&two, Some(1)).ends_with(&format!("# b\n\n{rule}")));
    let crlf = text.replace('\n', "\r\n");
    assert!(!inserted(&crlf, None).replace("\r\n", "").contains('\n'));
    inserted("path \"a\" { policy = \"read\" }, path \"b\" { policy = \"read\" }", Some(0));
    inserted("path \"a\" {\r policy = \"read\"\r}\r", None);
    inserted("# only a comment", None);
}

#[test]
fn rules_are_added_to_json() {
    let text = "{\n  \"path\": {\n    \"a\": { \"policy\": \"read\" }\n  }\n}\n";
    let new = inserted(text, None);
    assert!(
        new.contains("},\n    \"new\": { \"capabilities\": [\"read\", \"list\"] }\n  }"),
        "{new}"
    );
    inserted("{\"path\":{\"a\":{\"policy\":\"read\"}}}", Some(0));
    let empty = "{}";
    let rule = NewRule { comment: None, path: "a".into(), capabilities: vec![] };
    assert_eq!(insert_rules(empty, &parse(empty), None, &[rule]), None);
}
