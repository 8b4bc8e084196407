//! What holds for any text.

use helm_values::{
    Data, Document, Helm, KeyTree, Kind, Shape, Value, edit, parse, rebuild_indentation,
};
use proptest::prelude::*;

/// Bits of YAML in any order: closer to what breaks a reader than random letters.
fn yamlish() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "a",
        "b:",
        "key: ",
        "- ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n  ",
        "\r\n",
        "\t",
        "#",
        " # c",
        "'",
        "\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
        "|\n",
        ">-\n",
        "&a ",
        "*a",
        "!t ",
        "!t,",
        "!<t>,",
        "\\'",
        "\\/",
        "!!int ",
        "<<: ",
        "? ",
        ": ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "{{ x }}",
        "%{ if }",
        "@",
        "`",
        "\u{a0}",
        "\u{201c}",
        "\u{feff}",
        "\u{1}",
        "é",
        "😀",
        "0777",
        "yes",
        "1e400",
        ".inf",
        "~",
        "\\",
        "\u{2028}",
        "\u{85}",
    ]);
    prop::collection::vec(bits, 0..40).prop_map(|bits| bits.concat())
}

fn check_places(document: &Document) {
    let text = document.text();
    let fits = |span: text::Span| {
        assert!(span.start <= span.end && span.end <= text.len(), "{span:?} in {text:?}");
        assert!(
            text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
            "{span:?} in {text:?}"
        );
    };
    for (_, node) in document.nodes() {
        fits(node.span);
        fits(node.full_span());
        match &node.kind {
            Kind::Mapping(mapping) => mapping.entries.iter().for_each(|entry| {
                fits(entry.span);
                entry.lines.into_iter().for_each(fits);
            }),
            Kind::Sequence(sequence) => sequence.items.iter().for_each(|item| fits(item.span)),
            _ => {}
        }
    }
    document.comments().iter().for_each(|comment| fits(comment.span));
    for problem in document.problems() {
        fits(problem.span);
        if let Some(fix) = &problem.fix {
            assert!(fix.apply(text).is_ok(), "a repair fits the text");
        }
    }
}

/// Paths of all values, with the values.
fn paths(value: &Value, path: &mut Vec<String>, into: &mut Vec<(Vec<String>, Value)>) {
    if let Data::Map(map) = &value.data {
        for (key, value) in map.iter() {
            path.push(key.to_string());
            into.push((path.clone(), value.clone()));
            paths(value, path, into);
            path.pop();
        }
    }
}

/// Values that this reader and an ordinary YAML 1.2 reader see alike.
fn plain_values() -> impl Strategy<Value = serde_yaml::Value> {
    let leaf = prop_oneof![
        "[a-z]{2}[a-z0-9 .:/#@-]{0,12}[a-z]x".prop_map(serde_yaml::Value::String),
        (0i64..1_000_000).prop_map(|n| serde_yaml::Value::Number(n.into())),
        any::<bool>().prop_map(serde_yaml::Value::Bool),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_yaml::Value::Sequence),
            prop::collection::btree_map("[a-z]{3,8}x", inner, 0..5).prop_map(|map| {
                let pairs = map.into_iter().map(|(k, v)| (serde_yaml::Value::String(k), v));
                serde_yaml::Value::Mapping(pairs.collect())
            }),
        ]
    })
}

fn same(ours: &Value, theirs: &serde_yaml::Value) -> bool {
    match (&ours.data, theirs) {
        (Data::Null, serde_yaml::Value::Null) => true,
        (Data::Bool(a), serde_yaml::Value::Bool(b)) => a == b,
        (Data::Number(a), serde_yaml::Value::Number(b)) => b.as_f64() == Some(*a),
        (Data::String(a), serde_yaml::Value::String(b)) => a == b,
        (Data::List(a), serde_yaml::Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Data::Map(a), serde_yaml::Value::Mapping(b)) => {
            a.len() == b.len()
                && b.iter()
                    .all(|(k, v)| k.as_str().and_then(|k| a.get(k)).is_some_and(|a| same(a, v)))
        }
        _ => false,
    }
}

/// Knows a few keys and takes any below them.
struct Anything;

impl KeyTree for Anything {
    fn shape(&self, path: &[&str]) -> Option<Shape> {
        match path {
            ["a"] => Some(Shape::Keys),
            ["a", "b"] | ["key"] => Some(Shape::Free),
            ["a", "key"] => Some(Shape::List),
            _ => None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_document(text in any::<String>()) {
        check_places(&parse(&text));
    }

    #[test]
    fn any_yaml_like_text_gives_a_document(text in yamlish()) {
        let document = parse(&text);
        check_places(&document);
        prop_assert!(document.values(Helm::V3).as_map().is_some());
        prop_assert!(document.values(Helm::V4).as_map().is_some());
    }

    /// Whatever is changed, nothing else is.
    #[test]
    fn edits_change_what_they_say(text in yamlish()) {
        let document = parse(&text);
        let before = document.values(Helm::V4);
        let mut all = Vec::new();
        paths(&before, &mut Vec::new(), &mut all);
        for (path, _) in all.iter().take(6) {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let new = Data::String("new value".into());
            if let Some(edits) = edit::set(&document, &path, &new) {
                let after = parse(&edits.apply(&text).unwrap());
                let last = after.find(&path).map(|found| found.value.as_scalar().map(|s| s.text.clone()));
                prop_assert_eq!(last, Some(Some("new value".into())));
            }
            for edits in [edit::quote(&document, &path), edit::delete(&document, &path)].into_iter().flatten() {
                prop_assert!(edits.apply(&text).is_ok());
            }
        }
    }

    /// Moving, renaming and joining give a text that reads, or nothing.
    #[test]
    fn bigger_edits_are_right_or_refused(text in yamlish()) {
        let document = parse(&text);
        let values = document.values(Helm::V4);
        let on = Data::Bool(true);
        let mut all = vec![edit::insert(&document, &["new", "entry"], &on, &["a", "new", "b"])];
        for key in values.as_map().into_iter().flat_map(|map| map.keys()).take(3) {
            all.push(edit::rename(&document, &[key], "renamed"));
            all.push(edit::relocate(&document, &[key], &["moved", "entry"], true));
            all.push(edit::insert(&document, &[key, "entry"], &on, &[]));
        }
        all.extend(document.duplicates().iter().map(|twice| edit::join_duplicates(&document, twice)));
        for edits in all.into_iter().flatten() {
            let after = parse(&edits.apply(&text).unwrap());
            prop_assert_eq!(after.comments().len(), document.comments().len());
        }
    }

    #[test]
    fn a_rebuilt_text_reads_without_a_problem(text in yamlish()) {
        if let Some(rebuilt) = rebuild_indentation(&text, &Anything) {
            let document = parse(&rebuilt.text);
            prop_assert!(document.refusal(Helm::V4).is_none(), "{}", rebuilt.text);
            rebuilt.lines.iter().for_each(|line| assert!(!line.span.of(&text).is_empty()));
        }
    }

    /// A second reader sees the same, before and after a change.
    #[test]
    fn another_reader_agrees(value in plain_values()) {
        let text = serde_yaml::to_string(&serde_yaml::Value::Mapping(
            [(serde_yaml::Value::String("rootx".to_owned()), value.clone())].into_iter().collect(),
        )).unwrap();
        let document = parse(&text);
        prop_assert!(document.refusal(Helm::V4).is_none(), "{}", text);
        let ours = document.values(Helm::V4);
        prop_assert!(same(ours.get("rootx").unwrap(), &value), "{}", text);
        let new = Data::Bool(true);
        if let Some(edits) = edit::insert(&document, &["addedx", "deepx"], &new, &[]) {
            let after = edits.apply(&text).unwrap();
            let theirs: serde_yaml::Value = serde_yaml::from_str(&after).unwrap();
            prop_assert_eq!(&theirs["rootx"], &value);
            prop_assert_eq!(&theirs["addedx"]["deepx"], &serde_yaml::Value::Bool(true));
        } else {
            prop_assert!(false, "refused for {}", text);
        }
    }
}
