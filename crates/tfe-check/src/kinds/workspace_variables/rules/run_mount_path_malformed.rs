//! A mount is written without `auth/` and without slashes at its ends: so are the defaults.

use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::given::given;
use crate::knowledge::rules::workspace_variables::RUN_MOUNT_PATH_MALFORMED;
use crate::knowledge::runs::Form;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for given in
        given(facts).filter(|given| matches!(given.known.form, Form::AuthPath | Form::Mount))
    {
        let found = mount(given.variable, given.known.form, given.value);
        out.extend(found.map(|finding| given.with_source(finding)));
    }
    out
}

fn mount(variable: &Variable, form: Form, value: &str) -> Option<Finding> {
    let bare = value.trim_matches('/');
    let bare =
        if form == Form::AuthPath { bare.strip_prefix("auth/").unwrap_or(bare) } else { bare };
    let bare = bare.trim_matches('/');
    if bare == value || bare.is_empty() {
        return None;
    }
    let what = if form == Form::AuthPath {
        "The path of the auth method has auth/ or a slash at an end."
    } else {
        "The path of the secrets engine has a slash at an end."
    };
    let finding = RUN_MOUNT_PATH_MALFORMED.at(variable.place).say(
        what,
        "The run may call a path that does not exist. Inferred from the default, which has neither.",
        format!("Write {bare}."),
    );
    Some(finding.fix(Fix::review(format!("Write {bare}"), Edit::replace(variable.place, bare))))
}
