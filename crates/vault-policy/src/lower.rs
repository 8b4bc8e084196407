/// Small letters as Go's `strings.ToLower` makes them: each character alone and for one other. Rust's
/// own looks at the neighbours of a sigma, and makes two of a dotted capital I.
pub(crate) fn lower(name: &str) -> String {
    name.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn each_character_becomes_one_as_in_go() {
        assert_eq!(lower("Ttl_MAX-É"), "ttl_max-é");
        assert_eq!(lower("ΟΔΟΣ"), "οδοσ");
        assert_eq!(lower("İ"), "i");
    }
}
