//! The habits of a file, which edits keep.

/// How many spaces one level of a file has: the difference that most deeper lines show, two if none
/// is deeper.
pub(crate) fn step(text: &str) -> usize {
    let mut votes = [0usize; 9];
    let mut above = 0;
    for line in text.lines() {
        let content = line.trim_start_matches(' ');
        let depth = line.len() - content.len();
        if content.trim().is_empty() || content.starts_with(['#', '-']) {
            continue;
        }
        if depth > above
            && let Some(vote) = votes.get_mut(depth - above)
        {
            *vote += 1;
        }
        above = depth;
    }
    let most = votes.iter().enumerate().rev().max_by_key(|(_, count)| **count);
    match most {
        Some((step, count)) if *count > 0 && step > 0 => step,
        _ => 2,
    }
}
