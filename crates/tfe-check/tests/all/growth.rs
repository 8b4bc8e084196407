//! Hard texts are read in time that grows with their length, and never down to the end of the stack.

use std::time::{Duration, Instant};

use crate::hostile::{OTHERS, POLICIES, Pattern, VALUES_FILES};

use tfe_check::{Document, Options, check, view};

/// Ten times the text may take so many times the time: a step that is quadratic takes a hundred times.
const MOST: u32 = 25;

/// A machine that does something else is given more chances.
const TRIES: usize = 5;

/// Less than this is not measured.
const LEAST: Duration = Duration::from_millis(4);

fn document(pattern: &Pattern, bytes: usize) -> Document {
    let mut document = Document::new("untitled", pattern.text(bytes));
    document.kind = pattern.kind;
    document
}

fn time(pattern: &Pattern, bytes: usize) -> Duration {
    let document = document(pattern, bytes);
    let start = Instant::now();
    check(&[document], &Options::default());
    start.elapsed()
}

/// The patterns that take too long when they are ten times as long, with both times.
fn too_slow(patterns: &[Pattern], bytes: usize) -> Vec<String> {
    let mut slow = Vec::new();
    for pattern in patterns {
        let (mut short, mut long) = (Duration::MAX, Duration::MAX);
        for _ in 0..TRIES {
            short = short.min(time(pattern, bytes)).max(LEAST);
            long = long.min(time(pattern, 10 * bytes));
            if long <= short * MOST {
                break;
            }
        }
        if long > short * MOST {
            slow.push(format!("{}: {short:?}, then {long:?}", pattern.name));
        }
    }
    slow
}

fn grows_with_its_length(patterns: &[Pattern]) {
    let slow = too_slow(patterns, 6 * 1024);
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn hard_policies_take_time_by_their_length() {
    grows_with_its_length(POLICIES);
}

#[test]
fn hard_values_take_time_by_their_length() {
    grows_with_its_length(VALUES_FILES);
}

#[test]
fn other_hard_texts_take_time_by_their_length() {
    grows_with_its_length(OTHERS);
}

/// A browser gives a module about a megabyte of stack.
#[test]
fn no_text_exhausts_the_stack() {
    let all = || POLICIES.iter().chain(VALUES_FILES).chain(OTHERS);
    let run = move || {
        for pattern in all() {
            let document = document(pattern, 32 * 1024);
            view(&document, &Options::default());
            check(&[document], &Options::default());
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}
