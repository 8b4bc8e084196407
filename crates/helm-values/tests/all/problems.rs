//! Which problem is reported for which text, at which characters, and with which repair.

use helm_values::{Helm, ProblemKind as Kind, parse};

fn told(text: &str) -> Vec<(Kind, String, Option<String>)> {
    let document = parse(text);
    let problems = document.problems().iter();
    let row = |p: &helm_values::Problem| {
        let fixed = p.fix.as_ref().map(|fix| fix.apply(text).unwrap_or_default());
        (p.kind.clone(), p.span.of(text).to_owned(), fixed)
    };
    problems.map(row).collect()
}

/// One problem each: kind, guilty characters, the text after its repair.
#[test]
fn every_kind_is_reported_at_its_characters() {
    let cases = [
        ("a:\n\tb: 1\n\tc: 2\n", Kind::TabIndentation, "\t", Some("a:\n  b: 1\n  c: 2\n")),
        ("a: @x\nb: 1\n", Kind::ReservedStart('@'), "@x", Some("a: '@x'\nb: 1\n")),
        ("a: %x # c\n", Kind::ReservedStart('%'), "%x", Some("a: '%x' # c\n")),
        ("a: *.b.c\n", Kind::ReservedStart('*'), "*.b.c", Some("a: '*.b.c'\n")),
        ("a: >x\nb: 1\n", Kind::ReservedStart('>'), ">x", Some("a: '>x'\nb: 1\n")),
        ("a: *x\n", Kind::UndefinedAlias("x".to_owned()), "*x", Some("a: '*x'\n")),
        ("a: &x\n  b: *x\n", Kind::RecursiveAlias("x".to_owned()), "*x", None),
        ("a: {{ .x }}\nb: 1\n", Kind::GoTemplate, "{{ .x }}", None),
        ("  %{ if x }\n  a: 1\n", Kind::TerraformTemplate, "%{ if x }", None),
        ("a: \"x\nb: 1\n", Kind::UnclosedQuote('"'), "\"x", Some("a: \"x\"\nb: 1\n")),
        ("a: 'x\nb: 1\nc: 'y'\n", Kind::UnclosedQuote('\''), "'x", Some("a: 'x'\nb: 1\nc: 'y'\n")),
        ("a: [x, y\nb: 1\n", Kind::UnclosedFlow('['), "[x, y", None),
        ("a: [x\n", Kind::UnclosedFlow('['), "[x", None),
        ("a: [\"x\"", Kind::UnclosedFlow('['), "[\"x\"", None),
        (
            "{\"a\": \"x\"\n\"b\": 1}",
            Kind::MissingComma,
            "\"x\"",
            Some("{\"a\": \"x\",\n\"b\": 1}"),
        ),
        ("{\"a\": 2\n\"b\": 1}", Kind::MissingComma, "2", Some("{\"a\": 2,\n\"b\": 1}")),
        (
            "{\n \"a\": \"x\"\n\n \"b\": 1\n}\n",
            Kind::MissingComma,
            "\"x\"",
            Some("{\n \"a\": \"x\",\n\n \"b\": 1\n}\n"),
        ),
        ("a: [{b: c}\n  {d: e}]\n", Kind::MissingComma, "}", Some("a: [{b: c},\n  {d: e}]\n")),
        ("a: {b: c-${D}.e, f: g}\n", Kind::TerraformTemplate, "c-${D}", None),
        ("a: {f: g, b: ${D}}\n", Kind::TerraformTemplate, "${D}", None),
        ("{\"a\":x${D},\"b\":1}", Kind::TerraformTemplate, "x${D}", None),
        ("{\"a\":\"x\"${D},\"b\":1}", Kind::TerraformTemplate, "\"x\"${D}", None),
        ("a: [b${C}, d]\n", Kind::TerraformTemplate, "b${C}", None),
        ("a: {b: c_{{ d }}, e: f}\n", Kind::GoTemplate, "c_{{ d }}", None),
        ("{\"a\" {\"b\": 1}}", Kind::MissingColon, "\"a\"", Some("{\"a\": {\"b\": 1}}")),
        ("{\"a\"; \"b\"}", Kind::MissingColon, "\"a\"", Some("{\"a\": \"b\"}")),
        ("{\"a\": \"b\": 1}", Kind::MissingBrace, "\"b\"", None),
        (
            "{\"a\": \"x,\n\"b\": 1}",
            Kind::UnclosedQuote('"'),
            "\"x,",
            Some("{\"a\": \"x\",\n\"b\": 1}"),
        ),
        ("{\"a: \"b\"}", Kind::UnclosedQuote('"'), "\"a: \"b\"}", None),
        ("a: b\"\nc: 1\n", Kind::StrayQuote('"'), "b\"", None),
        ("a:\n    b: 1\n  c: 2\nd: 3\n", Kind::BadIndentation, "c: 2", None),
        ("a: x\n  b: 1\nc: 2\n", Kind::NestedUnderValue, "b: 1", None),
        ("a: b: c\nd: 1\n", Kind::ColonInValue, "b: c", Some("a: 'b: c'\nd: 1\n")),
        ("a:\n  foo\n  b: 1\nc: 2\n", Kind::MissingColon, "foo", None),
        ("a: \"x\" y\nb: 1\n", Kind::TextAfterQuote, "y", None),
        ("a: \"\\d\"\nb: 1\n", Kind::BadEscape, "\\d\"", None),
        ("a: - b\nc: 1\n", Kind::ListBehindKey, "- b", None),
        ("a: .inf\n", Kind::NotFinite, ".inf", None),
        ("~: 1\n", Kind::NullKey, "~", None),
        ("? [a]\n: 1\n", Kind::ComplexKey, "[a]", None),
        ("a: !!int x\n", Kind::BadTag, "!!int x", None),
        ("- a\n", Kind::NotAMap("array"), "- a", None),
        ("\u{a0}b: 1\n", Kind::NoBreakSpace, "\u{a0}", Some(" b: 1\n")),
        ("a: “x”\n", Kind::SmartQuote, "“x”", Some("a: \"x\"\n")),
        ("a: 1\nB:c\nd: 2\n", Kind::MissingSpace, "B:c", Some("a: 1\nB: c\nd: 2\n")),
        ("%YAML 1.2\n---\na: 1\n", Kind::Directive, "%YAML 1.2", Some("---\na: 1\n")),
        ("a: 1\n...\nb: 2\n", Kind::IgnoredText, "b: 2", None),
        (" a: 1\nb: 2\n", Kind::IgnoredText, "b: 2", None),
        ("a: \u{1}x\n", Kind::ControlCharacter, "\u{1}", Some("a: x\n")),
        ("a: [b?c]\n", Kind::QuestionMarkInFlow, "b?c", Some("a: ['b?c']\n")),
    ];
    for (text, kind, guilty, fixed) in cases {
        let expected = (kind, guilty.to_owned(), fixed.map(str::to_owned));
        assert_eq!(told(text), [expected], "{text:?}");
    }
}

#[test]
fn all_problems_are_reported_at_once_and_the_rest_is_read() {
    let text = "a: @x\nok: 1\nb: *y\nc:\n\td: 1\nalso: {k: v}\ne: \"z\nlast: yes\n";
    let document = parse(text);
    let guilty: Vec<_> = document.problems().iter().map(|p| p.span.of(text)).collect();
    assert_eq!(guilty, ["@x", "*y", "\t", "\"z"]);
    let values = document.values(Helm::V4);
    assert_eq!(values.get("ok").and_then(|v| v.as_number()), Some(1.0));
    assert_eq!(values.at(&["also", "k"]).and_then(|v| v.as_str()), Some("v"));
    assert_eq!(values.get("last").and_then(|v| v.as_bool()), Some(true));
}

#[test]
fn a_healthy_file_has_no_problem() {
    for text in [
        "",
        "# only a comment\n",
        "a: |\n x\n\n y\nb: >-\n  z\n",
        "a: x # y: z\nb: \"{{ x }}\"\nc: '${x}'\nd: a#b\n",
        "a: &x {b: c}\nd: {<<: *x, e: [1, 'two', \"three\"]}\n",
        "b: don't\nc: 'x''y'\n",
        "url: https://a.b:443/c?d=e&f=g\nhost: a.b:5432\ntime: 12:30\n",
        "---\na: 1\n---\nb: 2\n",
        "a: \"multi\n  line\"\nb: plain\n  over two\n",
    ] {
        assert_eq!(told(text), [], "{text:?}");
    }
}

/// Helm 3 stops reading at the second document, and takes what Helm 4 refuses around `---`.
#[test]
fn helm_3_and_4_differ_in_files_of_several_documents() {
    let refused = |text: &str| {
        let document = parse(text);
        (document.refusal(Helm::V3).is_some(), document.refusal(Helm::V4).is_some())
    };
    assert_eq!(refused("a: 1\n---\nb: [\n"), (false, true));
    assert_eq!(refused("--- {a: 1}\n"), (false, true));
    assert_eq!(refused("%YAML 1.1\n---\na: 1\n"), (false, true));
    assert_eq!(refused("a: [\n---\nb: 1\n"), (true, true));
    let document = parse("a: {x: 1, z: 1}\n---\na: {z: 2}\n");
    let z = |helm| document.values(helm).at(&["a", "z"]).and_then(|v| v.as_number());
    assert_eq!((z(Helm::V3), z(Helm::V4)), (Some(1.0), Some(2.0)));
}
