//! What a variable means, and what could be at a place, for an editor.

use text::{Span, line_start};

use super::names::{Named, named};
use crate::base::hint::{About, Choice};
use crate::knowledge::runs::{FAMILIES, Family, Form, Known};

/// What the name at a byte of the text means; at a value what its variable means.
pub(super) fn hint(text: &str, at: usize) -> Option<(Span, About)> {
    let word = word(text, at);
    if let Some(found) = named(word.of(text)) {
        return Some((word, about(found)));
    }
    let (name, value) = pair(text, at)?;
    (value.start <= at).then(|| named(name.of(text))).flatten().map(|found| (value, about(found)))
}

/// The names where a line begins, or the values where one is written.
pub(super) fn choices(text: &str, at: usize) -> Option<(Span, Vec<Choice>)> {
    if let Some((name, value)) = pair(text, at).filter(|(_, value)| value.start <= at) {
        let found = named(name.of(text))?;
        let words = found.known.map_or(&["true"][..], |known| known.values);
        let choice = |word: &&'static str| choice(word, word, "", about(found));
        return Some((value, words.iter().map(choice).collect()));
    }
    let word = word(text, at);
    let start = line(text, at).start;
    let before = Span::new(start, word.start).of(text).trim();
    if !matches!(before, "" | "export" | "-" | "\"" | "key:" | "- key:") {
        return None;
    }
    let after = text.get(word.end..).unwrap_or("");
    let end = if before.is_empty() && !after.starts_with(['=', ':']) { "=" } else { "" };
    let there = |name: &str| {
        let rest = text.get(word.end..).unwrap_or("");
        text.get(..word.start).is_some_and(|t| t.contains(name)) || rest.contains(name)
    };
    let all = FAMILIES.iter().flat_map(names).filter(|(label, ..)| !there(label));
    let choices = all.map(|(label, family, known)| {
        let about = self::about(Named { family, bare: "", known, is_default: false, tag: "" });
        let about = About { name: label.clone(), ..about };
        choice(&label, &format!("{label}{end}"), family.title, about)
    });
    Some((word, choices.collect()))
}

fn names(
    family: &'static Family,
) -> impl Iterator<Item = (String, &'static Family, Option<&'static Known>)> {
    let full = |bare: &str| format!("TFC_{bare}");
    let switch = (!family.switch.is_empty()).then(|| (full(family.switch), family, None));
    let all = family.variables.iter().map(move |known| (full(known.name), family, Some(known)));
    switch.into_iter().chain(all)
}

fn choice(label: &str, insert: &str, detail: &str, about: About) -> Choice {
    let owned = str::to_owned;
    Choice { label: owned(label), insert: owned(insert), back: 0, detail: owned(detail), about }
}

/// What is known of a variable.
pub(crate) fn about(found: Named<'_>) -> About {
    let family = found.family;
    let mut facts = Vec::new();
    let (meaning, agent) = match found.known {
        None => {
            facts.push(("Values", "true".to_owned()));
            (format!("Gives the run its credentials for {}.", family.title), family.agent)
        }
        Some(known) => {
            facts.push(("Type", form(known.form).to_owned()));
            if !known.values.is_empty() {
                facts.push(("Values", known.values.join(", ")));
            }
            if !known.default.is_empty() {
                facts.push(("Default", known.default.to_owned()));
            }
            if !known.tagged {
                facts.push(("Tags", "not documented".to_owned()));
            }
            let agent = if known.agent.is_empty() { family.agent } else { known.agent };
            (known.meaning.to_owned(), agent)
        }
    };
    if !found.tag.is_empty() {
        facts.push(("Tag", found.tag.to_owned()));
    }
    let doubt = if family.doubtful { " (its changelog does not name it)" } else { "" };
    facts.push(("Since", format!("agent {agent}{doubt}")));
    facts.push(("Source", family.source.to_owned()));
    About { name: format!("TFC_{}", found.bare), meaning, facts }
}

const fn form(form: Form) -> &'static str {
    match form {
        Form::Text => "text",
        Form::Role => "name of a role",
        Form::Url => "URL",
        Form::AuthPath => "path without auth/",
        Form::Mount => "path of a mount",
        Form::Certificate => "PEM certificate as base64",
        Form::Seconds => "whole number of seconds",
        Form::Pause => "whole number of seconds, at most 1500",
        Form::Choice => "one of a few words",
        Form::Arn => "ARN of an AWS role",
        Form::Tag => "tag of a Vault login",
        Form::Uuid => "UUID",
        Form::Email => "email address of a service account",
        Form::Digits => "digits",
        Form::GcpProvider => "full name of a provider",
    }
}

fn line(text: &str, at: usize) -> Span {
    let start = line_start(text, at);
    let end = text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |n| at + n);
    Span::new(start, end)
}

/// The word around a byte.
fn word(text: &str, at: usize) -> Span {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = text.get(..at).unwrap_or("");
    let start = before.trim_end_matches(is_part).len();
    let after = text.get(at..).unwrap_or("");
    let end = at + (after.len() - after.trim_start_matches(is_part).len());
    Span::new(start, end)
}

/// The name and the value of a line, without quotes: `NAME=value` or `NAME: value`.
fn pair(text: &str, at: usize) -> Option<(Span, Span)> {
    let line = line(text, at);
    let written = line.of(text);
    let sign = written.find(['=', ':'])?;
    let name = written.get(..sign)?.trim_end_matches([' ', '"', '\'']);
    let bare = name.rsplit([' ', '"', '\'', '-']).next().unwrap_or(name);
    let start = line.start + name.len() - bare.len();
    let value = written.get(sign + 1..)?;
    let inner = value.trim_start_matches([' ', '"', '\'']);
    let from = line.start + written.len() - inner.len();
    let end = from + inner.trim_end_matches([' ', '\r', '"', '\'', ',', ';']).len();
    Some((Span::new(start, start + bare.len()), Span::new(from, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_explained() {
        let text =
            "export TFC_VAULT_ADDR_EU=\"https://a\"\n  TFC_VAULT_BACKED_AWS_AUTH_TYPE: iam\n";
        let of = |word: &str| text.find(word).and_then(|at| hint(text, at + 1));
        let (span, about) = of("TFC_VAULT_ADDR").unwrap();
        assert_eq!((span.of(text), about.name.as_str()), ("TFC_VAULT_ADDR_EU", "TFC_VAULT_ADDR"));
        assert!(about.facts.contains(&("Tag", "EU".to_owned())));
        assert_eq!(of("https").map(|(span, _)| span.of(text)), Some("https://a"));
        let at = text.find("iam").unwrap();
        let (span, all) = choices(text, at + 2).unwrap();
        assert_eq!((span.of(text), all.len()), ("iam", 3));
        assert_eq!(hint("A=b\n", 0), None);
    }

    #[test]
    fn names_that_are_not_there_are_offered() {
        let text = "TFC_VAULT_ADDR=https://a\nTFC_VAULT_R";
        let (span, all) = choices(text, text.len()).unwrap();
        assert_eq!(span.of(text), "TFC_VAULT_R");
        assert!(all.iter().any(|c| c.insert == "TFC_VAULT_RUN_ROLE="));
        assert!(!all.iter().any(|c| c.label == "TFC_VAULT_ADDR"));
        for at in 0..text.len() {
            let _ = (hint(text, at), choices(text, at));
        }
    }
}
