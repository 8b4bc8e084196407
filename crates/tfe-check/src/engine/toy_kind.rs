//! A new kind needs nothing but its folder and its line.

use super::{check, view};
use crate::base::document::{Document, Options};
use crate::base::kind::Kind;
use crate::engine::registry::rule;
use crate::kinds::toy::KIND;

#[test]
fn a_kind_is_one_folder_and_one_line() {
    let documents = [
        Document::new("a.txt", "toy car\nbroken\n"),
        Document::new("a.md", "A page.\n\n```\ntoy car, broken\n```\n"),
        Document { kind: Kind::named("toy"), ..Document::new("b", "a car\n") },
    ];
    let report = check(&documents, &Options::default());
    let [first, page, chosen] = report.documents.as_slice() else { panic!("three reports") };
    for found in [first, page] {
        assert_eq!(found.kind, Some(KIND));
        assert!(found.findings.iter().any(|f| f.rule == "toy-broken"), "{found:?}");
    }
    assert_eq!((first.accepted, chosen.accepted), (Some(false), Some(true)));
    assert_eq!(view(&documents[0], &Options::default()).verdict, "The toy is broken.");
    assert!(Kind::all().any(|kind| kind.title == "Toy"));
    assert!(rule("toy-broken").is_some());
    let json = serde_json::to_string(&report).unwrap_or_default();
    assert!(json.contains("\"kind\":\"toy\""), "{json}");
    assert_eq!(serde_json::from_str::<Kind>("\"toy\"").ok(), Some(KIND));
}
