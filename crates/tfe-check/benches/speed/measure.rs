//! Taking times.

use std::time::{Duration, Instant};

use tfe_check::{Document, Kind, Options, check};

/// How often each of two checks is run at most, and how long.
const RUNS: usize = 5;
const LONGEST: Duration = Duration::from_secs(2);

/// A check to be timed.
pub(crate) struct Check {
    /// The kind that is chosen; `None` has it detected.
    kind: Option<Kind>,
    text: String,
}

impl Check {
    pub(crate) fn of(kind: impl Into<Option<Kind>>, text: String) -> Self {
        Self { kind: kind.into(), text }
    }

    /// How long the check takes; `run` makes the text one that was never checked before, as each key
    /// that somebody presses does. What was read of the last texts is remembered.
    fn time(&self, run: usize) -> Duration {
        let text = format!("{}\n# {run}\n", self.text);
        let mut document = Document::new("untitled", text);
        document.kind = self.kind;
        let start = Instant::now();
        let report = check(&[document], &Options::default());
        let took = start.elapsed();
        drop(report);
        took
    }
}

/// The least time of each of two checks that are run in turns.
pub(crate) fn times(one: &Check, other: &Check) -> (Duration, Duration) {
    let start = Instant::now();
    let (mut first, mut second) = (Duration::MAX, Duration::MAX);
    for run in 0..RUNS {
        first = first.min(one.time(run));
        second = second.min(other.time(run));
        if start.elapsed() > LONGEST {
            break;
        }
    }
    (first, second)
}

pub(crate) fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    if milliseconds < 10.0 { format!("{milliseconds:.2}") } else { format!("{milliseconds:.0}") }
}
