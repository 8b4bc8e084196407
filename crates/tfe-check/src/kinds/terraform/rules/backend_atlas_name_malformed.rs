//! Names without an organization or an environment.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::Kind;
use crate::knowledge::rules::terraform::BACKEND_ATLAS_NAME_MALFORMED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own = legacy.backends.iter().filter(|backend| backend.kind == Kind::Atlas);
    let names = own.filter_map(|backend| backend.get("name"));
    let wrong = names.filter(|name| name.text().is_some_and(|text| !text.contains('/')));
    wrong.map(|found| name(found.inside())).collect()
}

fn name(at: Span) -> Finding {
    BACKEND_ATLAS_NAME_MALFORMED.at(at).say(
        "The name must be `organization/environment`.",
        "Terraform stops: the backend cannot tell where the state belongs.",
        "Write both names with a slash between them.",
    )
}
