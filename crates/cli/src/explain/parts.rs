//! `explain` of what is in Terraform or in a script.

use std::io::{self, Write};

use serde_json::json;
use text::{Lines, Span};
use tfe_check::{Document, Options, check, secrets_of, view, view_there};

use super::show::Explained;
use crate::args::{ExplainArgs, Format};
use crate::outcome::{Failure, Outcome};

/// Whether the texts that can be explained are not all of a file.
pub(super) fn are_in(file: &Document, options: &Options) -> bool {
    tfe_check::parts(file, options).is_ok_and(|parts| !parts.is_empty())
}

/// Each policy and each piece of values of a file, with the lines of that file.
pub(super) fn explain(
    out: &mut impl Write,
    args: &ExplainArgs,
    file: &Document,
    options: &Options,
) -> Outcome {
    let secrets = secrets_of(file);
    let parts = tfe_check::parts(file, options)
        .map_err(|e| secrets.mask(&format!("{}: Terraform cannot read it: {e}", file.name)))
        .map_err(Failure::new)?;
    let lines = Lines::new(&file.text);
    let (mut answers, mut accepted) = (Vec::new(), true);
    for part in &parts {
        let line = lines.position(part.outer_span(Span::at(0)).start).line;
        let name = format!("{}:{line} {}", file.name, secrets.mask_own(&part.text.name));
        let document =
            Document { kind: Some(part.kind), ..Document::new(&name, part.text.text.as_str()) };
        let document = Document { profile: args.profile, ..document };
        let report = check(std::slice::from_ref(&document), options);
        let Some(found) = report.documents.first() else { continue };
        accepted &= found.accepted != Some(false);
        let view = view_there(view(&document, options), part, &lines);
        let explained = Explained { document: &document, options, found, view };
        match args.format {
            Format::Text => {
                let note = if part.known { "" } else { " (${…} is filled in later)" };
                writeln!(out, "{name}{note}")?;
                explained.write_text(out)?;
                writeln!(out)?;
            }
            _ => answers.push(explained.json()?),
        }
    }
    if parts.is_empty() {
        let why = "this file has neither a policy nor values of the chart";
        return Err(Failure::new(format!("{}: {why}", file.name)));
    }
    if args.format != Format::Text {
        let answer = json!({ "name": file.name, "parts": answers });
        serde_json::to_writer_pretty(&mut *out, &answer).map_err(io::Error::from)?;
        writeln!(out)?;
    }
    Ok(accepted)
}
