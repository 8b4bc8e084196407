//! `tfe-check check`

mod fixing;
mod row;
mod target;
mod watch;

use std::io::Write;

use self::row::Row;
use crate::args::{CheckArgs, ReportFormat};
use crate::batch;
use crate::checked::Checked;
use crate::files;
use crate::given::Given;
use crate::outcome::{Failure, Outcome};
use crate::output;
use crate::plan::Plan;

pub(crate) fn run(args: &CheckArgs) -> Outcome {
    if args.batch {
        let plan = Plan::of(args)?;
        return batch::run(&Row::MEMBERS, |row: Row| row.check(&plan));
    }
    if args.watch { watch::run(args, once) } else { once(args) }
}

fn once(args: &CheckArgs) -> Outcome {
    let plan = Plan::of(args)?;
    target::is_free(args)?;
    // What goes wrong with one file does not hide what is wrong in the others.
    let given = Given::collect(&plan)?;
    if given.is_empty() {
        return nothing(args, &given);
    }
    let Given { mut groups, skipped, mut trouble, unmatched } = given;
    if let Some(fixes) = args.diff {
        fixing::print_diff(&groups, fixes)?;
    }
    let before = args.fix.map(|_| Checked::of(&plan, &groups, skipped));
    if let Some(fixes) = args.fix {
        fixing::fix(&mut groups, fixes, &mut trouble)?;
    }
    let mut checked = Checked::of(&plan, &groups, skipped);
    if let Some(before) = before {
        checked.notes.push(fixing::said(&before.report, &checked.report));
    }
    if let Some(file) = &args.baseline {
        warn(checked.compare(file, args.is_narrowed())?);
    }
    warn(unmatched);
    print(args, &checked)?;
    if !args.allow_unknown {
        trouble.extend(not_checked(&checked));
    }
    if !trouble.is_empty() {
        return Err(Failure::new(trouble.join("\n")));
    }
    Ok(checked.report.summary.at_least(plan.fail_on()) == 0)
}

/// Says what is no part of a report, whatever its form and place are.
fn warn(sentences: impl IntoIterator<Item = String>) {
    for sentence in sentences {
        anstream::eprintln!("tfe-check: {sentence}");
    }
}

/// There is no file to check. That is not a clean one.
fn nothing(args: &CheckArgs, given: &Given) -> Outcome {
    let mut trouble = given.trouble.clone();
    if trouble.is_empty() && args.allow_unknown {
        return Ok(true);
    }
    if given.skipped > 0 || trouble.is_empty() {
        let why = match given.skipped {
            0 => "no file there is searched: hidden, ignored and excluded files are left out"
                .to_owned(),
            1 => "the only file there is not one of ours".to_owned(),
            n => format!("none of the {n} files there is one of ours"),
        };
        trouble.push(format!("{}: nothing was checked: {why}", args.files.join(", ")));
    }
    Err(Failure::new(trouble.join("\n")))
}

/// Prints the report where it belongs.
fn print(args: &CheckArgs, checked: &Checked) -> Result<(), Failure> {
    let report = &args.report;
    // The text or the diff is the output then; the report goes where messages go.
    let piped = args.fix.is_some() && args.files.iter().any(|f| f == "-")
        || args.diff.is_some() && report.format != ReportFormat::Text;
    let file = report.output.as_ref().filter(|name| *name != "-");
    if let Some(name) = file {
        let mut bytes = Vec::new();
        output::write(&mut anstream::StripStream::new(&mut bytes), report, checked)?;
        files::create(name, &bytes)?;
    }
    let counts = file.is_some();
    if piped {
        let mut out = anstream::stderr().lock();
        shown(&mut out, args, checked, counts)
    } else if args.diff.is_none() {
        shown(&mut anstream::stdout().lock(), args, checked, counts)
    } else {
        Ok(())
    }
}

fn shown(
    out: &mut impl Write,
    args: &CheckArgs,
    checked: &Checked,
    counts: bool,
) -> Result<(), Failure> {
    if !counts {
        output::write(out, &args.report, checked)?;
    } else if !args.report.quiet {
        output::counts(out, checked)?;
    }
    Ok(())
}

/// A sentence for each named document of which nothing was checked: that is not a clean one.
fn not_checked(checked: &Checked) -> impl Iterator<Item = String> {
    let unknown = checked.report.documents.iter().filter(|d| d.kind.is_none());
    unknown.map(|d| match d.kind_reason.as_str() {
        "" => format!("{}: not checked", d.name),
        reason => format!("{}: not checked: {reason}", d.name),
    })
}
