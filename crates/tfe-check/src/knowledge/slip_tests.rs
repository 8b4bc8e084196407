//! Every slip of a known name finds it, and no other word does.

use std::collections::BTreeSet;

use super::names::in_other_words;
use super::*;

/// All texts that one slip of the fingers makes of a name: a letter dropped, typed twice, swapped with
/// its neighbour, or replaced.
fn slips(name: &str) -> BTreeSet<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut out = BTreeSet::new();
    for at in 0..letters.len() {
        let mut add = |change: &dyn Fn(&mut Vec<char>)| {
            let mut other = letters.clone();
            change(&mut other);
            out.insert(other.into_iter().collect::<String>());
        };
        add(&|l| {
            l.remove(at);
        });
        add(&|l| l.insert(at, l[at]));
        if at + 1 < letters.len() {
            add(&|l| l.swap(at, at + 1));
        }
        for other in ['E', 'S', '_'] {
            let other = if letters[at].is_lowercase() { other.to_ascii_lowercase() } else { other };
            add(&|l| l[at] = other);
        }
    }
    out
}

/// The words of which the names of settings are made.
fn words() -> BTreeSet<&'static str> {
    SETTINGS.iter().flat_map(|s| s.name.split('_')).collect()
}

/// Whether a slip made another word of TFE's, as `NODE` of `MODE`: then it is a question.
fn makes_a_word(slip: &str, name: &str, words: &BTreeSet<&str>) -> bool {
    let differ = |(a, b): &(&str, &str)| a != b;
    let parts = slip.split('_').filter(|part| !part.is_empty());
    parts.zip(name.split('_')).filter(differ).any(|(a, _)| words.contains(a))
}

fn distance(one: &str, other: &str) -> usize {
    let plain = |word: &str| word.to_ascii_lowercase().replace('_', "");
    text::distance(&plain(one), &plain(other))
}

#[test]
fn every_slip_of_a_setting_is_put_right() {
    let words = words();
    let names: Vec<&str> =
        SETTINGS.iter().filter(|s| s.status != Status::Typo).map(|s| s.name).collect();
    let (mut tried, mut asked) = (0, 0);
    for name in &names {
        for slip in slips(name).iter().filter(|slip| setting(slip).is_none()) {
            let own = distance(slip, name);
            let near = |other: &&&str| {
                let close = other.len().abs_diff(slip.len()) < 4;
                close && *other != name && distance(slip, other) <= own
            };
            let proxy = name.ends_with("_proxy") && slip.eq_ignore_ascii_case(name);
            if names.iter().any(|n| near(&n)) || proxy || wrong_name(slip).is_some() {
                continue;
            }
            tried += 1;
            let found = meant_setting(slip).map(|s| s.name);
            if found != Some(name) {
                assert!(found.is_none() && makes_a_word(slip, name, &words), "{slip}: {found:?}");
                asked += 1;
            }
        }
    }
    assert!(tried > 20_000 && asked < 120, "{tried} tried, {asked} asked");
}

/// Pairs of words that are forms of one.
const FORMS: [(&str, &str); 5] = [
    ("HOST", "HOSTS"),
    ("ENABLE", "ENABLED"),
    ("DISABLE", "DISABLED"),
    ("JOB", "JOBS"),
    ("HOSTNAME", "HOST"),
];

#[test]
fn a_name_with_another_word_in_it_is_never_put_right() {
    let words = words();
    let form = |a: &str, b: &str| FORMS.contains(&(a, b)) || FORMS.contains(&(b, a));
    let mut tried = 0;
    for known in SETTINGS.iter().filter(|s| s.name.starts_with("TFE_")) {
        let parts: Vec<&str> = known.name.split('_').collect();
        for at in 1..parts.len() {
            for word in words.iter().filter(|w| **w != parts[at] && !form(w, parts[at])) {
                let mut other = parts.clone();
                other[at] = word;
                let name = other.join("_");
                if setting(&name).is_some() || in_other_words(&name).is_some() {
                    continue;
                }
                tried += 1;
                let found = meant_setting(&name).map(|s| s.name);
                // Of another name of the same words with `ENABLE` for `ENABLED` or `USER_NAME` for `USERNAME`.
                let forms = |found: &str| {
                    let pairs = found.split('_').zip(name.split('_'));
                    pairs.into_iter().all(|(a, b)| a == b || form(a, b))
                };
                assert!(
                    found.is_none_or(|found| forms(found) || distance(found, &name) == 0),
                    "{name} of {}: {found:?}",
                    known.name
                );
            }
        }
    }
    assert!(tried > 80_000, "{tried}");
}

#[test]
fn every_slip_of_a_chart_key_is_put_right() {
    let (mut tried, mut missed) = (0, Vec::new());
    for key in CHART_KEYS.iter().filter(|k| !k.path.contains('[')) {
        let (parent, name) = key.path.rsplit_once('.').unwrap_or(("", key.path));
        let names: Vec<&str> = children(parent).map(|(name, _)| name).collect();
        for slip in slips(name) {
            let own = distance(&slip, name);
            let near = |other: &&str| *other != name && distance(&slip, other) <= own;
            if names.contains(&slip.as_str()) || names.iter().any(near) || slip.len() < 3 {
                continue;
            }
            tried += 1;
            match slip_of_key(parent, &slip) {
                Some(found) => assert_eq!(found, name, "{parent}: {slip}"),
                None => missed.push(format!("{parent}.{slip}")),
            }
        }
    }
    assert!(
        tried > 5_000 && missed.len() < 80,
        "{tried} tried; {} missed: {missed:?}",
        missed.len()
    );
}

#[test]
fn rows_of_wrong_names_are_about_what_is_known() {
    assert!(WRONG_NAMES.is_sorted_by_key(|row| row.name));
    for row in &WRONG_NAMES {
        assert!(setting(row.name).is_none(), "{} is a setting", row.name);
        for name in row.means {
            assert!(setting(name).is_some() || chart_key(name).is_some(), "{}: {name}", row.name);
        }
        assert!(row.remedy == Remedy::Tell || !row.means.is_empty(), "{}", row.name);
        assert!(row.action.ends_with('.'), "{}", row.name);
    }
    for (name, row) in [
        ("TFE_DB_PORT", "TFE_DATABASE_PORT"),
        ("TFE_PG_PORT", "TFE_DATABASE_PORT"),
        ("tfe_redis_url", "TFE_REDIS_URL"),
        ("TFE_EXTERN_VAULT_TOKEN", "TFE_VAULT_TOKEN"),
    ] {
        assert_eq!(wrong_name(name).map(|row| row.name), Some(row), "{name}");
    }
}

#[test]
fn known_wrong_words_are_put_right() {
    for (name, meant) in [
        ("TFE_DB_USERNAME", Some("TFE_DATABASE_USER")),
        ("TFE_S3_BUCKET", Some("TFE_OBJECT_STORAGE_S3_BUCKET")),
        ("TFE_PG_NETLOC", Some("TFE_DATABASE_HOST")),
        ("TFE_REDIS_HOSTNAME", Some("TFE_REDIS_HOST")),
        ("TFE_EXTERN_VAULT_ROLE_ID", Some("TFE_VAULT_ROLE_ID")),
        ("TFE_VAULT_TOKEN", None),
        ("TFE_REDIS_CLUSTER", None),
        ("TFC_VAULT_NAMESPACE", None),
        ("TFE_DATABASE_HOST2", None),
        ("HTTP_PROXY", None),
        ("DATABASE_HOST", None),
    ] {
        assert_eq!(meant_setting(name).map(|s| s.name), meant, "{name}");
    }
}
