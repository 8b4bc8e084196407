//! Places of what is in a paste.

use super::edits::place;
use super::wrappers::WRAPPERS;
use super::{POLICY, TEXTS, VALUES, found};
use crate::carry::paste::Wrapping;

#[test]
fn a_text_is_found_at_its_place() {
    for wrapper in WRAPPERS {
        for good in TEXTS {
            let paste = (wrapper.wrap)(good);
            let parts = found(&paste).parts;
            let [part] = parts.as_slice() else { panic!("{} parts in\n{paste}", parts.len()) };
            assert_eq!(part.text().trim(), good.trim(), "{}", wrapper.name);
            let word = place(part.text(), "marker");
            assert_eq!(part.outer_span(word), place(&paste, "marker"), "{}", wrapper.name);
            assert_eq!(part.known_place(word), Some(place(&paste, "marker")), "{}", wrapper.name);
        }
    }
}

const TERRAFORM: &str =
    "resource \"helm_release\" \"tfe\" {\n  chart = \"terraform-enterprise\"\n}\n";

#[test]
fn all_blocks_of_a_page_are_found() {
    let page = format!(
        "# TFE\n\nPolicy:\n\n```hcl\n{POLICY}```\n\nValues:\n\n```yaml\n{VALUES}```\n\nAnd:\n\n```\nls -l\n```\n\n```hcl\n{TERRAFORM}```\n"
    );
    let found = found(&page);
    let texts: Vec<&str> = found.parts.iter().map(|p| p.text()).collect();
    assert_eq!(texts, [POLICY, VALUES, TERRAFORM]);
    assert_eq!((found.first.wrapping, found.first.count), (Wrapping::Fence, 8));
}

#[test]
fn blocks_of_rules_are_one_policy() {
    let (first, second) = POLICY.split_at(POLICY.find("\npath \"transit/encrypt").unwrap());
    let page = format!("a\n```\n{first}```\nb\n\n```yaml\n{VALUES}```\n```\n{}```\n", &second[1..]);
    let found = found(&page);
    let texts: Vec<&str> = found.parts.iter().map(|p| p.text()).collect();
    assert_eq!(texts, [POLICY, VALUES]);
    let word = place(POLICY, "encrypt");
    assert_eq!(found.parts[0].outer_span(word), place(&page, "encrypt"));
}
