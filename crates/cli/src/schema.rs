//! `tfe-check schema`: JSON Schemas of the files that tfe-check reads and writes.

use std::io::{self, Write};

use answers::{CONFIG_SCHEMA, REPORT_SCHEMA, overrides_schema};

use crate::args::{SchemaArgs, SchemaOf};
use crate::config;
use crate::outcome::Outcome;

pub(crate) fn run(args: &SchemaArgs) -> Outcome {
    let text = match args.of {
        SchemaOf::Overrides => {
            let options = config::options(&args.versions)?;
            let schema = overrides_schema(&options.versions(&[]));
            serde_json::to_string_pretty(&schema).map_err(io::Error::from)? + "\n"
        }
        SchemaOf::Config => CONFIG_SCHEMA.to_owned(),
        SchemaOf::Report => REPORT_SCHEMA.to_owned(),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(true)
}
