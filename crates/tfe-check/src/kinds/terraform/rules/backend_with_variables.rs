//! A backend with a value that Terraform would have to fill in.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::Kind;
use crate::knowledge::rules::terraform::BACKEND_WITH_VARIABLES;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own = legacy.backends.iter().filter(|backend| backend.kind != Kind::Atlas);
    let filled_in = own.filter_map(|backend| backend.filled_in(legacy.file));
    filled_in.map(|setting| variables(setting.place)).collect()
}

fn variables(at: Span) -> Finding {
    BACKEND_WITH_VARIABLES.at(at).say(
        "A backend cannot use variables.",
        "terraform init stops: `Variables not allowed`.",
        "Write the value, or pass it with `-backend-config`.",
    )
}
