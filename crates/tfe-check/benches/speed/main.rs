//! How long checks take, always next to another check of the same run: only the ratios count.
//!
//! `cargo xtask bench` runs it and writes docs/performance.md.
#![allow(clippy::print_stdout, reason = "a benchmark speaks to people")]

mod files;
#[path = "../../tests/all/hostile.rs"]
mod hostile;
mod machine;
mod measure;

use std::fmt::Write;

use files::{FILES, File};
use hostile::{OTHERS, POLICIES, Pattern, VALUES_FILES};
use measure::{Check, milliseconds, times};
use tfe_check::kind;

const KB: usize = 1024;
const MB: usize = 1024 * KB;

fn main() {
    let mut out = String::new();
    head(&mut out);
    wrong_lines(&mut out);
    growth(&mut out);
    patterns(&mut out);
    match std::env::args().nth(1).filter(|argument| argument != "--bench") {
        Some(path) if std::fs::write(&path, &out).is_ok() => println!("written to {path}"),
        _ => println!("{out}"),
    }
}

fn head(out: &mut String) {
    let _ = write!(
        out,
        "# How long a check takes\n\n\
         Made by `cargo xtask bench` on {}. A check finds the problems, tries its safe fixes and writes the report. \
         Each figure is the fastest of several runs. Runs that are compared took turns, so the ratios hold on other \
         machines; the milliseconds do not.\n",
        machine::machine()
    );
}

/// A file in which every line is wrong, next to a right one of the same size.
fn wrong_lines(out: &mut String) {
    out.push_str("\n## Every line wrong\n\n| kind | bytes | correct, ms | every line wrong, ms | ratio |\n|---|---|---|---|---|\n");
    for file in FILES {
        for bytes in [10 * KB, 100 * KB, MB] {
            let right = Check::of(file.kind, (file.right)(bytes));
            let wrong = Check::of(file.kind, (file.wrong)(bytes));
            let (right, wrong) = times(&right, &wrong);
            let _ = writeln!(
                out,
                "| {} | {bytes} | {} | {} | {:.1} |",
                file.kind.title,
                milliseconds(right),
                milliseconds(wrong),
                wrong.as_secs_f64() / right.as_secs_f64()
            );
        }
    }
}

/// A file of ten times the size.
fn growth(out: &mut String) {
    out.push_str(
        "\n## Ten times the size\n\n| kind | 100 KB, ms | 1 MB, ms | ratio |\n|---|---|---|---|\n",
    );
    for File { kind, right, wrong } in FILES {
        for (make, what) in [(right, ""), (wrong, ", every line wrong")] {
            let short = Check::of(*kind, make(100 * KB));
            let long = Check::of(*kind, make(1000 * KB));
            let (short, long) = times(&short, &long);
            let _ = writeln!(
                out,
                "| {}{what} | {} | {} | {:.1} |",
                kind.title,
                milliseconds(short),
                milliseconds(long),
                long.as_secs_f64() / short.as_secs_f64()
            );
        }
    }
}

/// Hard texts of 64 KB next to a right file of 1 MB.
fn patterns(out: &mut String) {
    out.push_str("\n## Hard texts of 64 KB\n\nCompared with a correct 1 MB file of the kind in parentheses; where no kind is set, with a policy.\n\n| text | 64 KB, ms | correct 1 MB file, ms | ratio |\n|---|---|---|---|\n");
    let mut rows = Vec::new();
    for pattern in POLICIES.iter().chain(VALUES_FILES).chain(OTHERS) {
        rows.push(row(pattern));
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    rows.iter().for_each(|(_, row)| out.push_str(row));
}

fn row(pattern: &Pattern) -> (f64, String) {
    let kind = pattern.kind.unwrap_or(kind::VAULT_POLICY);
    let right = FILES.iter().find(|file| file.kind == kind).map(|file| (file.right)(MB));
    let right = Check::of(kind, right.unwrap_or_default());
    let hard = Check::of(pattern.kind, pattern.text(64 * KB));
    let (right, hard) = times(&right, &hard);
    let ratio = hard.as_secs_f64() / right.as_secs_f64();
    let (hard, right) = (milliseconds(hard), milliseconds(right));
    (ratio, format!("| {} ({}) | {hard} | {right} | {ratio:.2} |\n", pattern.name, kind.title))
}
