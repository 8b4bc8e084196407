//! Where a report may be written.

use std::fs;
use std::path::Path;

use answers::is_surely_ours;

use crate::args::CheckArgs;
use crate::config;
use crate::files;
use crate::outcome::Failure;

/// Whether `--output` names a file that nothing is lost with.
///
/// # Errors
/// The file is checked, is the baseline or the configuration.
pub(super) fn is_free(args: &CheckArgs) -> Result<(), Failure> {
    let Some(name) = args.report.output.as_ref().filter(|name| *name != "-") else {
        return Ok(());
    };
    let what = if args.baseline.as_ref().is_some_and(|baseline| is_same(baseline, name)) {
        "the baseline"
    } else if is_config(args, name) {
        "the configuration"
    } else if args.files.iter().any(|file| is_same(file, name)) || is_ours(name) {
        "a file to check"
    } else {
        return Ok(());
    };
    Err(Failure::new(format!("--output {name}: this is {what} and is not overwritten")))
}

fn is_same(one: &str, other: &str) -> bool {
    let whole = |name: &str| fs::canonicalize(name).ok();
    one == other || whole(one).is_some_and(|one| whole(other) == Some(one))
}

fn is_config(args: &CheckArgs, name: &str) -> bool {
    let named = args.versions.config.config.as_ref().is_some_and(|config| is_same(config, name));
    named || Path::new(name).file_name().is_some_and(|own| own == config::NAME)
}

/// Whether the file that is there would be checked; an older report is none.
fn is_ours(name: &str) -> bool {
    Path::new(name).is_file() && files::read(name).is_ok_and(|file| is_surely_ours(&file))
}
