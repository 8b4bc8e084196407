//! What can be said of the settings of a Replicated installation.

mod addresses;
mod installation;
mod missing;
mod names;
mod replaced;
mod syntax;
mod values;

use text::Span;

use super::facts::{Form, Settings};
use crate::base::finding::{Finding, Rule};

/// Where the installer's settings are documented.
const INSTALLER: &str = "TFE docs v202503-1: replicated/install/automated/automating-the-installer";

/// Where it is documented what takes their place.
const MIGRATION: &str = "TFE docs 2.0.x: deploy/replicated-migration";

/// All rules for these files.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    [
        &installation::RULE,
        &replaced::REPLACED,
        &replaced::WITHOUT_SUCCESSOR,
        &names::MISSPELT,
        &names::UNKNOWN,
        &values::NOT_TEXT,
        &values::NOT_ALLOWED,
        &addresses::HOSTNAME,
        &addresses::ADDRESS,
        &addresses::VAULT_PATH,
        &missing::RULE,
        &syntax::RULE,
    ]
    .into_iter()
}

/// What is wrong with a file, and what became of its settings.
pub(super) fn find(settings: &Settings<'_>, whole: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    installation::find(settings, whole, &mut found);
    replaced::find(settings, &mut found);
    names::find(settings, &mut found);
    if settings.form != Form::Installer {
        values::find(settings, &mut found);
        missing::find(settings, &mut found);
    }
    addresses::find(settings, &mut found);
    syntax::find(settings, &mut found);
    found
}

/// The first line of a text.
fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    Span::new(start, start + line.len())
}
