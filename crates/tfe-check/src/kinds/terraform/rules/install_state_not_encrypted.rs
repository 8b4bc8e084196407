//! The state of an installation in a bucket, as plain text.

use text::{Edit, Span, line_start};

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::{Backend, Kind};
use crate::knowledge::rules::terraform::INSTALL_STATE_NOT_ENCRYPTED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own = legacy.backends.iter().filter(|backend| backend.kind == Kind::State);
    own.filter_map(|backend| open_state(legacy.file, backend)).collect()
}

fn open_state(file: &str, backend: &Backend<'_>) -> Option<Finding> {
    let encrypt = backend.get("encrypt");
    if encrypt.is_some_and(|encrypt| encrypt.switch() != Some(false)) {
        return None;
    }
    let fix = match encrypt {
        Some(encrypt) => Some(Edit::replace(encrypt.place, "true")),
        None => backend.get("key").or_else(|| backend.get("bucket")).map(|last| {
            let indent = indent_of(file, last.key.start);
            Edit::insert(last.place.end, format!("\n{indent}encrypt = true"))
        }),
    };
    let found = not_encrypted(encrypt.map_or(backend.at, |encrypt| encrypt.key));
    Some(found.fix(fix.map(|edit| Fix::review("Add `encrypt = true`", edit))))
}

fn not_encrypted(at: Span) -> Finding {
    INSTALL_STATE_NOT_ENCRYPTED.at(at).say(
        "The state of the installation is not encrypted.",
        "The password of TFE's database is in it as plain text.",
        "Add `encrypt = true`.",
    )
}

fn indent_of(file: &str, at: usize) -> String {
    let before = Span::new(line_start(file, at), at);
    before.of(file).chars().take_while(|c| c.is_whitespace()).collect()
}
