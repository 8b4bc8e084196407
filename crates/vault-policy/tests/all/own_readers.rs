//! Properties of the readers, with generators that once found where they parted from Vault's: TTLs
//! in every form, repeated control groups, NULs in JSON.

use proptest::prelude::*;
use vault_policy::{VaultLine, parse, parse_duration};

/// The most seconds that fit into Go's duration.
const MOST: i128 = 9_223_372_036;

fn seconds() -> impl Strategy<Value = i128> {
    prop_oneof![0..100_i128, MOST - 50..MOST + 50, -MOST - 50..-MOST + 50, 1..i128::from(i64::MAX)]
}

fn accepts(value: &str, line: VaultLine) -> bool {
    parse(&format!("path \"a\" {{\n  max_wrapping_ttl = {value}\n}}\n")).accepted(line)
}

fn factor() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "identity { group_names = [\"g\"] }",
        "identity { approvals = 1 }",
        "identity { group_ids = [\"i\"] approvals = 2 }",
        "identity { }",
        "controlled_capabilities = [\"read\"]",
    ]);
    (prop::sample::select(vec!["f", "g"]), prop::collection::vec(part, 0..3))
        .prop_map(|(name, parts)| format!("factor \"{name}\" {{ {} }}", parts.join("\n")))
}

fn group(factors: &[String]) -> String {
    format!("control_group {{\n{}\n}}\n", factors.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_ttl_fits_or_is_refused_in_every_form(seconds in seconds()) {
        let fits = seconds.abs() <= MOST;
        for text in [format!("{seconds}"), format!("\"{seconds}\""), format!("\"{seconds}s\"")] {
            prop_assert_eq!(accepts(&text, VaultLine::V1_20), fits, "{}", text);
            prop_assert_eq!(accepts(&text, VaultLine::V2_2_2), fits, "{}", text);
        }
        for text in [format!("{seconds}"), format!("\"{seconds}\"")] {
            prop_assert!(accepts(&text, VaultLine::UpTo1_19), "{}", text);
        }
        let nanoseconds = i64::try_from(seconds * 1_000_000_000).ok().filter(|_| fits);
        prop_assert_eq!(parse_duration(&seconds.to_string()), nanoseconds);
    }

    #[test]
    fn days_fit_as_their_seconds_do(days in prop_oneof![0..200_000_i128, 106_740..106_760_i128]) {
        let text = format!("\"{days}d\"");
        prop_assert_eq!(accepts(&text, VaultLine::V1_21), days * 86_400 <= MOST);
        prop_assert!(accepts(&text, VaultLine::UpTo1_19));
    }

    #[test]
    fn two_control_groups_are_read_as_one(
        first in prop::collection::vec(factor(), 0..3),
        second in prop::collection::vec(factor(), 0..3),
    ) {
        let rule = |groups: &str| format!("path \"a\" {{\ncapabilities = [\"read\"]\n{groups}}}\n");
        let two = parse(&rule(&format!("{}{}", group(&first), group(&second))));
        let joined = [first, second.clone()].concat();
        let one = parse(&rule(&group(&joined)));
        prop_assert_eq!(two.policy(VaultLine::V1_21), one.policy(VaultLine::V1_21));
        // In older Vault the last one counts.
        let last = parse(&rule(&group(&second)));
        prop_assert_eq!(two.policy(VaultLine::UpTo1_19), last.policy(VaultLine::UpTo1_19));
    }

    #[test]
    fn a_nul_changes_a_number_and_hides_no_rule(
        number in prop::sample::select(vec!["1", "12", "1.5", "1e5", "-3", ".5"]),
        nuls in prop::sample::select(vec!["", "\0"]),
    ) {
        let text = format!("{{\"path\":[{{\"a\":{{\"comment\":{number}{nuls}}}}}]}}");
        let policy = parse(&text).policy(VaultLine::V1_21);
        prop_assert_eq!(policy.map(|p| p.rules.len()), Some(1), "{:?}", text);
        let limit = text.replace("comment", "min_wrapping_ttl");
        prop_assert_eq!(parse(&limit).accepted(VaultLine::V1_21), nuls.is_empty(), "{:?}", limit);
    }
}
