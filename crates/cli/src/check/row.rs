//! A line of `check --batch`.

use serde::{Deserialize, Serialize};
use tfe_check::{Document, Kind, Options, Profile, Report, check};

use crate::args::{CheckArgs, VersionRow};
use crate::{batch, files};

/// What a line can hold.
#[derive(Deserialize)]
pub(super) struct Row {
    id: serde_json::Value,
    text: Option<String>,
    text_base64: Option<String>,
    name: Option<String>,
    kind: Option<Kind>,
    profile: Option<Profile>,
    #[serde(flatten)]
    versions: VersionRow,
}

/// The line that is written for it.
#[derive(Serialize)]
pub(super) struct Answer {
    id: serde_json::Value,
    report: Report,
}

impl Row {
    /// The names of its members.
    pub(super) const MEMBERS: [&str; 9] =
        ["id", "text", "text_base64", "name", "kind", "profile", "tfe", "chart", "vault"];

    /// The report on its text; `Err` says what is wrong with the line.
    pub(super) fn check(self, args: &CheckArgs, options: &Options) -> Result<Answer, String> {
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
