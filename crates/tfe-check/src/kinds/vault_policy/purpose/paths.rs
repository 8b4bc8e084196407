//! Paths as they are meant.

/// A path without what is often written before it by mistake: the address of a server, `v1/`,
/// slashes.
pub(super) fn straight(path: &str) -> &str {
    let bare = path.trim().trim_start_matches('/');
    let bare = match bare.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => bare,
    };
    bare.strip_prefix("v1/").unwrap_or(bare)
}

/// The parts of a path.
pub(super) fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|s| !s.is_empty()).collect()
}

/// Whether a part of a path stands for many names.
pub(super) fn is_wild(part: &str) -> bool {
    part.ends_with('*') || part == "+"
}
