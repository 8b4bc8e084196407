//! Every problem at once, at its exact place, and with the fix that is surely meant.

use text::{Edit, EditSet};
use vault_policy::{Capability, Document, ProblemKind, VaultLine, parse};

/// The text after all fixes.
fn fixed(text: &str, document: &Document) -> String {
    let edits: Vec<Edit> = document
        .problems
        .iter()
        .flat_map(|p| p.fix.iter().flat_map(|fix| fix.edits().to_vec()))
        .collect();
    EditSet::new(edits).unwrap().apply(text).unwrap()
}

/// All that is wrong in a rule is put right at once.
#[test]
fn slips_in_keys_and_in_their_values_are_found_together() {
    let rule = "path \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n";
    for broken in [
        "path \"a\" {\n  capabilites = [\"raed\", \"list\"]\n}\n",
        "pat \"a\" {\n  Capabilities = [\"Read\", \"list\"]\n}\n",
    ] {
        let document = parse(broken);
        assert!(document.problems.len() > 1, "{broken}");
        assert_eq!(fixed(broken, &document), rule, "{broken}");
    }
}

/// A missing quote belongs to the beginning of the value, whatever that begins with.
#[test]
fn a_value_without_its_quotes_gets_them() {
    let text = |value: &str| format!("path \"a\" {{\n  max_wrapping_ttl = {value}\n}}\n");
    for broken in ["1h\"", "1h", "\"1h", "\"1h'"] {
        let broken = text(broken);
        assert_eq!(fixed(&broken, &parse(&broken)), text("\"1h\""), "{broken}");
    }
    let text = |value: &str| {
        format!("path \"a\" {{\n  allowed_parameters = {{\n    \"b\" = [{value}]\n  }}\n}}\n")
    };
    for (broken, right) in [
        ("24h\"", "\"24h\""),
        ("\"x\", *.example.com\"", "\"x\", \"*.example.com\""),
        ("\"*.example.com', \"x\"", "\"*.example.com\", \"x\""),
    ] {
        let broken = text(broken);
        assert_eq!(fixed(&broken, &parse(&broken)), text(right), "{broken}");
    }
}

/// Words after a value may be a comment without its `#`.
#[test]
fn words_behind_a_value_are_not_made_a_setting() {
    let text = "path \"a\" {\n  capabilities = [\"deny\"]  audit 12\n}\n";
    let document = parse(text);
    assert!(!document.problems.is_empty());
    assert_eq!(fixed(text, &document), text);
}

#[test]
fn a_slip_is_one_problem_with_its_fix() {
    let rule = "path \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n";
    for broken in [
        "path \"a\" {\n  capabilities = [\"read\" \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read, \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list]\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", list\"]\n}\n",
        "path \"a\" {\n  capabilities = [read\", \"list\"]\n}\n",
        "path \"a {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path a\" {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [“read”, \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read”, \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read”, “list\"]\n}\n",
        "path 'a' {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path \"a\"\u{a0}{\n  capabilities = [\"read\", \"list\"]\n}\n",
        "\u{feff}path \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list\"];\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list\"],,\n}\n",
        "path \"a\" {\n  capabilities = [\"read\"， \"list\"]\n}\n",
        "path \"a\" {\n  capabilities: [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities := [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities => [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities == [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = (\"read\", \"list\")\n}\n",
        "path \"a\" {\n  capabilities = {\"read\", \"list\"}\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list\"}\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list\")\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list\"\n}\n",
        "path \"a\" {\n  capabilities = \"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = \"read\", \"list\"\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", list]\n}\n",
        "path \"a\" {\n  capabilities = [\"read,list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"READ\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"raed\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilites = [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  Capabilities = [\"read\", \"list\"]\n}\n",
        "paht \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list\"]\n",
        "path \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n}\n",
        "path \"a\"\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path = \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path \"a\" = {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path: \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "```hcl\npath \"a\" {\n  capabilities = [\"read\", \"list\"]\n}\n",
        "path /a {\n  capabilities = [\"read\", \"list\"]\n}\n",
    ] {
        let document = parse(broken);
        assert_eq!(document.problems.len(), 1, "{broken}\n{:#?}", document.problems);
        let new = fixed(broken, &document);
        let after = parse(&new);
        assert_eq!(after.problems, [], "{broken}\n{new}");
        let expected = parse(rule);
        assert_eq!(after.rules.len(), 1, "{new}");
        assert_eq!(after.rules[0].read.capabilities, expected.rules[0].read.capabilities, "{new}");
        assert_eq!(after.rules[0].read.pattern, expected.rules[0].read.pattern, "{new}");
        // What was meant was understood before the fix, names apart that nobody knows.
        if !broken.contains("capabilites") && !broken.contains("Cap") && !broken.contains("paht") {
            assert_eq!(document.rules.len(), 1, "{broken}");
            assert_eq!(document.rules[0].path.value.trim_start_matches('/'), "a", "{broken}");
        }
    }
}

#[test]
fn a_slip_does_not_swallow_what_follows() {
    let good =
        "path \"b\" {\n  capabilities = [\"update\"]\n}\npath \"c/*\" { policy = \"read\" }\n";
    for broken in [
        "path \"a\" {\n  capabilities = [\"read\" \"list\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read]\n}\n",
        "path \"a {\n  capabilities = [\"read\"]\n}\n",
        "path \"a\" {\n  capabilities = [\"read\"]\n\n",
        "path \"a\" {\n  capabilities = [\"read\"\n\n",
        "path \"a\" {\n  capabilities = \n}\n",
        "path \"a\" {\n  capabilities\n}\n",
        "path \"a\"\n  capabilities = [\"read\"]\n}\n",
        "path a/b/* {\n  capabilities = [\"read\"]\n}\n",
        "  capabilities = [\"read\"]\n}\n",
        "path \"a\" {\n  comment = \"${\"\n}\n",
        "path \"a\" {\n  comment = <<X\nno end\n}\n",
        "path \"a\" {\n  capabilities = [\"read\", %%, \"list\"]\n}\n",
        "resource \"x\" \"y\" {\n}\n",
        "@@@ ??? ###\n",
        "path {{{ [[[ \n}}}\n",
    ] {
        let text = format!("{broken}{good}");
        let document = parse(&text);
        assert!(!document.accepted(VaultLine::V1_21), "{text}");
        let paths: Vec<&str> = document.rules.iter().map(|r| r.path.value.as_str()).collect();
        assert!(paths.ends_with(&["b", "c/*"]), "{text}\n{paths:?}\n{:#?}", document.problems);
        let b = document.rules.iter().find(|r| r.path.value == "b").unwrap();
        assert!(b.read.capabilities.contains(Capability::Update), "{text}");
    }
}

#[test]
fn all_problems_are_reported_at_once_in_order() {
    let text = "path \"a\" {\n  capabilities = [\"raed\" \"list\"]\n  descrption = 1;\n}\npath \"b+*\" { min_wrapping_ttl = \"1w\" policy = \"wirte\" }\nfoo = 1\n";
    let document = parse(text);
    let told: Vec<(&str, String)> =
        document.problems.iter().map(|p| (p.span.of(text), format!("{:?}", p.kind))).collect();
    let found: Vec<&str> = told.iter().map(|(place, _)| *place).collect();
    let expected =
        ["\"raed\"", "\"list\"", "descrption", ";", "\"b+*\"", "\"1w\"", "\"wirte\"", "foo"];
    assert_eq!(found, expected, "{told:#?}");
    assert!(document.problems.is_sorted_by_key(|p| p.span.start));
}

#[test]
fn the_first_of_two_equal_keys_is_named() {
    let text = "path \"a\" {\n  policy = \"read\"\n  policy = \"deny\"\n}\n";
    let document = parse(text);
    assert_eq!(document.problems.len(), 1);
    let ProblemKind::DuplicateAttribute { key, first } = &document.problems[0].kind else {
        panic!("{:?}", document.problems);
    };
    assert_eq!((key.as_str(), first.start), ("policy", 13));
    assert!(!document.accepted(VaultLine::V1_21));
    let old = document.policy(VaultLine::V1_20).unwrap();
    assert!(old.rules[0].capabilities.denies(), "the last one counts");
}

#[test]
fn up_to_1_19_an_error_at_a_brace_was_swallowed() {
    for (text, rules, granted) in [
        ("path \"a\" {\n  capabilities = [\"read\"}\n}\n", 1, 0),
        ("path \"a\" {\n  policy = \"read\"\n  capabilities = }\n}\n", 1, 2),
        ("path \"a\" {\n  comment = [[\"x\"}\n}\npath \"b\" { policy = \"read\" }", 2, 0),
    ] {
        let document = parse(text);
        assert!(!document.accepted(VaultLine::V1_20), "{text}");
        let old = document.policy(VaultLine::UpTo1_19).unwrap();
        assert_eq!(old.rules.len(), rules, "{text}");
        assert_eq!(old.rules[0].capabilities.iter().count(), granted, "{text}");
    }
    for text in [
        "path \"a\" { capabilities = [\"read\" }",
        "path \"a\" { capabilities }\n}",
        "path \"a\" { capabilities = [\"read\"} } # \u{0}",
        "path \"a\" { capabilities = [\"raed\"] comment = [} }",
    ] {
        assert!(!parse(text).accepted(VaultLine::UpTo1_19), "{text}");
    }
}

#[test]
fn every_byte_belongs_to_a_token_or_is_white_space() {
    for text in [
        "# c\npath \"a\" {\r\n  capabilities = [\"read\", 1, true] // d\n}\n/* e */ x = <<A\nb\nA\n",
        "{ \"path\": { \"a\": { \"policy\": null } } }",
    ] {
        let mut done = 0;
        for token in parse(text).tokens() {
            assert!(text[done..token.span.start].trim().is_empty());
            assert!(!token.span.is_empty());
            done = token.span.end;
        }
        assert!(text[done..].trim().is_empty());
    }
}

#[test]
fn json_mode_tells_what_it_does_not_read() {
    let text = "{\"path\":{\"a\":{\"policy\":\"read\"}}} path \"b\" {}";
    let document = parse(text);
    assert!(document.accepted(VaultLine::V1_21));
    assert_eq!(document.ignored.unwrap().of(text), " path \"b\" {}");
    assert_eq!(document.rules[0].span.of(text), "\"a\":{\"policy\":\"read\"}");
}

#[test]
fn json_mode_tells_where_a_comma_is_missing() {
    let text = r#"{"path": {"a": {"capabilities": ["read"] "policy": "deny"}, "b": {}}}"#;
    let document = parse(text);
    assert!(document.accepted(VaultLine::V1_21));
    let stop = document.stop.unwrap();
    assert_eq!((stop.next.of(text), &text[stop.after - 1..stop.after]), ("\"policy\"", "]"));
    assert!(stop.is_member);
    for fine in [text.replace("] ", "], "), r#"{"path": {"a": {"capabilities": ["read"]"#.into()] {
        assert_eq!(parse(&fine).stop, None, "{fine}");
    }
}

#[test]
fn json_mode_tells_where_a_colon_or_a_bracket_is_missing() {
    let right = r#"{"path": {"a": {"capabilities": ["read"]}, "b": {"capabilities": []}}}"#;
    for wrong in [right.replace("\"a\":", "\"a\""), right.replace("ies\": [\"", "ies\" [\"")] {
        let document = parse(&wrong);
        assert!(!document.accepted(VaultLine::V1_21));
        assert_eq!(document.problems[0].kind, ProblemKind::MissingColon);
        assert_eq!(fixed(&wrong, &document), right);
    }
    let wrong = right.replace("[\"read\"]", "[\"read\"");
    let document = parse(&wrong);
    assert!(document.accepted(VaultLine::V1_21));
    let stop = document.stop.unwrap();
    assert!(stop.is_list && &wrong[stop.after - 1..stop.after] == "\"");
}

#[test]
fn a_map_of_parameters_ends_before_a_key_of_the_rule() {
    let right = "path \"a\" {\n  allowed_parameters = {\n    \"b\" = []\n  }\n  capabilities = [\"update\"]\n}\n";
    let wrong = right.replace("[]\n  }\n", "[]\n");
    assert_eq!(fixed(&wrong, &parse(&wrong)), right);
    let wrong = right.replace("[]\n", "[\n");
    let after = parse(&fixed(&wrong, &parse(&wrong)));
    assert_eq!(after.rules[0].read, parse(right).rules[0].read, "{wrong}");
    // Where no brace is missing, it is a parameter of that name.
    let own = right.replace("\"b\" = []", "capabilities = []");
    assert_eq!(parse(&own).problems, []);
}

#[test]
fn json_mode_gives_back_the_quotes_of_a_word() {
    let right = r#"{"path": {"a": {"capabilities": ["read", "list"]}}}"#;
    for wrong in [right.replace("\"list\"", "list\""), right.replace("\"list\"", "list")] {
        assert_eq!(fixed(&wrong, &parse(&wrong)), right);
    }
}
