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
    let mut documents =
        args.files.iter().map(|f| files::read(f)).collect::<Result<Vec<_>, Failure>>()?;
    for document in &mut documents {
        document.kind = args.kind;
        document.profile = args.profile;
    }
    if let Some(fixes) = args.diff {
        let mut out = anstream::stdout().lock();
        for (document, fixed) in
            documents.iter().zip(all_fixed(&documents, &options, fixes.least()))
        {
            if let Some(fixed) = fixed {
                output::diff(&mut out, &document.name, &document.text, &fixed)?;
            }
        }
    }
    if let Some(fixes) = args.fix {
        let texts = all_fixed(&documents, &options, fixes.least());
        for ((document, file), fixed) in documents.iter_mut().zip(&args.files).zip(texts) {
            // As a filter it passes on what it leaves alone; what is no text it cannot.
            if file == "-" && !matches!(document.encoding, Encoding::Broken(_)) {
                let text = fixed.as_deref().unwrap_or(&document.text);
                io::stdout().lock().write_all(text.as_bytes())?;
            }
            if let Some(fixed) = fixed {
                if file != "-" {
                    files::write(file, &fixed)?;
                }
                *document = Document { text: fixed, encoding: Encoding::Utf8, ..document.clone() };
            }
        }
    }
    let report = check(&documents, &options);
    let piped = args.fix.is_some() && args.files.iter().any(|f| f == "-");
    if piped || args.diff.is_some() && args.format != ReportFormat::Text {
        // The text or the diff is the output then; the report goes where messages go.
        output::write(&mut anstream::stderr().lock(), args.format, &documents, &report)?;
    } else if args.diff.is_none() {
        output::write(&mut anstream::stdout().lock(), args.format, &documents, &report)?;
    }
    Ok(report.summary.at_least(args.fail_on) == 0)
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
