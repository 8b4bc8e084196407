use std::collections::HashSet;

use text::{Edit, Span};

use super::{Decoder, Entry};
use crate::ast::{NodeId, NodeKind};
use crate::literal::{Mode, key_of};
use crate::model::{Attribute, AttributeValue, Limits, ParameterValue, PolicyRule, Rule, Spanned};
use crate::nearest::{POLICY_WORDS, RULE_KEYS, meant};
use crate::pattern::is_templated;
use crate::problem::{Expected, ProblemKind};
use crate::rule_key::RuleKey;
use crate::token::Tok;
use crate::{Capabilities, PathPattern};

impl Decoder<'_> {
    /// An item whose key is `path`.
    pub(super) fn rule(&mut self, keyword: Tok, entry: Entry) {
        let labels = self.labels(entry);
        let value = self.value(entry);
        let body = self.span(value);
        if self.node(value).kind != NodeKind::Object {
            let span = keyword.span().cover(body);
            return self.problem(ProblemKind::PathWithoutBlock, span, vec![]);
        }
        if let Some(label) = self.keys(entry).first() {
            self.key_text(*label);
        }
        let path = labels
            .first()
            .cloned()
            .unwrap_or_else(|| Spanned { value: "path".to_owned(), span: keyword.span() });
        let first = match self.mode {
            Mode::Hcl => keyword.span(),
            Mode::Json => path.span,
        };
        let entries = self.entries(value);
        // Most rules have one attribute, and room for more adds up.
        let mut attributes = Vec::with_capacity(entries.len());
        attributes.extend(entries.iter().filter_map(|e| self.attribute(*e)));
        self.slips = read_as_meant(&mut attributes);
        let mut rule = Rule {
            span: first.cover(body),
            keyword: keyword.span(),
            labels: labels.get(1..).unwrap_or_default().to_vec(),
            body,
            attributes,
            read: PolicyRule::new(path.value.clone(), PathPattern::default(), Capabilities::NONE),
            path,
        };
        self.path(&mut rule);
        self.unknown_keys(&entries, &rule);
        self.meaning(&entries, &mut rule.read);
        self.out.rules.push(rule);
    }

    fn labels(&self, entry: Entry) -> Vec<Spanned<String>> {
        let read = |key: &Tok| Spanned {
            value: key_of(self.text, *key, self.mode)
                .unwrap_or_else(|| key.span().of(self.text).to_owned()),
            span: key.span(),
        };
        self.keys(entry).iter().map(read).collect()
    }

    /// An item of a rule as it is written.
    fn attribute(&mut self, entry: Entry) -> Option<Attribute> {
        let key_token = *self.keys(entry).first()?;
        let item = self.ast.item(entry.item)?;
        let key = Spanned { value: self.key_text(key_token), span: key_token.span() };
        let span = self.span(item.value);
        Some(Attribute {
            span: key.span.cover(span),
            known: RuleKey::of_word(&key.value),
            key,
            assign: item.assign.map(Tok::span),
            labels: self.labels(self.inner(entry)),
            value: Spanned { value: self.attribute_value(item.value), span },
        })
    }

    fn attribute_value(&self, id: NodeId) -> AttributeValue {
        let text = |id: NodeId| {
            let node = self.node(id);
            let kind = match node.kind {
                NodeKind::Scalar(kind) => kind,
                NodeKind::Bare => crate::TokenKind::Ident,
                _ => return None,
            };
            crate::literal::text_of(self.text, kind, node.span, self.mode)
        };
        match self.node(id).kind {
            NodeKind::Object => AttributeValue::Block,
            NodeKind::List => {
                let element = |id| Spanned { value: text(id), span: self.span(id) };
                AttributeValue::List(self.ast.elements(id).map(element).collect())
            }
            _ => AttributeValue::Scalar(text(id).unwrap_or_default()),
        }
    }

    fn path(&mut self, rule: &mut Rule) {
        if is_templated(&rule.path.value).is_none() {
            self.problem(ProblemKind::UnbalancedTemplate, rule.path.span, vec![]);
        }
        match PathPattern::of_path(&rule.path.value) {
            Some(pattern) => rule.read.pattern = pattern,
            None => self.problem(ProblemKind::PlusStar, rule.path.span, vec![]),
        }
    }

    fn unknown_keys(&mut self, entries: &[Entry], rule: &Rule) {
        let there = keys_there(&rule.attributes);
        for (entry, attribute) in entries.iter().zip(&rule.attributes) {
            if RuleKey::of_word(&attribute.key.value).is_some() || self.is_full() {
                continue;
            }
            let key = attribute.key.value.clone();
            let near = meant(&key, &RULE_KEYS);
            // What other tools call a comment.
            let comment = ["description", "desc", "note"].contains(&key.as_str());
            let near = near.or_else(|| comment.then_some(RuleKey::Comment.word()));
            let known = near.and_then(RuleKey::of_word);
            let already = known.is_some_and(|k| there.contains(&k));
            let token = self.keys(*entry).first().copied();
            let edits = match token {
                Some(token) if !already => self.other_key(token, near),
                _ => vec![],
            };
            let kind = ProblemKind::UnknownKey { key, nearest: near };
            self.problem(kind, attribute.key.span, edits);
        }
    }

    /// The entries of one key, those with a label first, as Vault decodes them.
    pub(super) fn of_key(&self, entries: &[Entry], key: RuleKey) -> Vec<Entry> {
        let word = |e: &Entry| {
            let first = self.keys(*e).first();
            first.and_then(|k| key_of(self.text, *k, self.mode)).unwrap_or_default()
        };
        let is = |e: &&Entry| word(e) == key.word();
        let mut found: Vec<Entry> = entries.iter().filter(is).map(|e| self.inner(*e)).collect();
        if found.is_empty() && self.slips {
            let is_meant = |e: &&Entry| misspelt(&word(e)) == Some(key);
            found = entries.iter().filter(is_meant).map(|e| self.inner(*e)).collect();
        }
        text::sort_by_key(&mut found, |e| self.keys(*e).is_empty());
        found
    }

    fn meaning(&mut self, entries: &[Entry], rule: &mut PolicyRule) {
        let mut capabilities = Vec::new();
        for entry in self.of_key(entries, RuleKey::Capabilities) {
            self.texts(RuleKey::Capabilities.word(), entry, &mut capabilities);
        }
        let words = self.with_policy(entries, capabilities);
        let lists = |decoder: &mut Self, key: RuleKey| {
            let found = decoder.of_key(entries, key);
            let mut texts = Vec::new();
            for entry in &found {
                decoder.texts(key.word(), *entry, &mut texts);
            }
            let texts: Vec<String> = texts.into_iter().map(|(text, _)| text).collect();
            (!found.is_empty()).then_some(texts)
        };
        let required = lists(self, RuleKey::RequiredParameters);
        let mfa_methods = lists(self, RuleKey::MfaMethods);
        let events = lists(self, RuleKey::SubscribeEventTypes);
        let allowed = self.parameters(entries, RuleKey::AllowedParameters);
        let denied = self.parameters(entries, RuleKey::DeniedParameters);
        let min = self.ttl(entries, RuleKey::MinWrappingTtl);
        let max = self.ttl(entries, RuleKey::MaxWrappingTtl);
        let group = self.control_group(&self.of_key(entries, RuleKey::ControlGroup));
        rule.capabilities = self.capabilities(&rule.path, &words);
        if rule.capabilities == Capabilities::DENY {
            // Vault looks no further: limits next to deny are neither checked nor kept.
            return;
        }
        let limits = Limits {
            min_wrapping_ttl: self.duration(RuleKey::MinWrappingTtl.word(), min),
            max_wrapping_ttl: self.duration(RuleKey::MaxWrappingTtl.word(), max),
            allowed_parameters: allowed,
            denied_parameters: denied,
            required_parameters: required.unwrap_or_default(),
            mfa_methods,
            control_group: group.map(|g| self.checked_group(g, &words)),
            subscribe_event_types: events.unwrap_or_default(),
        };
        let (min, max) = (limits.min_wrapping_ttl, limits.max_wrapping_ttl);
        rule.set_limits(limits);
        if max != 0 && min != 0 && max < min {
            let span = self.of_key(entries, RuleKey::MaxWrappingTtl).pop();
            let span = span.map_or(Span::at(0), |e| self.span(self.value(e)));
            self.problem(ProblemKind::MaxBelowMin, span, vec![]);
        }
    }

    fn ttl(&mut self, entries: &[Entry], key: RuleKey) -> Option<(ParameterValue, Span)> {
        self.duration_value(key.word(), &self.of_key(entries, key), None)
    }

    /// The capabilities, with those that the old `policy` stands for.
    fn with_policy(
        &mut self,
        entries: &[Entry],
        mut words: Vec<(String, Span)>,
    ) -> Vec<(String, Span)> {
        let mut policy = None;
        for entry in self.of_key(entries, RuleKey::Policy) {
            let id = self.value(entry);
            let labelled = !self.keys(entry).is_empty();
            let text = if labelled { None } else { self.text_value(id) };
            match text {
                Some(text) => policy = Some((text, self.span(id))),
                None => self.wrong_type("policy", Expected::Text, self.span(id)),
            }
        }
        let Some((word, span)) = policy else {
            return words;
        };
        let more: &[&str] = match word.as_str() {
            "deny" => return vec![("deny".to_owned(), span)],
            "read" => &["read", "list"],
            "write" => &["create", "read", "update", "delete", "list"],
            "sudo" => &["create", "read", "update", "delete", "list", "sudo"],
            "" => &[],
            _ => {
                self.unknown_policy_word(word, span);
                &[]
            }
        };
        words.extend(more.iter().map(|w| ((*w).to_owned(), span)));
        words
    }

    fn unknown_policy_word(&mut self, word: String, span: Span) {
        let near = meant(&word, &POLICY_WORDS);
        let edits = match near {
            Some(near) if self.is_plain_text(span) => {
                vec![Edit::replace(span, format!("\"{near}\""))]
            }
            _ => vec![],
        };
        self.problem(ProblemKind::UnknownPolicyWord { word, nearest: near }, span, edits);
    }

    /// Whether the span is a text in the quotes Vault wants.
    pub(super) fn is_plain_text(&self, span: Span) -> bool {
        let written = span.of(self.text);
        written.len() > 1 && written.starts_with('"') && written.ends_with('"')
    }
}

/// The keys of a rule that are written as Vault knows them.
fn keys_there(attributes: &[Attribute]) -> HashSet<RuleKey> {
    attributes.iter().filter_map(|a| RuleKey::of_word(&a.key.value)).collect()
}

/// The key that a word with a slip in it stands for.
fn misspelt(word: &str) -> Option<RuleKey> {
    if RuleKey::of_word(word).is_some() {
        return None;
    }
    meant(word, &RULE_KEYS).and_then(RuleKey::of_word)
}

/// A key with a slip in it is the one that is meant where that one is not there too. Vault rejects the
/// policy anyway; so its value is read, and nothing that it grants is missing.
fn read_as_meant(attributes: &mut [Attribute]) -> bool {
    if attributes.iter().all(|a| a.known.is_some()) {
        return false;
    }
    let there = keys_there(attributes);
    let mut slips = false;
    for attribute in attributes.iter_mut().filter(|a| a.known.is_none()) {
        attribute.known = misspelt(&attribute.key.value).filter(|key| !there.contains(key));
        slips |= attribute.known.is_some();
    }
    slips
}
