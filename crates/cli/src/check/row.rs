//! A line of `check --batch`.

use serde::{Deserialize, Serialize};
use tfe_check::{Document, Kind, Options, Profile, Report, check, check_and_view};

use crate::args::VersionRow;
use crate::batch::{self, Wrong};
use crate::config::Seen;
use crate::files;
use crate::plan::Plan;

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
    pub(super) fn check(self, plan: &Plan<'_>) -> Result<Answer, Wrong> {
        let name = self.name.unwrap_or_else(|| files::STDIN.to_owned());
        let document = Document {
            kind: self.kind.or(plan.args.kind),
            profile: self.profile.or(plan.args.profile).or(plan.config.profile),
            ignored: plan.ignored(&name),
            own_rules: plan.own_rules(),
            ..Document::from_bytes(name, batch::bytes(self.text, self.text_base64)?)
        };
        let options = self.versions.options(&plan.options())?;
        let mut report = report(plan, document, &options);
        plan.filter.apply(&mut report);
        Ok(Answer { id: self.id, report })
    }
}

/// The report on one document, with the findings of the team's own rules; they are not counted yet.
fn report(plan: &Plan<'_>, document: Document, options: &Options) -> Report {
    if plan.config.own.is_empty() {
        return check(&[document], options);
    }
    let documents = [document];
    let (mut report, views) = check_and_view(&documents, options);
    let together = documents.iter().zip(&mut report.documents).zip(&views);
    let seen = together.map(|((document, found), view)| Seen {
        path: &document.name,
        document,
        view,
        found,
    });
    plan.apply_own(&mut seen.collect::<Vec<_>>());
    report
}
