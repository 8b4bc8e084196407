//! The settings of a text of values that are all in it, for what is checked over several texts.

use helm_values::{Data, Value};
use text::Span;

use super::facts::{self, Facts, is_placeholder};
use super::once::parsed;
use crate::base::versions::Versions;

/// What a text sets.
pub(crate) struct Literals {
    pub settings: Vec<Literal>,
    /// Settings may come from objects that the values only name.
    pub open: bool,
    /// The first key.
    pub start: Span,
}

/// A setting with its value.
pub(crate) struct Literal {
    pub name: String,
    pub value: String,
    /// The place of its name.
    pub span: Span,
}

/// The settings that a text gives and nothing else fills in; `None` where it has none.
pub(crate) fn literals(text: &str, versions: &Versions) -> Option<Literals> {
    let document = parsed(text);
    let values = facts::values(&document);
    let facts = Facts::new(&document, &values, versions);
    let mut settings = Vec::new();
    for given in facts.settings().filter(|given| !is_placeholder(&given.text)) {
        let Some(span) = given.value.origin.and_then(|origin| origin.key) else { continue };
        let (name, value) = (given.name.to_owned(), given.text.into_owned());
        settings.push(Literal { name, value, span });
    }
    let found = Literals { open: facts.refs, start: facts.first_key(), settings };
    (!found.settings.is_empty()).then_some(found)
}

/// The key that values are nested under for a parent chart, and its place.
pub(crate) fn parent_key(text: &str, versions: &Versions) -> Option<(String, Span)> {
    let document = parsed(text);
    let values = facts::values(&document);
    let facts = Facts::new(&document, &values, versions);
    let name = (*facts.prefix.first()?).to_owned();
    let origin = facts.values.origin?;
    Some((name, origin.key.unwrap_or(origin.value)))
}

/// A key of a Secret that the chart takes.
pub(crate) struct NamedKey {
    pub secret: String,
    pub key: String,
    /// The place of the Secret's name, or of the reference.
    pub span: Span,
}

/// The keys of Secrets that a text names.
pub(crate) fn named_keys(text: &str, versions: &Versions) -> Vec<NamedKey> {
    let document = parsed(text);
    let values = facts::values(&document);
    let facts = Facts::new(&document, &values, versions);
    let mut found = Vec::new();
    if let Some(tls) = facts.values.at(&["tls", "certificateSecret"])
        && let Some((secret, span)) = tls.as_str().zip(tls.origin.and_then(|origin| origin.key))
        && !secret.is_empty()
    {
        for key in ["tls.crt", "tls.key"] {
            found.push(NamedKey { secret: secret.to_owned(), key: key.to_owned(), span });
        }
    }
    let list = facts.values.at(&["env", "secretKeyRefs"]).map(|list| &list.data);
    let entries: Vec<&Value> = match list {
        Some(Data::List(items)) => items.iter().collect(),
        _ => Vec::new(),
    };
    for entry in entries {
        let text = |name: &str| entry.get(name).and_then(Value::as_str);
        let place = entry.get("key").and_then(|key| key.origin?.key);
        let names = text("secretName").zip(text("key")).zip(place);
        if let Some(((secret, key), span)) = names {
            found.push(NamedKey { secret: secret.to_owned(), key: key.to_owned(), span });
        }
    }
    found.retain(|one| !is_placeholder(&one.secret) && !is_placeholder(&one.key));
    found
}

/// The Secrets that a text names to pull the image with, each with its place.
pub(crate) fn pull_secrets(text: &str, versions: &Versions) -> Vec<(String, Span)> {
    let document = parsed(text);
    let values = facts::values(&document);
    let facts = Facts::new(&document, &values, versions);
    let list = facts.values.at(&["imagePullSecrets"]).map(|list| &list.data);
    let Some(Data::List(items)) = list else { return Vec::new() };
    let named = items.iter().filter_map(|item| {
        let name = item.get("name")?;
        let written = name.as_str().filter(|name| !name.is_empty() && !is_placeholder(name))?;
        Some((written.to_owned(), name.origin?.key?))
    });
    named.collect()
}

/// A role of AWS that a text of values gives the pods' service account.
pub(crate) struct PodIdentity {
    /// The last part of the role's name.
    pub role: String,
    pub account: String,
    /// The place of the account's key.
    pub span: Span,
}

/// The role and the account of a text, where it names both.
pub(crate) fn pod_identity(text: &str, versions: &Versions) -> Option<PodIdentity> {
    const ROLE: &str = "eks.amazonaws.com/role-arn";
    if !text.contains(ROLE) {
        return None;
    }
    let document = parsed(text);
    let values = facts::values(&document);
    let facts = Facts::new(&document, &values, versions);
    let known = |value: &&str| !value.is_empty() && !is_placeholder(value);
    let name = facts.values.at(&["serviceAccount", "name"])?;
    let arn = facts.values.at(&["serviceAccount", "annotations", ROLE])?;
    let (arn, account) = (arn.as_str().filter(known)?, name.as_str().filter(known)?);
    let (_, role) = arn.split_once(":role/")?;
    let role = role.rsplit('/').next()?.to_owned();
    Some(PodIdentity { role, account: account.to_owned(), span: name.origin?.key? })
}
