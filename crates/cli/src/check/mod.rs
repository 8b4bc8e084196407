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
use crate::checked::baseline::Baseline;
use crate::files;
use crate::given::Given;
use crate::outcome::{Failure, Outcome};
use crate::output;
use crate::plan::Plan;
use crate::search::Skipped;

/// The rule about a text of which only a part is checked.
const TOO_LONG: &str = "text-too-long";

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
    warn(plan.config.idle());
    // What goes wrong with one file does not hide what is wrong in the others.
    let given = Given::collect(&plan)?;
    let may_be_empty = args.allow_unknown && given.trouble.is_empty();
    if given.is_empty() && !may_be_empty {
        warn(given.unmatched.iter().cloned());
        return Err(nothing(args, given));
    }
    let Given { mut groups, skipped, mut trouble, unmatched } = given;
    if let Some(fixes) = args.diff {
        fixing::print_diff(&groups, fixes)?;
    }
    let mut baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    let before = args.fix.map(|_| Checked::of(&plan, &groups, &skipped));
    if let Some(fixes) = args.fix {
        fixing::fix(&mut groups, fixes, &mut trouble)?;
    }
    let mut checked = Checked::beyond(baseline.as_mut(), &plan, &groups, &skipped);
    if let Some(before) = before {
        // What is known is fixed too, and counts.
        let all = baseline.as_ref().map(|_| Checked::of(&plan, &groups, &skipped));
        let said = fixing::said(&before.report, &all.as_ref().unwrap_or(&checked).report);
        checked.notes.push(said);
    }
    if let Some(baseline) = baseline {
        warn(checked.save(baseline, args)?);
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
fn nothing(args: &CheckArgs, given: Given) -> Failure {
    let Given { mut trouble, skipped, .. } = given;
    if skipped.count() > 0 || trouble.is_empty() {
        let why = match (skipped.others, skipped.count()) {
            (0, 0) => {
                ": no file there is searched: hidden, ignored and excluded files are left out"
                    .to_owned()
            }
            (0, _) => String::new(),
            (1, _) => ": the only file there is not one of ours".to_owned(),
            (n, _) => format!(": none of the {n} files there is one of ours"),
        };
        trouble.push(format!("{}: nothing was checked{why}", args.files.join(", ")));
        trouble.extend(Skipped { others: 0, ..skipped }.sentences());
    }
    Failure::new(trouble.join("\n"))
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

/// A sentence for each named document of which nothing was checked, or not all: that is not a clean one.
fn not_checked(checked: &Checked) -> impl Iterator<Item = String> {
    checked.report.documents.iter().filter_map(|d| match (d.kind, d.kind_reason.as_str()) {
        (None, "") => Some(format!("{}: not checked", d.name)),
        (None, reason) => Some(format!("{}: not checked: {reason}", d.name)),
        (Some(_), _) => {
            let cut = d.findings.iter().find(|f| f.rule == TOO_LONG && f.suppressed.is_none())?;
            let what = cut.message.what.replacen("Only", "only", 1);
            Some(format!("{}: not checked in full: {what}", d.name))
        }
    })
}
