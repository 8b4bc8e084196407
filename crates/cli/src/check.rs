//! `tfe-check check`

use std::io::{self, Write};

use serde::Deserialize;
use tfe_check::{Document, Encoding, Kind, Options, Profile, Report, Safety, all_fixed, check};

use crate::args::{CheckArgs, Fixes, ReportFormat, VersionRow};
use crate::{Failure, Outcome, batch, files, output};

impl Fixes {
    /// The lowest safety that is applied.
    const fn least(self) -> Safety {
        match self {
            Self::Safe => Safety::Safe,
            Self::Review => Safety::Review,
            Self::All => Safety::Repair,
        }
    }
}

pub(crate) fn run(args: &CheckArgs) -> Outcome {
    let options = args.versions.options();
    if args.batch {
        return batch::run(&Row::MEMBERS, |row: Row| row.check(args, &options));
    }
    // What goes wrong with one file does not hide what is wrong in the others.
    let mut trouble = Vec::new();
    let mut documents = read(args, &mut trouble)?;
    if documents.is_empty() {
        return Err(Failure::new(trouble.join("\n")));
    }
    if let Some(fixes) = args.diff {
        print_diff(&documents, &options, fixes)?;
    }
    if let Some(fixes) = args.fix {
        fix(&mut documents, &options, fixes, &mut trouble)?;
    }
    let documents: Vec<Document> = documents.into_iter().map(|(document, _)| document).collect();
    let report = check(&documents, &options);
    let piped = args.fix.is_some() && args.files.iter().any(|f| f == "-");
    if piped || args.diff.is_some() && args.format != ReportFormat::Text {
        // The text or the diff is the output then; the report goes where messages go.
        output::write(&mut anstream::stderr().lock(), args.format, &documents, &report)?;
    } else if args.diff.is_none() {
        output::write(&mut anstream::stdout().lock(), args.format, &documents, &report)?;
    }
    if !args.allow_unknown {
        trouble.extend(not_checked(&report));
    }
    if !trouble.is_empty() {
        return Err(Failure::new(trouble.join("\n")));
    }
    Ok(report.summary.at_least(args.fail_on) == 0)
}

/// The documents given that can be read, each with the name that was written for it.
fn read(args: &CheckArgs, trouble: &mut Vec<String>) -> Result<Vec<(Document, String)>, Failure> {
    let mut documents = Vec::new();
    for file in &args.files {
        match files::read(file) {
            Ok(document) => {
                let document = Document { kind: args.kind, profile: args.profile, ..document };
                documents.push((document, file.clone()));
            }
            Err(Failure::Said(why)) => trouble.push(why),
            Err(gone) => return Err(gone),
        }
    }
    Ok(documents)
}

fn print_diff(
    documents: &[(Document, String)],
    options: &Options,
    fixes: Fixes,
) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let given: Vec<Document> = documents.iter().map(|(document, _)| document.clone()).collect();
    for (document, fixed) in given.iter().zip(all_fixed(&given, options, fixes.least())) {
        if let Some(fixed) = fixed {
            output::diff(&mut out, &document.name, &document.text, &fixed)?;
        }
    }
    Ok(())
}

/// Writes what the fixes make of the documents, and goes on with that.
fn fix(
    documents: &mut [(Document, String)],
    options: &Options,
    fixes: Fixes,
    trouble: &mut Vec<String>,
) -> Result<(), Failure> {
    let given: Vec<Document> = documents.iter().map(|(document, _)| document.clone()).collect();
    let texts = all_fixed(&given, options, fixes.least());
    for ((document, file), fixed) in documents.iter_mut().zip(texts) {
        // As a filter it passes on what it leaves alone; what is no text it cannot.
        if file == "-" && !matches!(document.encoding, Encoding::Broken(_)) {
            let text = fixed.as_deref().unwrap_or(&document.text);
            io::stdout().lock().write_all(text.as_bytes())?;
        }
        let Some(fixed) = fixed else { continue };
        if file != "-"
            && let Err(Failure::Said(why)) = files::write(file, &fixed)
        {
            trouble.push(why);
            continue;
        }
        *document = Document { text: fixed, encoding: Encoding::Utf8, ..document.clone() };
    }
    Ok(())
}

/// A sentence for each document of which nothing was checked: that is not a clean one.
fn not_checked(report: &Report) -> impl Iterator<Item = String> {
    let unknown = report.documents.iter().filter(|d| d.kind.is_none());
    unknown.map(|d| match d.kind_reason.as_str() {
        "" => format!("{}: not checked", d.name),
        reason => format!("{}: not checked: {reason}", d.name),
    })
}

/// A line of `check --batch`.
#[derive(Deserialize)]
struct Row {
    id: serde_json::Value,
    text: Option<String>,
    text_base64: Option<String>,
    name: Option<String>,
    kind: Option<Kind>,
    profile: Option<Profile>,
    #[serde(flatten)]
    versions: VersionRow,
}

#[derive(serde::Serialize)]
struct Answer {
    id: serde_json::Value,
    report: Report,
}

impl Row {
    const MEMBERS: [&str; 9] =
        ["id", "text", "text_base64", "name", "kind", "profile", "tfe", "chart", "vault"];

    fn check(self, args: &CheckArgs, options: &Options) -> Result<Answer, String> {
        let name = self.name.unwrap_or_else(|| files::STDIN.to_owned());
        let document = Document {
            kind: self.kind.or(args.kind),
            profile: self.profile.or(args.profile),
            ..Document::from_bytes(name, batch::bytes(self.text, self.text_base64)?)
        };
        let options = self.versions.options(options)?;
        Ok(Answer { id: self.id, report: check(&[document], &options) })
    }
}
