//! Addresses that do not begin with `https://`.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::Kind;
use crate::knowledge::rules::terraform::BACKEND_ATLAS_ADDRESS_MALFORMED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own = legacy.backends.iter().filter(|backend| backend.kind == Kind::Atlas);
    let addresses = own.filter_map(|backend| backend.get("address"));
    let plain = addresses.filter(|a| a.text().is_some_and(|text| !text.starts_with("https://")));
    plain.map(|found| address(found.inside())).collect()
}

fn address(at: Span) -> Finding {
    BACKEND_ATLAS_ADDRESS_MALFORMED.at(at).say(
        "The address must begin with `https://`.",
        "Terraform cannot reach the installation, or sends the token without encryption.",
        "Write `https://` and the host name.",
    )
}
