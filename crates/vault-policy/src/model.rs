use std::collections::BTreeMap;

use text::Span;

use crate::{Capabilities, PathPattern, RuleKey};

/// A value and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value, escapes resolved.
    pub value: T,
    /// Where it is written, quotes included.
    pub span: Span,
}

/// A rule of the text, with all the places one may want to point at.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// From the word `path` (in JSON from the path itself) to the closing brace.
    pub span: Span,
    /// The word `path`.
    pub keyword: Span,
    /// The path as it is meant; for a rule without a label the text `path`, at the keyword.
    pub path: Spanned<String>,
    /// Labels after the path; Vault ignores them.
    pub labels: Vec<Spanned<String>>,
    /// The block, braces included.
    pub body: Span,
    /// What stands in the block, in the order of the text.
    pub attributes: Vec<Attribute>,
    /// The rule as Vault understands it, as far as it can be read.
    pub read: PolicyRule,
}

impl Rule {
    /// The attributes with this key, in the order of the text.
    pub fn all(&self, key: RuleKey) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(move |a| a.known == Some(key))
    }
}

/// An attribute or block inside of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// From the key to the end of the value.
    pub span: Span,
    /// The key.
    pub key: Spanned<String>,
    /// Which one it is, if Vault knows it.
    pub known: Option<RuleKey>,
    /// The `=` (in JSON the `:`); absent before a block.
    pub assign: Option<Span>,
    /// Labels between key and block.
    pub labels: Vec<Spanned<String>>,
    /// The value with its brackets or quotes.
    pub value: Spanned<AttributeValue>,
}

/// What stands after the `=`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// A text, number or `true`/`false`, as a text.
    Scalar(String),
    /// A list. Elements that are no scalars have no text.
    List(Vec<Spanned<Option<String>>>),
    /// A block.
    Block,
}

impl Attribute {
    /// The elements of a list; empty for everything else.
    pub fn elements(&self) -> &[Spanned<Option<String>>] {
        match &self.value.value {
            AttributeValue::List(elements) => elements,
            _ => &[],
        }
    }
}

/// A policy as Vault holds it in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// The `name` in the text. It has no effect: the name it is stored under counts.
    pub name: String,
    /// Some path has a `{{ ... }}` in it.
    pub templated: bool,
    /// The rules, in the order of the text.
    pub rules: Vec<PolicyRule>,
}

/// A rule as Vault holds it in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyRule {
    /// The path as in the text.
    pub path: String,
    /// What it matches; of a templated path the text still has its `{{ ... }}`.
    pub pattern: PathPattern,
    /// What it grants; `deny` stands alone.
    pub capabilities: Capabilities,
    /// Most rules have none, and a long policy has many rules.
    limits: Option<Box<Limits>>,
}

/// What a rule demands of a request, apart from a capability.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// Nanoseconds; 0 or less is no limit.
    pub min_wrapping_ttl: i64,
    /// Nanoseconds; 0 or less is no limit.
    pub max_wrapping_ttl: i64,
    /// By name in lower case. `None` and an empty map differ only when rules are merged.
    pub allowed_parameters: Option<BTreeMap<String, Vec<ParameterValue>>>,
    /// By name in lower case.
    pub denied_parameters: Option<BTreeMap<String, Vec<ParameterValue>>>,
    /// As written.
    pub required_parameters: Vec<String>,
    /// As written; `Some` and empty where the list is empty.
    pub mfa_methods: Option<Vec<String>>,
    /// Who has to approve.
    pub control_group: Option<ControlGroup>,
    /// As written.
    pub subscribe_event_types: Vec<String>,
}

static UNLIMITED: Limits = Limits {
    min_wrapping_ttl: 0,
    max_wrapping_ttl: 0,
    allowed_parameters: None,
    denied_parameters: None,
    required_parameters: Vec::new(),
    mfa_methods: None,
    control_group: None,
    subscribe_event_types: Vec::new(),
};

impl PolicyRule {
    /// A rule without limits.
    pub fn new(path: String, pattern: PathPattern, capabilities: Capabilities) -> Self {
        Self { path, pattern, capabilities, limits: None }
    }

    /// What it demands of a request.
    pub fn limits(&self) -> &Limits {
        self.limits.as_deref().unwrap_or(&UNLIMITED)
    }

    /// Demands this, and nothing else.
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = (limits != UNLIMITED).then(|| Box::new(limits));
    }
}

/// A value in `allowed_parameters` or `denied_parameters`.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterValue {
    /// A text, possibly with a `*` at its start or end.
    Text(String),
    /// A whole number; no request ever matches it.
    Integer(i64),
    /// A number; no request ever matches it.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A list.
    List(Vec<Self>),
    /// A block in a list.
    Map(BTreeMap<String, Self>),
    /// Blocks that are not in a list; Vault makes a list of them.
    Maps(Vec<BTreeMap<String, Self>>),
}

/// Approvals that a request needs (Enterprise).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControlGroup {
    /// Nanoseconds.
    pub ttl: i64,
    /// By name.
    pub factors: BTreeMap<String, Factor>,
}

/// One group of approvals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factor {
    /// Capabilities that need it; empty for all.
    pub controlled_capabilities: Vec<String>,
    /// Groups by identifier.
    pub group_ids: Vec<String>,
    /// Groups by name.
    pub group_names: Vec<String>,
    /// How many approvals.
    pub approvals: i64,
}
