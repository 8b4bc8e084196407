/// Whether a path is a longer one with its parts in another order, or with one of them missing. Of short paths, and of
/// those with wildcards, others have the same parts.
pub(crate) fn is_reordered(written: &str, right: &str) -> bool {
    let parts: Vec<&str> = right.split('/').collect();
    if written == right || parts.len() < 4 || right.contains(['*', '+']) {
        return false;
    }
    let mut left = parts.clone();
    let known = written.split('/').all(|part| {
        let at = left.iter().position(|p| *p == part);
        at.map(|at| left.remove(at)).is_some()
    });
    known && left.len() < 2
}
