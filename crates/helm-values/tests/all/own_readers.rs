//! Properties of the reader, with generators that once found where it parted from Helm's: floats with
//! two shortest forms, equal keys, text after the first document, broken indentation.

use helm_values::{Data, Helm, KeyTree, Shape, Value, go_number, parse, rebuild_indentation};
use proptest::prelude::*;

fn number(text: &str) -> Option<f64> {
    match parse(&format!("a: {text}\n")).values(Helm::V4).at(&["a"]).map(|v| v.data.clone()) {
        Some(Data::Number(number)) => Some(number),
        _ => None,
    }
}

fn significant(text: &str) -> String {
    let digits = text.split('e').next().unwrap_or_default();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Scalars with and without a number that JSON cannot carry.
fn scalar() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "1",
        "x",
        ".inf",
        "-.inf",
        ".nan",
        "[.inf]",
        "{b: .nan}",
        "{}",
        "null",
    ])
}

struct Chart;

impl KeyTree for Chart {
    fn shape(&self, path: &[&str]) -> Option<Shape> {
        match path {
            ["env" | "image"] => Some(Shape::Keys),
            ["env", "variables" | "secrets"] => Some(Shape::Free),
            ["image", "tag" | "name"] | ["replicaCount"] => Some(Shape::Leaf),
            _ => None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn floats_are_printed_in_their_shortest_even_form(
        whole in 1u64..9_999_999_999_999_999, eighths in 0u32..8,
    ) {
        let text = format!("{whole}.{:03}", eighths * 125);
        let value = number(&text).unwrap();
        let printed = go_number(value);
        prop_assert_eq!(printed.parse::<f64>(), Ok(value));
        // As short as Rust's; and where the last digit is odd, its even neighbours are further away.
        let shortest = format!("{value:e}");
        prop_assert_eq!(significant(&printed).len(), significant(&shortest).len());
        if significant(&printed) != significant(&shortest) {
            let last = significant(&printed).chars().next_back().and_then(|c| c.to_digit(10));
            prop_assert!(last.is_some_and(|digit| digit % 2 == 0), "{} {}", printed, shortest);
        }
    }

    #[test]
    fn only_the_last_of_equal_keys_counts(first in scalar(), last in scalar()) {
        let both = parse(&format!("a: {first}\na: {last}\n"));
        let one = parse(&format!("a: {last}\n"));
        prop_assert_eq!(both.refusal(Helm::V4).is_some(), one.refusal(Helm::V4).is_some());
        prop_assert!(both.values(Helm::V4).same(&one.values(Helm::V4)));
    }

    #[test]
    fn nothing_behind_a_documents_end_is_read(
        before in prop::sample::select(vec!["a: 2\n", "{a: 2}\n", "a: 2\nb: [1]\n", "# c\na: 2\n"]),
        behind in "[ -~\n]{0,30}",
    ) {
        prop_assume!(!behind.lines().any(|line| line.starts_with("---")));
        let document = parse(&format!("{before}...\n{behind}"));
        prop_assert!(document.refusal(Helm::V4).is_none(), "{:?}", document.problems());
        prop_assert!(document.values(Helm::V4).same(&parse(before).values(Helm::V4)));
    }

    #[test]
    fn a_rebuilt_text_has_the_same_letters(
        lines in prop::collection::vec(prop::sample::select(vec![
            "env:", "variables:", "secrets:", "TFE_HOSTNAME: a.example.com", "TFE_LICENSE: x # why",
            "image:", "tag: \"1.0\"", "name: 'a'", "replicaCount: 2", "# a comment", "", "odd line",
        ]), 1..10),
        breaks in prop::collection::vec(prop::sample::select(vec!["\n", "\n", "\r\n", " "]), 10),
    ) {
        let text: String = lines.iter().zip(&breaks).flat_map(|(l, b)| [*l, *b]).collect();
        if let Some(rebuilt) = rebuild_indentation(&text, &Chart) {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&rebuilt.text), letters(&text));
        }
    }
}

#[test]
fn a_colon_of_a_folded_value_is_kept() {
    for (text, value) in [
        ("a: [y: 2\n:]\n", "2 :"),
        ("a: [y: 2\n  x:, c]\n", "2 x:"),
        ("a: [y: b_\n :, _:]\n", "b_ :"),
    ] {
        let values = parse(text).values(Helm::V4);
        let items = values.at(&["a"]).and_then(Value::as_list).unwrap().to_vec();
        let found = items[0].as_map().unwrap().values().next().cloned();
        assert_eq!(found.as_ref().and_then(Value::as_str), Some(value), "{text}");
    }
}
