//! Lines that end with CR only, as those of old Macs.

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::LINE_ENDS_CR;

/// A comment ends at the line feed only, so with these line ends it swallows the rest of the file.
pub(super) fn find(facts: &Facts<'_>) -> Option<Finding> {
    let comment = facts.document.comments.iter().find(|c| c.of(facts.text).contains('\r'))?;
    let rebuilt = facts.text.replace('\r', "\n");
    let finding = LINE_ENDS_CR.at(*comment).say(
        "The lines of this file end with only CR.",
        "In Vault a comment ends only at LF, so this one swallows the rest of the file.",
        "Save the file with LF line endings.",
    );
    Some(finding.fix(Fix::repair("Use LF line endings", facts.text, rebuilt)).alone())
}
