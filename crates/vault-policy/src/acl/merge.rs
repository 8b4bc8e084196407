use std::collections::BTreeMap;

use crate::Capabilities;
use crate::model::{Limits, ParameterValue, PolicyRule};

type Lists = Option<BTreeMap<String, Vec<ParameterValue>>>;

/// Adds a rule to those with the same pattern before it.
pub(super) fn join(joined: &mut PolicyRule, more: &PolicyRule) {
    if joined.capabilities.denies() {
        return;
    }
    if more.capabilities.denies() {
        joined.capabilities = Capabilities::DENY;
        let kept = joined.limits().clone();
        joined.set_limits(Limits { allowed_parameters: None, denied_parameters: None, ..kept });
        return;
    }
    joined.capabilities = joined.capabilities.union(more.capabilities);
    let mut limits = joined.limits().clone();
    join_limits(&mut limits, more.limits());
    joined.set_limits(limits);
}

fn join_limits(joined: &mut Limits, more: &Limits) {
    shorter(&mut joined.max_wrapping_ttl, more.max_wrapping_ttl);
    shorter(&mut joined.min_wrapping_ttl, more.min_wrapping_ttl);
    join_lists(&mut joined.allowed_parameters, &more.allowed_parameters);
    join_lists(&mut joined.denied_parameters, &more.denied_parameters);
    join_texts(&mut joined.required_parameters, &more.required_parameters);
    if let Some(more) = more.mfa_methods.as_ref().filter(|m| !m.is_empty()) {
        join_texts(joined.mfa_methods.get_or_insert_default(), more);
    }
    join_groups(joined, more);
    // Types of a later rule are lost when the first has none.
    if !joined.subscribe_event_types.is_empty() {
        join_texts(&mut joined.subscribe_event_types, &more.subscribe_event_types);
    }
}

fn shorter(ttl: &mut i64, more: i64) {
    if more > 0 && (*ttl == 0 || more < *ttl) {
        *ttl = more;
    }
}

/// Names are united, values appended; an empty list, which stands for any value, stays empty.
fn join_lists(lists: &mut Lists, more: &Lists) {
    let Some(more) = more.as_ref().filter(|m| !m.is_empty()) else {
        return;
    };
    let Some(lists) = lists else {
        *lists = Some(more.clone());
        return;
    };
    for (name, values) in more {
        let existing = lists.get_mut(name);
        match existing {
            Some(existing) if !existing.is_empty() && !values.is_empty() => {
                existing.extend(values.iter().cloned());
            }
            Some(existing) => existing.clear(),
            None => {
                lists.insert(name.clone(), values.clone());
            }
        }
    }
}

fn join_texts(texts: &mut Vec<String>, more: &[String]) {
    for text in more {
        if !texts.contains(text) {
            texts.push(text.clone());
        }
    }
}

fn join_groups(joined: &mut Limits, more: &Limits) {
    let Some(more) = &more.control_group else {
        return;
    };
    match &mut joined.control_group {
        None => joined.control_group = Some(more.clone()),
        Some(group) => {
            for (name, factor) in &more.factors {
                // Vault keeps factors of one name side by side; they differ in nothing we look at.
                group.factors.entry(name.clone()).or_insert_with(|| factor.clone());
            }
        }
    }
}
