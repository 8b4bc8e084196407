//! A running TFE and the values that it should have.

use crate::across::together::installation::Installation;
use crate::across::together::known::Known;
use crate::across::together::running::Running;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::RUNNING_SETTING_DIFFERS;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    let ([own], [running]) = (known.installations.as_slice(), known.running.as_slice()) else {
        return Vec::new();
    };
    let host = own.get("TFE_HOSTNAME").map(|(host, _)| host);
    let other = host.zip(running.get("TFE_HOSTNAME")).is_some_and(|(a, b)| !is_same(a, b));
    let mut found = Vec::new();
    if !other {
        compare(own, running, &mut found);
    }
    found
}

fn compare(own: &Installation, running: &Running, out: &mut Vec<(usize, Finding)>) {
    for (name, value, place) in &running.settings {
        let written = own.get(name).filter(|(written, _)| !is_same(written, value));
        let Some((_, at)) = written else { continue };
        let found = say(&RUNNING_SETTING_DIFFERS, at, *place, "What TFE runs with.").say(
            format!("TFE runs with another value of `{name}` than this file has."),
            "The release was not upgraded with this file, or another file or object sets it.",
            "Compare `helm get values` with the file, or upgrade the release.",
        );
        put(out, at, found);
    }
}

/// Whether two values mean the same: letters of host names, and numbers as text.
fn is_same(one: &str, other: &str) -> bool {
    one.trim().trim_end_matches('/').eq_ignore_ascii_case(other.trim().trim_end_matches('/'))
}
