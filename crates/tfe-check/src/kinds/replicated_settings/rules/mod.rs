//! What can be said of the settings of a Replicated installation.

mod addresses;
mod first_line;
mod installation;
mod missing;
mod names;
mod replaced;
mod syntax;
mod values;

use super::facts::{Form, Settings};
use crate::base::finding::Finding;

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
