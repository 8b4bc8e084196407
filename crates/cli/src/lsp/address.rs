//! Files by the addresses that editors have for them.

use std::path::{Path, PathBuf};

/// The path of a `file:` address; `None` for texts that are not files.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // An empty host, or this one.
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = lsp::unescaped(rest.split(['?', '#']).next().unwrap_or(rest));
    let bytes = path.as_bytes();
    let is_drive = bytes.get(2) == Some(&b':') && bytes.get(1).is_some_and(u8::is_ascii_alphabetic);
    // file:///c:/folder is c:/folder
    let path = if is_drive { path.trim_start_matches('/') } else { path.as_str() };
    path.starts_with(['/']).then(|| PathBuf::from(path)).or_else(|| is_drive.then(|| path.into()))
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let scheme = if path.starts_with('/') { "file://" } else { "file:///" };
    format!("{scheme}{}", formats::escaped(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_name_the_same_files() {
        for file in ["/srv/tfe.hcl", "/a b/é#1%.yaml"] {
            assert_eq!(path(&uri(Path::new(file))), Some(PathBuf::from(file)));
        }
        assert_eq!(path("file:///c%3A/x.hcl"), Some(PathBuf::from("c:/x.hcl")));
        assert_eq!(path("file://localhost/x.hcl"), Some(PathBuf::from("/x.hcl")));
        assert_eq!(path("untitled:Untitled-1"), None);
    }
}
