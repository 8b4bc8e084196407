//! Broken and templated JSON.

use super::*;

fn names(text: &str) -> Vec<String> {
    read(text).members.iter().map(|m| m.name.of(text).to_owned()).collect()
}

#[test]
fn what_is_right_has_no_problems() {
    let text = r#"{"a": {"value": "b\"c"}, "d": {}, "e": [1, "}"], "f": true}"#;
    let json = read(text);
    assert_eq!(names(text), ["a", "d", "e", "f"]);
    assert_eq!((json.problems.as_slice(), json.end, json.templated), (&[][..], text.len(), false));
}

#[test]
fn what_is_wrong_is_read_all_the_same() {
    let text = "{\n  \"a\": {\"value\": \"b\",},\n  \"c\": {}\n  'd': {},\n}";
    let json = read(text);
    assert_eq!(names(text), ["a", "c", "d"]);
    let comma = text.find(",}").unwrap();
    let last = text.rfind(',').unwrap();
    let single = text.find('\'').unwrap();
    let missing = text.find("{}").unwrap() + 2;
    let expected = [
        Problem::CommaExtra(Span::new(comma, comma + 1)),
        Problem::CommaMissing(missing),
        Problem::SingleQuotes(Span::new(single, single + 3)),
        Problem::CommaExtra(Span::new(last, last + 1)),
    ];
    assert_eq!(json.problems, expected);
}

#[test]
fn templates_are_no_problems() {
    let text = "{\n \"a\": $A,\n%{ if x ~}\n \"b\": ${b.c},\n%{ endif ~}\n \"c\": {{ d }}\n}";
    let json = read(text);
    assert_eq!(names(text), ["a", "b", "c"]);
    assert!(json.templated && json.problems.is_empty(), "{:?}", json.problems);
}

#[test]
fn it_ends_whatever_it_is_given() {
    for text in [
        "",
        "{",
        "{\"",
        "{\"a",
        "{\"a\":",
        "{\"a\":{",
        "{{{{",
        "{\"a\":[\"",
        "{'",
        "{%{",
        "{\"a\" \"b\"",
    ] {
        assert!(read(text).end <= text.len(), "{text}");
    }
    assert!(read(&"{\"a\":".repeat(10_000)).end > 0);
}

#[test]
fn a_certificate_keeps_its_lines() {
    let text = "{\"ca_certs\": {\"value\": \"-----BEGIN\nabc\n-----END\"}, \"b\": {}}";
    assert_eq!(names(text), ["ca_certs", "b"]);
    assert!(matches!(read(text).problems.as_slice(), [Problem::LineBreak(_)]));
}
