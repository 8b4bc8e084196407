use super::*;

fn masker(text: &str, secrets: &[&str]) -> Masker {
    let mut masker = Masker::default();
    for secret in secrets {
        let start = text.find(secret).unwrap();
        masker.add(Span::new(start, start + secret.len()), secret);
    }
    masker
}

#[test]
fn a_secret_is_masked_by_place_and_by_value() {
    let text = "pw: hunter22 # hunter22\nn: 7";
    let masker = masker(text, &["hunter22", "7"]);
    assert_eq!(
        masker.excerpt(text, Span::new(0, text.len())),
        format!("pw: {MASK} # {MASK}\nn: {MASK}")
    );
    assert_eq!(masker.mask("`hunter22` is 7"), format!("`{MASK}` is 7"));
    assert_eq!(masker.mask("`hunter22` is `7`"), format!("`{MASK}` is `{MASK}`"));
}

#[test]
fn a_part_that_begins_or_ends_inside_a_secret_shows_none_of_it() {
    let text = "abcdefgh-rest";
    let masker = masker(text, &["abcdefgh"]);
    assert_eq!(masker.excerpt(text, Span::new(3, 13)), format!("{MASK}-rest"));
    assert_eq!(masker.excerpt(text, Span::new(0, 3)), MASK);
    assert_eq!(masker.excerpt(text, Span::new(8, 13)), "-rest");
}

#[test]
fn secrets_that_overlap_go_as_one() {
    let masker = masker("Abcdef1 cdef1gh", &["Abcdef1", "cdef1gh"]);
    assert_eq!(masker.mask("x Abcdef1gh y"), format!("x {MASK} y"));
}

#[test]
fn a_secret_inside_another_does_not_leak_the_rest() {
    let masker = masker("password-long1 password", &["password-long1", "password"]);
    assert_eq!(masker.mask("password-long1"), MASK);
}

#[test]
fn a_part_of_a_secret_is_masked() {
    let masker = masker("correct-Horse7-battery", &["correct-Horse7-battery"]);
    assert_eq!(masker.mask("`rect-Horse7…` is cut"), format!("`{MASK}…` is cut"));
    assert_eq!(masker.mask("`Horse7-b`, `horses`"), format!("`{MASK}`, `horses`"));
}

#[test]
fn a_value_that_is_a_common_word_is_masked_where_it_is_quoted() {
    let masker = masker("password", &["password"]);
    assert_eq!(masker.mask("The password of the database."), "The password of the database.");
    assert_eq!(masker.mask("The password `password`."), format!("The password `{MASK}`."));
    assert_eq!(
        masker.mask("anchor 'password' of passwords"),
        format!("anchor '{MASK}' of passwords")
    );
    assert_eq!(masker.mask_own("password of passwords"), format!("{MASK} of passwords"));
}

#[test]
fn the_name_of_a_program_is_shown() {
    let text = "password: base64";
    let masker = masker(text, &["base64"]);
    assert_eq!(masker.mask("Write what `base64 -w0` prints."), "Write what `base64 -w0` prints.");
    assert_eq!(masker.excerpt(text, Span::new(0, text.len())), format!("password: {MASK}"));
}

#[test]
fn a_long_secret_is_known_by_its_pieces() {
    let long: String = (0..500).map(|n| char::from(b'a' + (n * 7 % 26) as u8)).collect();
    let masker = masker(&long, &[&long]);
    assert_eq!(masker.mask(&format!("x {long} y")), format!("x {MASK} y"));
    let unicode = "pä55wörd".repeat(40);
    let mut masker = Masker::default();
    masker.add_value(&unicode);
    assert_eq!(masker.mask(&unicode), MASK);
}

#[test]
fn places_that_touch_are_one() {
    let mut masker = Masker::default();
    for (start, end) in [(8, 10), (0, 3), (2, 5), (5, 6), (12, 14), (9, 12)] {
        masker.add_place(Span::new(start, end));
    }
    let text = "0123456789abcdef";
    assert_eq!(masker.excerpt(text, Span::new(0, 16)), format!("{MASK}67{MASK}ef"));
}

#[test]
fn what_is_passed_on_keeps_the_sign_that_yaml_reads() {
    let text = "a: !hunter22\nb: \"!hunter22x\"\nc: hunter22y";
    let mut masker = Masker::default();
    for secret in ["!hunter22\n", "!hunter22x", "hunter22y"] {
        let (start, secret) = (text.find(secret).unwrap(), secret.trim_end());
        masker.add_place(Span::new(start, start + secret.len()));
    }
    assert_eq!(masker.shaped(text), format!("a: !{LETTERS}\nb: \"{MASK}\"\nc: {MASK}"));
}
