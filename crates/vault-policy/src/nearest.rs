/// The one word that is surely meant: most alike of all, and alike enough.
pub(crate) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    if word.len() > 64 {
        return None;
    }
    let plain = |w: &str| w.trim().to_ascii_lowercase().replace(['-', ' '], "_");
    let wanted = plain(word);
    let most = match wanted.chars().count() {
        0..=2 => return None,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    let mut alone = true;
    for candidate in known {
        let distance = distance(&wanted, candidate);
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => alone = false,
            _ => (best, alone) = (Some((distance, candidate)), true),
        }
    }
    best.filter(|(distance, _)| alone && *distance <= most).map(|(_, word)| word)
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(a[i - 1] != b[j - 1]);
                let step = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let swap = if swapped { rows[i - 2][j - 2] + 1 } else { usize::MAX };
                step.min(rows[i - 1][j - 1] + same).min(swap)
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Capability, RuleKey};

    #[test]
    fn the_word_that_is_meant_is_found() {
        let capability = |w| nearest(w, Capability::ALL.iter().map(|c| c.word()));
        for (word, meant) in [
            ("reed", Some("read")),
            ("raed", Some("read")),
            ("READ", Some("read")),
            ("udpate", Some("update")),
            ("lst", Some("list")),
            ("write", None),
            ("root", None),
            ("x", None),
        ] {
            assert_eq!(capability(word), meant, "{word}");
        }
        let key = |w| nearest(w, RuleKey::ALL.iter().map(|k| k.word()));
        assert_eq!(key("capability"), Some("capabilities"));
        assert_eq!(key("Allowed-Parameters"), Some("allowed_parameters"));
        assert_eq!(key("description"), None);
    }
}
