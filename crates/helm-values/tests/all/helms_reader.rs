//! Where Helm's reader (go-yaml v2) and other YAML readers part. The verdicts are go-yaml's own.

use helm_values::{Helm, parse};

/// The text at `x`, or the reader's words.
fn value(text: &str) -> Result<String, String> {
    let document = parse(text);
    match document.refusal(Helm::V4) {
        Some(problem) => Err(problem.said.clone().unwrap_or_default()),
        None => {
            let values = document.values(Helm::V4);
            Ok(values.get("x").and_then(|x| x.as_str()).unwrap_or("no text").to_owned())
        }
    }
}

#[test]
fn a_tag_may_have_commas_and_brackets() {
    for (text, expected) in [
        ("x: !a,b c\n", "c"),
        ("x: !a,b\n", ""),
        ("x: !a[b] c\n", "c"),
        ("x: &q !a,b c\n", "c"),
        ("x: c !a,b\n", "c !a,b"),
        ("x: \"c, !a,b\"\n", "c, !a,b"),
        ("x: |\n  !a,b\n", "!a,b\n"),
        ("x: c # !a,b\n", "c"),
        ("y: [!!str, b]\nx: c\n", "c"),
        ("y: [a, # !c,d\n  !e, f]\nx: '!e,'\n", "!e,"),
    ] {
        assert_eq!(value(text).as_deref(), Ok(expected), "{text}");
    }
    let list = parse("x: [!!str, b]\n").values(Helm::V4);
    assert_eq!(list.get("x").and_then(|x| x.as_list()).map(<[_]>::len), Some(1));
}

#[test]
fn a_tag_before_a_comma_swallows_it() {
    for (text, said) in [
        ("a: {x: !!str, y: z}\n", "did not find expected ',' or '}'"),
        ("a: [b, [!!str !c, d]]\n", "did not find expected ',' or ']'"),
        ("a: [\"b\" !c, d]\n", "did not find expected ',' or ']'"),
        ("a: [!<b>, c]\n", "did not find expected whitespace or line break"),
        ("a: [!b!, c]\n", "found undefined tag handle"),
    ] {
        let told = value(text).unwrap_err();
        assert!(told.contains(said), "{text}: {told}");
    }
}

#[test]
fn an_apostrophe_may_be_escaped_and_a_slash_may_not() {
    for (text, expected) in [
        (r#"x: "don\'t""#, "don't"),
        (r#"x: "\'\e\'\x1b\\\'""#, "'\u{1b}'\u{1b}\\'"),
        (r#"{x: "a\'b", y: "\'"}"#, "a'b"),
        ("y: \"\\'\"\nx: \"a\n  \\'b\"\n", "a 'b"),
    ] {
        assert_eq!(value(text).as_deref(), Ok(expected), "{text}");
    }
    let many = (0..200).map(|n| format!("y{n}: \"\\'\"\n")).collect::<String>();
    assert_eq!(value(&format!("{many}x: \"\\'\"\n")).as_deref(), Ok("'"));
    let text = "a: 1\nx: \"https:\\/\\/a\"\n";
    assert_eq!(value(text), Err("yaml: line 2: found unknown escape character".to_owned()));
    let document = parse(text);
    let fix = document.problems().first().and_then(|p| p.fix.as_ref()).unwrap();
    assert_eq!(fix.apply(text).unwrap(), "a: 1\nx: \"https://a\"\n");
    assert_eq!(value("x: \"a\\\\/b\"\n").as_deref(), Ok("a\\/b"));
}

#[test]
fn a_byte_order_mark_is_a_letter_but_at_the_start() {
    let names = |text: &str| -> Vec<String> {
        let values = parse(text).values(Helm::V4);
        values.as_map().unwrap().keys().map(|key| key.as_str().to_owned()).collect()
    };
    assert_eq!(names("\u{feff}a: 1\n\u{feff}b: 2\n"), ["a", "\u{feff}b"]);
    assert_eq!(names("a: 1\n---\n\u{feff}b: 2\n"), ["a", "b"]);
    assert_eq!(names("a: \u{e000}\n\u{feff}b: 2\n\u{e000}c: 3\n"), ["a", "\u{e000}c", "\u{feff}b"]);
    assert!(value("x: 1\n\u{feff}").is_err(), "a letter without a colon");
}

#[test]
fn comments_before_the_first_separator_are_no_document() {
    for (text, there) in [
        ("# c\n---\nx: 1\n", true),
        ("\n---\nx: 1\n", true),
        ("---\nx: 1\n", true),
        ("# c\n---\n---\nx: 1\n", false),
        ("---\n---\nx: 1\n", false),
    ] {
        assert_eq!(parse(text).values(Helm::V3).get("x").is_some(), there, "{text}");
    }
    assert!(parse("# c\n---\nx: @\n").refusal(Helm::V3).is_some());
}
