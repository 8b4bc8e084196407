//! Pages of which only the words were copied.

use super::edits::{place, written};
use super::found;
use text::Edit;

const RULES: &str = "Problem\nA backup fails.\nModify the\ntfe.hclpolicy file and add readcapabilities.# Add \"read\" to this rule path \"transit/keys/archivist_*\" { capabilities = [\"read\", \"update\"] } # Add this rule path \"transit/backup/atlas_*\" { capabilities = [\"marker\"] } -\nThen write it.\n";

const VALUES: &str = "Problem\nTerraform Enterprise does not start.\nCause\nThis is about a file.\nThe user has to be able to read the token.\nExample:\nsecurityContext:\nrunAsUser: 1000\nenv:\nvariables:\nTFE_USE: trueWhile this works, it is slow.\nSolution 1: Set it\nNote: this is a longer sentence with a few more words in it.\nUpdate it as follows.\nsecurityContext:\nrunAsUser: 1000\nopenshift:\nenabled: marker\nenv:\nvariables:\nTFE_USE: trueOutcome\nAll is well.\n";

#[test]
fn rules_in_sentences_are_a_policy() {
    let parts = found(RULES).parts;
    assert_eq!(parts.len(), 1);
    let text = "path \"transit/keys/archivist_*\" { capabilities = [\"read\", \"update\"] }\npath \"transit/backup/atlas_*\" { capabilities = [\"marker\"] }\n";
    assert_eq!(parts[0].text(), text);
    assert_eq!(parts[0].outer_span(place(text, "marker")), place(RULES, "marker"));
    let new = written(&parts[0], RULES, Edit::replace(place(text, "marker"), "read"));
    assert_eq!(new, Some(RULES.replace("marker", "read")));
    assert_eq!(written(&parts[0], RULES, Edit::insert(text.len(), "path \"a\" {}\n")), None);
}

/// A comment is no sentence, and a policy with prompts around it is as it was.
#[test]
fn rules_after_a_comment_are_a_comment() {
    let policy = "# we do not use this rule path \"a\" {}\npath \"b\" {}\n";
    assert!(super::parts(policy, super::look()).is_none());
}

/// One file, with a sentence that lost its sign.
#[test]
fn a_file_with_a_sentence_is_one_file() {
    let file = "replicaCount: 1\nthis is for the test\nenv:\n  variables:\n    TFE_USE: true\nresources:\n  limits:\n    memory: 1Gi\n";
    let found = super::parts(file, super::look());
    assert!(found.is_none_or(|f| f.parts.len() == 1));
}

#[test]
fn values_between_sentences_are_found_each() {
    let parts = found(VALUES).parts;
    let texts: Vec<&str> = parts.iter().map(|p| p.text()).collect();
    let first = "securityContext:\nrunAsUser: 1000\nenv:\nvariables:\nTFE_USE: true\n";
    let second = "securityContext:\nrunAsUser: 1000\nopenshift:\nenabled: marker\nenv:\nvariables:\nTFE_USE: true\n";
    assert_eq!(texts, [first, second]);
    assert_eq!(parts[1].outer_span(place(second, "marker")), place(VALUES, "marker"));
    // The indentation that was lost is written back line by line.
    let nested = "securityContext:\n  runAsUser: 1000\nenv:\n  variables:\n    TFE_USE: true\n";
    let whole = Edit::replace(text::Span::new(0, first.len()), nested);
    let new = written(&parts[0], VALUES, whole).unwrap();
    assert_eq!(found(&new).parts[0].text(), nested);
    assert!(new.contains("    TFE_USE: trueWhile this works"), "{new}");
}

/// A block of a values file that was switched off, key by key, is no prose.
#[test]
fn a_file_with_a_block_in_comments_is_one_file() {
    let comments: String = (0..10).map(|at| format!("# a switched off key{at}:\n")).collect();
    let file = format!(
        "image:\n  tag: 1.0.0\n\n{comments}\nenv:\n  variables:\n    TFE_A: a\n\n    TFE_B: b\n\ntls:\n"
    );
    assert!(super::parts(&file, super::look()).is_none());
}
