//! The backend of the first generation, which Terraform does not have any more.

use text::{Edit, Span, line_start};

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::{Backend, Kind};
use crate::knowledge::rules::terraform::BACKEND_ATLAS_REMOVED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own = legacy.backends.iter().filter(|backend| backend.kind == Kind::Atlas);
    own.map(|backend| removed(backend.at).fix(cloud(legacy.file, backend))).collect()
}

fn removed(at: Span) -> Finding {
    BACKEND_ATLAS_REMOVED.at(at).say(
        "Terraform no longer has the `atlas` backend.",
        "Since Terraform 0.15 `terraform init` stops: `Unsupported backend type`.",
        "Use a `cloud` block, or `backend \"remote\"`; the token is in TF_TOKEN_<host>, not in ATLAS_TOKEN.",
    )
}

/// The block that took its place.
fn cloud(file: &str, backend: &Backend<'_>) -> Option<Fix> {
    let (organization, workspace) = backend.text("name")?.split_once('/')?;
    let host = match backend.get("address") {
        Some(address) => Some(address.text()?.strip_prefix("https://")?.trim_end_matches('/')),
        None => None,
    };
    let before = file.get(..backend.place.start)?;
    let line = line_start(file, backend.place.start);
    let indent: String = before.get(line..)?.chars().take_while(|c| c.is_whitespace()).collect();
    let host = host.map(|h| format!("{indent}  hostname     = \"{h}\"\n")).unwrap_or_default();
    let block = format!(
        "cloud {{\n{host}{indent}  organization = \"{organization}\"\n\n{indent}  workspaces {{\n\
         {indent}    name = \"{workspace}\"\n{indent}  }}\n{indent}}}"
    );
    let block = text::Layout::of(file).adapt(&block).into_owned();
    Some(Fix::review("Replace it by a cloud block", Edit::replace(backend.place, block)))
}
