//! What is said of scripts, and what is done with them.

use super::found::Found;
use super::{
    find, is_script, old, parameters, rules, sets_values, writes_jwt_roles, writes_only_roles,
};
use crate::base::finding::Finding;
use crate::base::kind::{Bare, Kind, Nature, Traits};
use crate::carry::signs::literal;
use crate::contract::{
    Behavior, Certainty, EmbeddedTexts, Looked, Score, Shown, Way, Words, is_given,
};
use crate::roles::jwt::in_commands;

/// Commands or tasks that write policies and roles to Vault.
pub const KIND: Kind = Kind::new(&Traits {
    name: "script",
    title: "Script",
    file: "setup.sh",
    extensions: &["sh", "bash", "zsh", "ksh"],
    reader: "The shell",
    accepted: "Vault accepts its policies.",
    refused: "Vault rejects a policy in it.",
    content: "commands",
    plural: true,
    several: "scripts",
    bare: Bare::Always,
    nature: Nature::Commands,
    carries: true,
    ..Traits::COMMON
});

pub(crate) static BEHAVIOR: Behavior =
    Behavior { commands: old_commands, ..Behavior::of(KIND, score, Way::Hold(hold)) };

/// From this size on a text with path rules is a policy, whatever is around them.
const LARGE: usize = 1024 * 1024;

/// The form of the whole shows it: a policy that a command writes is only part of the script.
fn score(looked: &Looked<'_>) -> Option<Score> {
    // A ConfigMap with a script in it is a manifest, which may hold other texts too.
    let parameters = || parameters::may_be_in(looked.text);
    let manifest =
        || looked.outline.has("apiVersion") && looked.outline.has("kind") && !parameters();
    // In a program the texts are no arguments of commands.
    let script =
        || !manifest() && is_script(looked.name, looked.text) && !literal::is_given(looked.text);
    if !looked.whole {
        let reason = "commands that write roles";
        let only = writes_only_roles(looked.text);
        return only.then_some(Score { certainty: Certainty::Signs, signs: 0, reason });
    }
    if looked.text.len() > LARGE {
        return None;
    }
    if script() {
        let reason = "commands or tasks that write policies";
        return Some(Score { certainty: Certainty::Form, signs: 1, reason });
    }
    if !old::find(looked.text).is_empty() && !looked.text.contains("```") {
        let reason = "commands of an older Terraform Enterprise";
        return Some(Score { certainty: Certainty::Guess, signs: 0, reason });
    }
    // What is in a page's code blocks otherwise counts more.
    let reason = if sets_values(looked.text) {
        "commands that set the chart's values"
    } else if writes_jwt_roles(looked.text) {
        "commands that write JWT roles"
    } else {
        return None;
    };
    Some(Score { certainty: Certainty::Guess, signs: 0, reason })
}

/// What is in a script. `beside` has the names of the files given with it.
fn hold(text: &str, beside: &[String]) -> EmbeddedTexts {
    let Found { policies, values, written, roles, elsewhere, .. } = find(text);
    let missing = elsewhere.iter().filter(|(file, _)| !is_given(file, beside));
    let mut findings: Vec<Finding> =
        missing.map(|(file, at)| rules::elsewhere(*at, file)).collect();
    findings.extend(old::find(text));
    let words = Words { filled_in: rules::filled_in, made: rules::made };
    let words = Some(words);
    EmbeddedTexts {
        policies,
        values,
        written,
        roles,
        findings,
        words,
        jwt_roles: in_commands(text),
        ..EmbeddedTexts::default()
    }
}

/// Commands of an older Terraform Enterprise, next to a text that is checked.
fn old_commands(shown: &Shown<'_>) -> Vec<Finding> {
    if shown.known { old::in_page(shown.text) } else { Vec::new() }
}
