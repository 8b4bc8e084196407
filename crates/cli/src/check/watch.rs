//! `--watch`: checks again when a file changes.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::args::CheckArgs;
use crate::config;
use crate::given;
use crate::outcome::{Failure, Outcome};

/// How often the files are looked at. Polling works on every file system, mounted ones too.
const PAUSE: Duration = Duration::from_millis(300);

/// Runs `once` now and after each change, until the program is stopped.
///
/// # Errors
/// Where nobody reads the output any more, and for standard input, which never changes; what goes wrong in a run is
/// printed.
pub(super) fn run(args: &CheckArgs, once: impl Fn(&CheckArgs) -> Outcome) -> Outcome {
    if args.files.iter().any(|name| name == "-") {
        return Err(Failure::new("--watch needs files, not standard input"));
    }
    loop {
        let before = state(args);
        match once(args) {
            Err(Failure::ReaderGone) => return Err(Failure::ReaderGone),
            Err(Failure::Said(why)) => why.lines().for_each(|line| {
                anstream::eprintln!("tfe-check: {line}");
            }),
            Ok(_) => {}
        }
        anstream::eprintln!("tfe-check: waiting for a change; stop with Ctrl-C");
        while state(args) == before {
            sleep(PAUSE);
        }
        anstream::println!();
    }
}

/// Each file with its size and the time of its last change.
fn state(args: &CheckArgs) -> Vec<(String, u64, Option<SystemTime>)> {
    let mut files = given::paths(args);
    let config = config::file(&args.versions.config);
    files.extend(config.map(|path| path.to_string_lossy().into_owned()));
    let of = |name: String| {
        let data = fs::metadata(&name).ok();
        let size = data.as_ref().map_or(0, fs::Metadata::len);
        let changed = data.and_then(|data| data.modified().ok());
        (name, size, changed)
    };
    files.into_iter().map(of).collect()
}
