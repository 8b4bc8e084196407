//! What people write around a text.

/// Words as people write them, no syntax.
pub(super) fn is_sentence(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let address = |word: &str| word.trim_start_matches(['<', '(']).starts_with("http");
    let own = || line.split_whitespace().filter(|word| !address(word));
    let syntax = own().any(|word| word.contains(['{', '}', '[', ']', '=']));
    let quoted = line.contains('"') && words < 5;
    let letters = line.chars().any(char::is_alphabetic);
    let wordy = words > 1
        || line.ends_with([',', '.', ':', '!', '?'])
        || line.chars().all(char::is_alphabetic);
    // A word of the language may lack what belongs to it.
    let first = line.split(char::is_whitespace).next().unwrap_or(line);
    let key = ["path", "name", "policy", "rules"].contains(&first) || "path".starts_with(first);
    letters && wordy && !syntax && !quoted && !key
}
