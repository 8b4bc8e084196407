//! Lines of `--set` against what `helm template` (4.1.4) makes of them, and what holds for any line.

use helm_values::strvals::{SetData, SetError, SetMap, SetMode, SetValue, set};
use proptest::prelude::*;
use serde_yaml::{Mapping, Number, Value};

const VECTORS: &str = include_str!("../../../../tests/vectors/helm-set.jsonl");

const MODES: [(&str, SetMode); 4] = [
    ("typed", SetMode::Typed),
    ("text", SetMode::Text),
    ("literal", SetMode::Literal),
    ("json", SetMode::Json),
];

fn read(mode: SetMode, lines: &[String]) -> Result<SetMap, SetError> {
    let mut values = SetMap::default();
    for (source, line) in lines.iter().enumerate() {
        set(&mut values, line, mode, source)?;
    }
    Ok(values)
}

fn plain(data: &SetData) -> Value {
    match data {
        SetData::Null => Value::Null,
        SetData::Bool(bool) => Value::Bool(*bool),
        SetData::Int(int) => Value::Number((*int).into()),
        SetData::Float(float) => Value::Number(Number::from(*float)),
        SetData::Text(text) | SetData::File(text) => Value::String(text.clone()),
        SetData::List(list) => {
            let item = |at| list.items.get(&at).map_or(Value::Null, |v| plain(&v.data));
            Value::Sequence((0..list.length).map(item).collect())
        }
        SetData::Map(map) => Value::Mapping(mapping(map)),
    }
}

fn mapping(map: &SetMap) -> Mapping {
    map.iter().map(|(k, v)| (Value::String(k.clone()), plain(&v.data))).collect()
}

/// The same text for the same value; numbers of JSON are floats on both sides.
fn shown(value: &Value) -> String {
    match value {
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(","))
        }
        Value::Mapping(map) => {
            let one = |(k, v)| format!("{}:{}", shown(k), shown(v));
            let mut all: Vec<_> = map.iter().map(one).collect();
            all.sort();
            format!("{{{}}}", all.join(","))
        }
        Value::Number(number) if number.as_i64().is_none() => format!("{:?}", number.as_f64()),
        Value::Number(number) => format!("{:?}", number.as_i64().map(|n| n as f64)),
        other => format!("{other:?}"),
    }
}

#[test]
fn lines_are_read_as_helm_reads_them() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in VECTORS.lines() {
        let row: Value = serde_yaml::from_str(row).unwrap();
        let mode = MODES.iter().find(|(name, _)| row["mode"] == **name).unwrap().1;
        let lines = row["lines"].as_sequence().unwrap();
        let lines: Vec<String> = lines.iter().map(|l| l.as_str().unwrap().to_owned()).collect();
        count += 1;
        match (read(mode, &lines), &row["values"], row["error"].as_str()) {
            (Ok(values), expected @ Value::Mapping(_), _) => {
                let got = shown(&Value::Mapping(mapping(&values)));
                if got != shown(expected) {
                    wrong.push(format!("{mode:?} {lines:?}: {got} not {}", shown(expected)));
                }
            }
            (Err(error), _, Some(said)) => {
                let json = mode == SetMode::Json && said.contains("failed parsing");
                if !json && !said.ends_with(&error.to_string()) {
                    wrong.push(format!("{mode:?} {lines:?}: {error} not {said}"));
                }
            }
            (got, ..) => wrong.push(format!("{mode:?} {lines:?}: {got:?}, Helm says {row:?}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 800);
}

/// Every place is inside of its line, at characters.
fn places(values: &SetMap, lines: &[String]) {
    fn one(value: &SetValue, lines: &[String]) {
        for place in [value.key, value.value] {
            let line = lines.get(place.source).unwrap();
            assert!(line.get(place.span.start..place.span.end).is_some(), "{line:?} {place:?}");
        }
        match &value.data {
            SetData::Map(map) => places(map, lines),
            SetData::List(list) => list.items.values().for_each(|v| one(v, lines)),
            _ => {}
        }
    }
    values.values().for_each(|v| one(v, lines));
}

proptest! {
    #[test]
    fn any_lines_give_places_inside_of_them(
        lines in prop::collection::vec(r#"([a-c.=,{}\[\]\\ "0-2é]|\PC){0,24}"#, 1..4),
        mode in 0..5_usize,
    ) {
        let mode = MODES.get(mode).map_or(SetMode::File, |m| m.1);
        let mut values = SetMap::default();
        for (source, line) in lines.iter().enumerate() {
            if let Err(error) = set(&mut values, line, mode, source) {
                prop_assert!(line.get(error.span.start..error.span.end).is_some());
            }
        }
        places(&values, &lines);
    }

    /// What is escaped arrives as it was.
    #[test]
    fn escaped_names_and_values_come_back(name in "\\PC{1,12}", value in "\\PC{0,12}") {
        let escape = |text: &str| -> String {
            text.chars().flat_map(|c| ['\\', c]).collect()
        };
        let line = format!("{}={}", escape(&name), escape(&value));
        let values = read(SetMode::Text, &[line]).unwrap();
        prop_assert_eq!(&values[&name].data, &SetData::Text(value));
    }

    #[test]
    fn depth_has_a_bound(depth in 1..4000_usize) {
        let _ = read(SetMode::Typed, &[format!("a{}=1", "[0]".repeat(depth))]);
        let _ = read(SetMode::Json, &[format!("a={}", "[".repeat(depth))]);
    }
}
