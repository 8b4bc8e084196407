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

/// Also those whose commands write a policy.
#[test]
fn commands_in_a_page_are_one_of_its_blocks() {
    let page = format!(
        "It's easy:\n\n```bash\nvault policy write a - <<EOF\n{POLICY}EOF\n```\n\nand\n\n```\n{VALUES}```\n"
    );
    let found = found(&page);
    let texts: Vec<&str> = found.parts.iter().map(|p| p.text()).collect();
    assert_eq!(texts, [POLICY, VALUES]);
    assert_eq!(found.parts[0].within, [Wrapping::Fence, Wrapping::ShellCommand]);
}

/// What a shell fills in is not known, and is not changed.
#[test]
fn variables_in_a_command_are_not_known() {
    let values = VALUES.replace("marker.example", "${NAME}.example");
    let script = format!("cat > a <<EOF\n{values}EOF\n");
    let found = found(&script);
    assert_eq!(found.parts[0].text(), values);
    assert_eq!(found.parts[0].known_place(place(&values, "${NAME}")), None);
    let script = script.replace("<<EOF", "<<'EOF'");
    let found = super::found(&script);
    assert!(found.parts[0].known_place(place(&values, "${NAME}")).is_some());
}
