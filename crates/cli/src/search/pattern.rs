//! Patterns: `envs/**/*.yaml`, where the shell has not expanded them.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::walk::{self, Found};

/// The characters that make a name a pattern.
const SIGNS: [char; 4] = ['*', '?', '[', '{'];

/// Whether a name has a character of a pattern.
pub(crate) fn is_pattern(name: &str) -> bool {
    name.contains(SIGNS)
}

/// A pattern as a matcher of paths; `*` matches within a folder, `**` over folders.
///
/// # Errors
/// A sentence for the user where it cannot be read.
pub(crate) fn matcher(pattern: &str) -> Result<GlobMatcher, String> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| error.to_string())
}

/// The files that a pattern matches.
pub(super) fn matching(pattern: &str) -> Found {
    let bare = pattern.strip_prefix("./").unwrap_or(pattern);
    let matcher = match matcher(bare) {
        Ok(matcher) => matcher,
        Err(error) => return trouble(error),
    };
    let base = base(bare);
    let start = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
    let mut found = walk::under(start);
    let matches = |path: &PathBuf| matcher.is_match(path.strip_prefix(".").unwrap_or(path));
    found.files.retain(matches);
    found.links.retain(matches);
    if found.files.is_empty() {
        return trouble(format!("{pattern}: no file matches"));
    }
    found
}

fn trouble(why: String) -> Found {
    Found { trouble: vec![why], ..Found::default() }
}

/// The folder that all matches are in.
fn base(pattern: &str) -> PathBuf {
    let whole = pattern.split('/').take_while(|part| !is_pattern(part));
    let base = whole.collect::<Vec<_>>().join("/");
    if pattern.starts_with('/') && base.is_empty() {
        PathBuf::from("/")
    } else {
        PathBuf::from(base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_searched_from_its_first_folder_without_signs() {
        assert_eq!(base("envs/prod/*/a.yaml"), Path::new("envs/prod"));
        assert_eq!(base("*.hcl"), Path::new(""));
        assert_eq!(base("/srv/**/a.hcl"), Path::new("/srv"));
        assert_eq!(base("/*.hcl"), Path::new("/"));
        assert!(matcher("envs/**/*.yaml").unwrap().is_match("envs/a/b/c.yaml"));
        assert!(!matcher("*.yaml").unwrap().is_match("envs/c.yaml"));
    }
}
