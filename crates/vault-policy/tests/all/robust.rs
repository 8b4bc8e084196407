//! Any text gives a result, in time that grows with its length.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use vault_policy::{Acl, Operation, Request, VaultLine, edit, parse, parse_bytes, unflatten};

/// Everything one can do with a text.
fn use_all(text: &str) {
    let document = parse(text);
    for line in VaultLine::ALL {
        assert_eq!(document.accepted(line), document.policy(line).is_some());
        assert_eq!(document.accepted(line), document.first_problem(line).is_none());
    }
    for problem in &document.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
        if let Some(fix) = &problem.fix {
            fix.apply(text).unwrap();
        }
    }
    let mut done = 0;
    for token in document.tokens() {
        assert!(token.span.start >= done && text.get(token.span.start..token.span.end).is_some());
        done = token.span.end;
    }
    let policy = document.as_read();
    assert_eq!(policy.rules.len(), document.rules.len());
    let acl = Acl::new([&policy], None, VaultLine::V1_21);
    for rule in document.rules.iter().take(3) {
        for part in [rule.span, rule.path.span, rule.body] {
            assert!(text.get(part.start..part.end).is_some());
        }
        let request = Request::new(Operation::Update, &rule.path.value);
        if !acl.check(&request).allowed {
            acl.alternatives(&request);
        }
    }
    document.swallowed(text);
    unflatten(text);
}

const BASES: [&str; 3] = [
    "# c\npath \"a/*\" {\n  capabilities = [\"read\", \"list\"] # d\n  min_wrapping_ttl = \"1h\"\n  allowed_parameters = { \"x\" = [1, \"y*\", [true]], z = [] }\n}\nname = \"n\"\n",
    "path \"s/{{identity.entity.id}}/+\" {\n  policy = \"write\"\n  control_group {\n    ttl = 1.5\n    factor \"f\" {\n      identity { group_names = [\"g\"] approvals = 0x1 }\n    }\n  }\n  comment = <<-X\n    a ${\"b\"}\n    X\n}\n",
    "{\"path\": {\"a\": {\"capabilities\": [\"read\", 1e3], \"comment\": null}, \"b\": {\"denied_parameters\": {\"x\": [{}]}}}}",
];

#[test]
fn an_escape_that_ends_in_a_long_character_has_whole_characters() {
    for text in ["\"\\U𞹤\"", "\"\\x4𞹤\"", "\"\\𞹤\"", "{\"\\u12𞹤\": 1}", "\"\\"] {
        use_all(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        use_all(&text);
    }

    #[test]
    fn anything_of_the_language_is_read(text in "[a-z\"'{}\\[\\](),=:#/*<\\\\$ \n\r0-9.e+-]{0,60}") {
        use_all(&text);
        use_all(&format!("path \"a\" {{{text}}}"));
        use_all(&format!("{{{text}"));
    }

    #[test]
    fn damaged_policies_are_read(
        base in 0..BASES.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, "[\"{}\\[\\],=\n“”\u{a0}$#]{0,2}"), 1..4),
    ) {
        let mut chars: Vec<char> = BASES[base].chars().collect();
        for (at, length, insert) in cuts {
            let at = at.index(chars.len() + 1);
            let end = (at + length).min(chars.len());
            chars.splice(at..end, insert.chars());
        }
        use_all(&chars.into_iter().collect::<String>());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let document = parse_bytes(&bytes);
        let json = document.ignored.is_some();
        prop_assert!(json || std::str::from_utf8(&bytes).is_ok() || !document.problems.is_empty());
    }

    #[test]
    fn added_capabilities_are_granted(base in 0..BASES.len()) {
        let document = parse(BASES[base]);
        prop_assume!(document.accepted(VaultLine::V1_21));
        for rule in &document.rules {
            let all = vault_policy::Capability::ALL;
            if let Some(edits) = edit::add_capabilities(BASES[base], rule, &all[1..]) {
                let new = edits.apply(BASES[base]).unwrap();
                prop_assert!(parse(&new).accepted(VaultLine::V1_21), "{}", new);
            }
        }
    }
}

/// Far above what is needed in a debug build on a busy machine, far below what a quadratic step
/// would take.
fn in_time(what: &str, text: &str) {
    let start = Instant::now();
    let document = parse(text);
    document.tokens();
    unflatten(text);
    assert!(start.elapsed() < Duration::from_secs(20), "{what}: {:?}", start.elapsed());
}

#[test]
fn deep_nesting_neither_overflows_nor_stalls() {
    let deep = |n: usize, open: &str, close: &str| format!("{}{}", open.repeat(n), close.repeat(n));
    let nested = format!("path \"a\" {{ comment = {} }}", deep(200, "[", "]"));
    assert!(parse(&nested).accepted(VaultLine::V1_21));
    let nested = format!("path \"a\" {{ allowed_parameters = {{ x = {} }} }}", deep(60, "[", "]"));
    assert!(parse(&nested).accepted(VaultLine::V1_21));
    for text in [
        "[".repeat(500_000),
        format!("x = {}", "[".repeat(500_000)),
        format!("path \"a\" {{ allowed_parameters = {{ x = {} }} }}", deep(500_000, "[", "]")),
        "a {".repeat(500_000),
        "{\"a\":".repeat(500_000),
        format!("{{\"path\":{}", "{\"a\":".repeat(5_000)),
        format!("{{\"path\":{}", "[".repeat(500_000)),
        format!("{{\"path\":{}{}", "[{\"a\":".repeat(9_000), "}]".repeat(9_000)),
    ] {
        in_time("nesting", &text);
    }
}

#[test]
fn large_texts_of_any_kind_are_read_in_time() {
    let repeat = |unit: &str| unit.repeat(40_000 / unit.len());
    for unit in [
        "path \"a/b\" {\n  capabilities = [\"read\"]\n}\n",
        "# x path \"a\" { policy = \"read\" } ",
        "path \"a\" {\n",
        "\"${\n",
        "x = \"${\" ",
        "<<X\n",
        "x = <<-X\n  X\n",
        "/*",
        "path a/* ",
        "\u{a0}",
        "\u{1}",
        "“ ",
        "\"a\n",
        "\"a, ",
        "capabilitie = [\"raed\"]\n",
        "path \"a\" { capabilitie = 1 ",
        "}",
        "]",
        ",",
        "a ",
        "\r",
        "path \"",
        "{{",
    ] {
        in_time(unit, &repeat(unit));
        in_time(unit, &format!("path \"a\" {{ {}", repeat(unit)));
        in_time(unit, &format!("x = [ {}", repeat(unit)));
        in_time(unit, &format!("{{\"path\": {}", repeat(unit)));
    }
}

#[test]
fn ten_thousand_questions_to_ten_thousand_rules_are_quick() {
    let mut text = String::new();
    for n in 0..10_000 {
        let path = match n % 4 {
            0 => format!("kv/data/{n}/x"),
            1 => format!("kv/data/{n}/*"),
            2 => format!("kv/+/{n}/+"),
            _ => format!("kv/data/{n}+/{n}*"),
        };
        text.push_str(&format!("path \"{path}\" {{ capabilities = [\"read\"] }}\n"));
    }
    let policy = parse(&text).policy(VaultLine::V1_21).unwrap();
    let acl = Acl::new([&policy], None, VaultLine::V1_21);
    let start = Instant::now();
    let asked = (0..10_000)
        .filter(|n| acl.check(&Request::new(Operation::Read, &format!("kv/data/{n}/x"))).allowed);
    assert_eq!(asked.count(), 7_500);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
