//! Texts of resources that are about neither Vault nor Helm: files and maps with values, and scripts with heredocs, as
//! in `user_data` and `local-exec`.

use text::Span;

use crate::carry::part::Embedded;
use crate::carry::shell::{Heredoc, Script, read_all};
use crate::carry::signs;

/// What is in a text.
#[derive(Default)]
pub(super) struct Inside {
    pub policies: Vec<Embedded>,
    pub values: Vec<Embedded>,
    /// Of the heredocs in a script.
    pub manifests: Vec<Embedded>,
}

/// The texts in a text; the whole of it where it is values.
pub(super) fn inside(text: &Embedded) -> Inside {
    let mut found = Inside::default();
    let own = text.text.as_str();
    let may_be = own.contains("TFE_") || signs::has_rules(own) || signs::is_manifest(own);
    if !may_be {
        return found;
    }
    if !own.contains("<<") && !writes_policy(own) {
        let script = own.starts_with("#!") || own.starts_with("#cloud-config");
        if !script && signs::values::is_certain(own) {
            found.values.push(text.clone());
        }
        return found;
    }
    for script in read_all(own) {
        found.policies.extend(words(text, &script));
        for heredoc in &script.heredocs {
            let Some(body) = body(text, heredoc) else { continue };
            if heredoc.is_policy(own) {
                found.policies.push(body);
            } else if !body.text.contains("<<") && signs::values::is_certain(&body.text) {
                found.values.push(body);
            } else if !body.text.contains("<<") && signs::is_manifest(&body.text) {
                found.manifests.push(body);
            }
        }
    }
    found
}

/// Whether a command in a text gives a policy to Vault.
pub(super) fn writes_policy(text: &str) -> bool {
    ["vault policy write ", "sys/policy/", "sys/policies/acl/"].iter().any(|c| text.contains(c))
}

/// The policies in quotes that commands get: `echo '…' | vault policy write a -`. A shell leaves what is between these quotes
/// as it is.
fn words(text: &Embedded, script: &Script<'_>) -> Vec<Embedded> {
    let own = text.text.as_str();
    if !writes_policy(own) {
        return Vec::new();
    }
    let policy = |word: &Span| {
        let inside = word.of(own).strip_prefix('\'')?.strip_suffix('\'')?;
        let is = signs::has_rules(inside) && !inside.contains('\'') && !inside.contains('\\');
        let start = word.start + 1;
        is.then(|| text.part(Span::new(start, start + inside.len())))
    };
    let commands = script.commands.iter();
    let read = commands.flat_map(|c| c.words.iter().chain(c.redirects.iter().map(|r| &r.word)));
    read.filter_map(policy).collect()
}

/// The lines of a heredoc at their places in the file; `None` where the shell fills in something, or moves the lines.
fn body(text: &Embedded, heredoc: &Heredoc<'_>) -> Option<Embedded> {
    let own = text.text.as_str();
    let filled = !heredoc.plain && heredoc.body.of(own).contains(['$', '`']);
    if filled || heredoc.quoted || heredoc.lines(own).iter().any(|(_, cut)| *cut > 0) {
        return None;
    }
    Some(text.part(heredoc.body))
}
