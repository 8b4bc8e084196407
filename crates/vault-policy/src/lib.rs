//! Vault's ACL policy language: a tolerant lossless parser and Vault's own evaluation.
//!
//! [`parse`] reads a policy in HCL 1 or JSON and tells everything that is wrong with it at once,
//! with places and, where one is certain, a fix. [`Document::policy`] is the policy as a version of
//! Vault holds it in memory, and [`Acl`] says which requests a token with some policies may make.

mod acl;
mod ast;
mod capability;
mod chars;
mod damage;
mod decode;
mod default_policy;
mod document;
mod duplicates;
mod duration;
pub mod edit;
mod json;
mod lexer;
mod line;
mod literal;
mod lower;
mod model;
mod nearest;
mod operation;
mod parser;
mod pattern;
mod problem;
mod question;
mod rule_key;
mod show;
mod sudo;
mod token;

pub use acl::{
    Acl, Alias, Alternative, Decision, Denial, Edge, Entity, Group, Identity, Lost, Request,
    RuleRef,
};
pub use capability::{Capabilities, Capability};
pub use damage::{Swallowed, unflatten};
pub use default_policy::{allows_with_default, is_near_default};
pub use document::{Document, parse, parse_bytes};
pub use duration::parse_duration;
pub use json::Stop;
pub use line::{VaultLine, VaultLines};
pub use literal::Mode;
pub use model::{
    Attribute, AttributeValue, ControlGroup, Factor, Limits, ParameterValue, Policy, PolicyRule,
    Rule, Spanned,
};
pub use operation::Operation;
pub use pattern::{PathPattern, PatternKind};
pub use problem::{Expected, Problem, ProblemKind};
pub use question::{Question, operation_of};
pub use rule_key::RuleKey;
pub use sudo::needs_sudo;
pub use token::{Token, TokenKind};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
