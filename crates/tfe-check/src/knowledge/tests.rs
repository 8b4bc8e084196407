use std::collections::BTreeSet;

use super::*;

/// The name that a condition is about, without the key in brackets.
fn is_known(name: &str) -> bool {
    let plain = name.split_once('[').map_or(name, |(path, _)| path);
    // Settings that other programs read, and names that rows warn of.
    let other = ["AWS_REGION", "AWS_DEFAULT_REGION"];
    let deeper = |free: &str| plain.strip_prefix(free).is_some_and(|rest| rest.starts_with('.'));
    setting(plain).is_some()
        || chart_key(plain).is_some()
        || ignored_key(plain).is_some_and(|key| key.later)
        || other.contains(&plain)
        || name.starts_with("TFE_EXPLORER_DATABASE_PASSWORDLESS_")
        || CHART_KEYS.iter().any(|k| k.free && deeper(k.path))
}

#[test]
fn rows_speak_of_settings_and_keys_that_are_known() {
    for row in needs().iter().chain(clashes()) {
        let fixed = row.fix.iter().map(|fix| match &fix.change {
            Change::Set(name, _)
            | Change::Rename(name, _)
            | Change::Strip(name, _)
            | Change::Prefix(name, _)
            | Change::Remove(name) => *name,
        });
        let names = row.when.iter().chain(row.unless).map(|c| c.name);
        for name in names.chain(row.needs.iter().copied()).chain(row.at).chain(fixed) {
            assert!(is_known(name), "{}: {name}", row.rule.name);
        }
    }
}

#[test]
fn every_row_says_what_it_is_about_in_few_words() {
    for row in needs().iter().chain(clashes()) {
        let about = row.about.split(' ');
        let id = |id: &str| id.len() >= 4 && id.ends_with(|c: char| c.is_ascii_digit());
        assert!(about.into_iter().all(id), "{}: {}", row.rule.name, row.about);
        assert!(row.what.chars().count() <= 90, "{}: {}", row.rule.name, row.what);
        assert!(!row.why.is_empty() && !row.action.is_empty() && !row.source.is_empty());
        assert!(
            row.evidence != Evidence::Inferred || row.severity < Severity::Error,
            "{}",
            row.what
        );
    }
}

#[test]
fn every_row_can_speak() {
    let rows: BTreeSet<&str> = needs().iter().chain(clashes()).map(|r| r.rule.name).collect();
    assert!(rows.len() > 60, "{rows:?}");
    // A row without any need or condition would always speak.
    assert!(needs().iter().all(|r| !r.needs.is_empty()));
    assert!(clashes().iter().all(|r| !r.when.is_empty() && r.needs.is_empty()));
}

/// Forms of settings that no rule judges: anything may stand there, or nobody documents more.
const NOT_JUDGED: [Form; 13] = [
    Form::String,
    Form::Cron,
    Form::Endpoint,
    Form::HostIpList,
    Form::HostPortList,
    Form::Image,
    Form::IpList,
    Form::List,
    Form::Port,
    Form::Region,
    Form::Uuid,
    Form::EnumList,
    Form::Host,
];

#[test]
fn the_settings_that_no_rule_uses_are_plain_ones() {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for row in needs().iter().chain(clashes()) {
        used.extend(row.needs);
        used.extend(row.when.iter().chain(row.unless).map(|c| c.name));
    }
    used.extend(chart_env().iter().map(|e| e.name));
    let orphans: Vec<&str> = SETTINGS
        .iter()
        .filter(|s| !used.contains(s.name) && NOT_JUDGED.contains(&s.form))
        .filter(|s| s.only.is_none() && s.status == Status::Current && s.secret == Secrecy::No)
        .map(|s| s.name)
        .collect();
    // They are still known: a misspelt one is found, and the page explains it.
    assert!(orphans.len() < 45, "{orphans:?}");
    assert!(orphans.iter().all(|n| setting(n).is_some_and(|s| !s.meaning.is_empty())));
}

#[test]
fn values_and_defaults_fit_the_form() {
    for s in settings() {
        assert_eq!(
            matches!(s.form, Form::Enum | Form::EnumList),
            !s.values.is_empty(),
            "{}",
            s.name
        );
        if let (Form::Int | Form::Port, Some(default)) = (s.form, s.default) {
            assert!(default.parse::<u32>().is_ok() || default == "CPU/2", "{}", s.name);
        }
        if let Some(instead) = s.instead {
            assert!(setting(instead).is_some(), "{}", s.name);
        }
        let key = s.chart.filter(|key| *key != "always");
        assert!(
            key.is_none_or(|key| key.split(" or ").all(|k| chart_key(k).is_some())),
            "{}",
            s.name
        );
    }
    assert_eq!(settings().len(), 178);
    assert!(SETTINGS.is_sorted_by_key(|s| s.name) && CHART_KEYS.is_sorted_by_key(|k| k.path));
}

#[test]
fn what_the_chart_sets_is_a_setting_and_comes_from_a_key() {
    for env in chart_env() {
        let known = setting(env.name).unwrap_or_else(|| panic!("{}", env.name));
        // What no chart sets any more is the user's own.
        assert!(known.chart.is_some() || env.charts.1.is_some(), "{}", env.name);
        assert!(env.key.is_none_or(|key| chart_key(key).is_some()), "{}", env.name);
    }
    for old in &REPLICATED {
        assert!(old.instead.is_none_or(|name| setting(name).is_some()), "{}", old.name);
    }
    for old in &PRIVATE_TFE {
        let known = |name| setting(name).is_some() || chart_key(name).is_some();
        assert!(old.instead.is_none_or(known), "{}", old.name);
    }
    assert!(REPLICATED.iter().all(|old| old.chart.is_none_or(|key| chart_key(key).is_some())));
    for key in &IGNORED_KEYS {
        assert!(chart_key(key.path).is_none(), "{}", key.path);
        assert!(key.instead.is_none_or(|k| chart_key(k).is_some()), "{}", key.path);
    }
}

#[test]
fn what_charts_assume_is_about_keys_that_they_have() {
    for row in &CHART_DEFAULTS {
        assert!(is_known(row.path), "{}", row.path);
        assert!(row.charts != (None, None), "{}: all charts agree", row.path);
    }
    for (_, charts) in &TRAITS {
        assert!(charts.0.is_some() || charts.1.is_some());
    }
}

#[test]
fn misspelt_names_find_their_way() {
    assert_eq!(nearest_setting("TFE_HOSTNMAE").map(|s| s.name), Some("TFE_HOSTNAME"));
    assert_eq!(nearest_setting("TFE_DATABASE_HOSTT").map(|s| s.name), Some("TFE_DATABASE_HOST"));
    assert_eq!(nearest_key("", "securitycontext"), Some("securityContext"));
    assert_eq!(nearest_key("openshift", "enable"), Some("enabled"));
    assert_eq!(nearest_key("image", "pullSecret"), None);
    assert_eq!(children("pdb").count(), 4);
}
