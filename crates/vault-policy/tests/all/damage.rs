//! Texts that lost their line breaks.

use proptest::prelude::*;
use vault_policy::{VaultLine, parse, unflatten};

const FLAT: &str = "# Add \"read\" to this rule path \"transit/keys/archivist_*\" { capabilities = [\"read\", \"update\", \"create\"] } # Add this policy rule path \"transit/backup/atlas_*\" { capabilities = [\"read\"] }";

#[test]
fn a_flattened_paste_becomes_comments_and_rules() {
    let repaired = unflatten(FLAT).unwrap();
    let expected = "# Add \"read\" to this rule\npath \"transit/keys/archivist_*\" {\n  capabilities = [\"read\", \"update\", \"create\"]\n}\n\n# Add this policy rule\npath \"transit/backup/atlas_*\" {\n  capabilities = [\"read\"]\n}\n";
    assert_eq!(repaired, expected);
    assert_eq!(unflatten(&repaired), None, "what is in order stays");
    assert!(parse(&repaired).accepted(VaultLine::V1_21));
}

#[test]
fn rules_glued_to_prose_and_to_each_other_come_apart() {
    let text = "# To renew.path \"a\" { capabilities = [\"update\"]}path \"b\" { policy = \"read\" min_wrapping_ttl = 1 } # End";
    let repaired = unflatten(text).unwrap();
    let document = parse(&repaired);
    assert_eq!(document.rules.len(), 2, "{repaired}");
    assert_eq!(document.comments.len(), 2, "{repaired}");
    assert_eq!(document.rules[1].attributes.len(), 2);
    assert!(repaired.contains("  policy = \"read\"\n  min_wrapping_ttl = 1\n"));
}

#[test]
fn a_swallowed_rule_is_found_where_it_begins() {
    let text = "# Keys path \"a\" {\n  capabilities = [\"read\"]\n}\n";
    let found = parse(text).swallowed(text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].insert_at, found[0].sure), (7, true));
    assert!(unflatten(text).unwrap().starts_with("# Keys\npath \"a\" {\n  capabilities"));
}

#[test]
fn a_comment_inside_of_a_list_takes_nothing_with_it() {
    for (text, capabilities) in [
        (
            "# Keys path \"a\" { capabilities = [\"read\", # to decrypt \"update\", # to encrypt \"create\" ] } # End path \"b\" { policy = \"read\" }",
            3,
        ),
        (
            "# Keys path \"a\" { # all of it capabilities = [\"read\", \"list\"] } # End path \"b\" { policy = \"read\" }",
            2,
        ),
        (
            "# Keys path \"a\" { capabilities = [\"read\", \"list\" // last ] } # End path \"b\" { policy = \"read\" }",
            2,
        ),
        (
            "# Keys path \"a\" { capabilities = [\"read\"] # said so } # End path \"b\" { policy = \"read\" }",
            1,
        ),
    ] {
        let repaired = unflatten(text).unwrap();
        let document = parse(&repaired);
        assert_eq!(document.rules.len(), 2, "{repaired}");
        assert_eq!(document.rules[0].read.capabilities.iter().count(), capabilities, "{repaired}");
        assert!(document.accepted(VaultLine::V1_21), "{repaired}");
    }
}

#[test]
fn a_rule_commented_out_is_no_damage() {
    for text in [
        "# path \"a\" { capabilities = [\"read\"] }\n",
        "#path \"a\" {\n#  capabilities = [\"read\"]\n#}\n",
        "# The path \"secret/x\" is read by TFE\npath \"secret/x\" { policy = \"read\" }\n",
        "path \"a\" { policy = \"read\" } # see path \"b\"\n",
    ] {
        assert_eq!(parse(text).swallowed(text), [], "{text}");
        assert_eq!(unflatten(text), None, "{text}");
    }
}

#[test]
fn an_example_in_prose_is_not_sure() {
    let text = "# Example: path \"a\" { policy = \"read\" }\npath \"b\" { policy = \"read\" }\n";
    assert!(!parse(text).swallowed(text)[0].sure);
}

#[test]
fn cr_line_ends_come_back_as_lf() {
    let text = "# one\rpath \"a\" {\r  policy = \"read\"\r}\r";
    assert!(parse(text).rules.is_empty() && parse(text).accepted(VaultLine::V1_21));
    assert_eq!(unflatten(text).unwrap(), "# one\npath \"a\" {\n  policy = \"read\"\n}\n");
}

/// A policy with comments in odd places, whose line breaks are partly lost.
fn damaged() -> impl Strategy<Value = String> {
    let comment = prop::sample::select(vec!["", "", " # why", " // to read it", " # it's - a, b]"]);
    let breaks = prop::sample::select(vec!["\n", " ", " ", "\r\n", "\r", "  "]);
    let head = prop::sample::select(vec![
        "path \"transit/keys/*\" {",
        "path \"a\" {",
        "path \"b/+\" { # here",
        "Add this: path \"c\" {",
    ]);
    let pieces = prop::sample::select(vec![
        "capabilities = [",
        "\"read\",",
        "\"update\",",
        "\"list\"",
        "]",
        "}",
        "min_wrapping_ttl = \"1h\"",
        "allowed_parameters = { \"x\" = [] }",
        ",",
        "-",
        "# a comment of its own",
    ]);
    let rule = (head, prop::collection::vec((pieces, comment), 0..9));
    (prop::collection::vec(rule, 1..4), prop::collection::vec(breaks, 40)).prop_map(
        |(rules, breaks)| {
            let mut out = "# Policy for TFE".to_owned();
            let mut breaks = breaks.into_iter().cycle();
            for (head, pieces) in rules {
                for piece in std::iter::once(head.to_owned())
                    .chain(pieces.into_iter().map(|(piece, comment)| format!("{piece}{comment}")))
                    .chain(["}".to_owned()])
                {
                    out.push_str(breaks.next().unwrap_or("\n"));
                    out.push_str(&piece);
                }
            }
            out
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn a_repair_moves_blanks_and_adds_comment_signs_only(text in damaged()) {
        if let Some(repaired) = unflatten(&text) {
            let mut left = text.chars().filter(|c| !c.is_whitespace()).peekable();
            for c in repaired.chars().filter(|c| !c.is_whitespace()) {
                prop_assert!(left.next_if_eq(&c).is_some() || c == '#', "{}\n{}", text, repaired);
            }
            prop_assert!(left.next().is_none(), "{}\n{}", text, repaired);
        }
    }
}
