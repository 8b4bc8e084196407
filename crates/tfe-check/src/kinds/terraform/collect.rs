//! What stands in a Terraform file that can be judged.

use std::collections::HashSet;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, FuncCall};
use hcl_edit::structure::{Attribute, Block, Body};
use hcl_edit::template::HeredocTemplate;
use hcl_edit::visit::{Visit, visit_body, visit_expr};
use text::Span;

use super::names::Names;
use super::references::{self, Reference};
use super::variables::Variables;
use super::{json, jwt, release, roles, texts};
use crate::base::finding::Finding;
use crate::carry::arguments::{self, Misspelt};
use crate::carry::part::Embedded;
use crate::carry::{rule_blocks, signs, template};
use crate::contract::Values;
use crate::knowledge::arguments::{APPROLE, JWT_BACKEND, JWT_ROLE, POLICY, POLICY_RULE};
use crate::roles::approle::{Role, Written};
use crate::roles::jwt::JwtRole;

/// All of it, in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub policies: Vec<Embedded>,
    pub values: Vec<Values>,
    /// Manifests of Kubernetes.
    pub manifests: Vec<Embedded>,
    /// Texts that stand in other files.
    pub elsewhere: Vec<Elsewhere>,
    /// Expressions that give values which the file does not show.
    pub unknown: Vec<Span>,
    /// There is a release of the chart, with or without values.
    pub release: bool,
    /// What Terraform refuses, or reads in another way than it is meant.
    pub references: Vec<Reference>,
    /// Names that are not arguments of their blocks.
    pub misspelt: Vec<Misspelt>,
    /// Roles that policies are given to.
    pub roles: Vec<Role>,
    /// The policies that resources write.
    pub written: Vec<Written>,
    /// Data sources that make credentials for a cloud.
    pub dynamic_secrets: Vec<Span>,
    /// Roles of the JWT auth method, and its configuration.
    pub jwt_roles: Vec<JwtRole>,
    /// The variables that workspaces get.
    pub variables: Variables,
    /// What is said of Private Terraform Enterprise.
    pub legacy: Vec<Finding>,
    /// What is said of those whom a cloud trusts.
    pub trust: Vec<Finding>,
    /// It says whose runs a cloud trusts.
    pub trusts_runs: bool,
    /// Its ConfigMaps or Secrets have settings.
    pub settings: bool,
    /// Its own state is in Terraform Enterprise.
    pub stores_state: bool,
}

/// A text that the file takes from another one.
#[derive(Debug)]
pub(crate) struct Elsewhere {
    /// The name of that file as written.
    pub file: String,
    /// Where it is named.
    pub span: Span,
    /// `policy` or `values`
    pub what: &'static str,
}

/// Looks through a file.
pub(super) fn find(file: &str, body: &Body) -> Found {
    let mut collector = Collector {
        file,
        names: Names::of(file, body),
        known: HashSet::new(),
        found: Found { references: references::templates(file, body), ..Found::default() },
    };
    // A text that a resource takes from a local is told by the resource's name.
    let rest: Vec<&Block> = body.blocks().filter(|block| !collector.named(block)).collect();
    for block in rest {
        visit_body(&mut collector, &block.body);
    }
    for attribute in body.attributes() {
        collector.visit_expr(&attribute.value);
    }
    text::sort_by_key(&mut collector.found.policies, |p| p.outer(0));
    collector.found
}

struct Collector<'f> {
    file: &'f str,
    names: Names<'f>,
    /// Where the policies that were found begin.
    known: HashSet<usize>,
    found: Found,
}

impl<'f> Collector<'f> {
    /// A block whose meaning is known; `false` for every other one.
    fn named(&mut self, block: &'f Block) -> bool {
        let known = self.found.values.len();
        let named = self.is_named(block);
        // Its values may be a local's text, which is not read again.
        let new = self.found.values.iter().skip(known).map(|values| values.text.outer(0));
        self.known.extend(new);
        named
    }

    fn is_named(&mut self, block: &'f Block) -> bool {
        let labels: Vec<&str> = block.labels.iter().map(|l| l.as_str()).collect();
        match (block.ident.as_str(), labels.as_slice()) {
            ("resource", ["vault_policy", name]) => {
                let name = format!("vault_policy.{name}");
                let called = block.body.get_attribute("name").map(|a| &a.value);
                let called = called.and_then(Expression::as_str).map(str::to_lowercase);
                self.found.misspelt.extend(arguments::misspelt(&block.body, &POLICY));
                if let Some(policy) = arguments::find(&block.body, &POLICY, "policy") {
                    let before = self.found.policies.len();
                    let document = references::document(&policy.value, |e| self.names.resolved(e));
                    self.found.references.extend(document);
                    self.policy(&policy.value, &name);
                    for policy in self.found.policies.iter_mut().skip(before) {
                        policy.called.clone_from(&called);
                    }
                }
                let at = template::span(block.ident.span()).unwrap_or_default();
                self.found.written.push(Written { called, address: name, at });
            }
            ("resource", ["vault_approle_auth_backend_role", _]) => {
                self.found.misspelt.extend(arguments::misspelt(&block.body, &APPROLE));
                self.found.roles.push(roles::resource(self.file, block, &APPROLE));
            }
            ("data", ["vault_policy_document", name]) => {
                let name = format!("vault_policy_document.{name}");
                for rule in block.body.get_blocks("rule") {
                    self.found.misspelt.extend(arguments::misspelt(&rule.body, &POLICY_RULE));
                }
                self.found.policies.extend(rule_blocks::policy(self.file, block, &name));
            }
            ("resource", ["helm_release", name]) => {
                release::values(self.file, &self.names, block, name, &mut self.found);
            }
            ("data", ["vault_aws_access_credentials" | "vault_azure_access_credentials", _]) => {
                let at = block.labels.first().and_then(|label| template::span(label.span()));
                self.found.dynamic_secrets.extend(at);
            }
            ("resource", ["vault_jwt_auth_backend_role", _]) => {
                self.found.misspelt.extend(arguments::misspelt(&block.body, &JWT_ROLE));
                let role = roles::resource(self.file, block, &JWT_ROLE);
                // Without these settings it would count as an AppRole role, which needs others.
                self.found.roles.extend(Some(role).filter(Role::is_jwt));
                self.found.jwt_roles.push(jwt::role(self.file, &self.names, block));
            }
            ("resource", ["vault_jwt_auth_backend", _]) => {
                self.found.misspelt.extend(arguments::misspelt(&block.body, &JWT_BACKEND));
                self.found.jwt_roles.push(jwt::config(self.file, &self.names, block));
            }
            ("resource", ["kubernetes_manifest", _]) => {
                let manifest = block.body.get_attribute("manifest").map(|a| &a.value);
                let Some(Expression::Object(_)) = manifest else { return false };
                let read = manifest.and_then(|m| json::read(self.file, m, "kubernetes_manifest"));
                self.found.manifests.extend(read);
            }
            ("resource", ["tfe_variable", _]) => {
                self.found.variables.add(self.file, &self.names, block);
            }
            _ => return false,
        }
        true
    }

    /// The value of a `policy`: what is no text here may be anything.
    fn policy(&mut self, expression: &'f Expression, name: &str) {
        let expression = self.names.resolved(expression);
        if let Some(policy) = template::read(self.file, expression, name) {
            return self.add(policy);
        }
        let Expression::FuncCall(call) = expression else {
            return self.visit_expr(expression);
        };
        match call.name.name.as_str() {
            "jsonencode" => {
                let object = call.args.iter().next();
                self.found.policies.extend(object.and_then(|o| json::read(self.file, o, name)));
            }
            // These give back their text, but for white space at its borders.
            "trimspace" | "chomp" => {
                if let Some(text) = call.args.iter().next() {
                    self.policy(text, name);
                }
            }
            _ => match elsewhere(call, "policy") {
                Some(place) => self.found.elsewhere.push(place),
                None => self.visit_expr(expression),
            },
        }
    }

    /// A text that is no attribute of a policy, and looks like one.
    fn text(&mut self, text: Embedded) {
        if looks_like_policy(&text.text) {
            return self.add(text);
        }
        let texts::Inside { policies, values, mut manifests } = texts::inside(&text);
        let other = policies.is_empty() && values.is_empty() && !text.text.contains("<<");
        if other && signs::is_manifest(&text.text) {
            manifests.push(text);
        }
        manifests.retain(|manifest| self.known.insert(manifest.outer(0)));
        self.found.manifests.extend(manifests);
        policies.into_iter().for_each(|policy| self.add(policy));
        let whole = !self.found.release;
        for values in values {
            if self.known.insert(values.outer(0)) {
                self.found.values.push(Values::text(values, whole));
            }
        }
    }

    /// Adds a policy, unless it is known already.
    fn add(&mut self, policy: Embedded) {
        if self.known.insert(policy.outer(0)) {
            self.found.policies.push(policy);
        }
    }
}

impl Visit for Collector<'_> {
    fn visit_heredoc_template(&mut self, heredoc: &HeredocTemplate) {
        self.text(template::heredoc(self.file, heredoc, "this file"));
    }

    fn visit_expr(&mut self, expression: &Expression) {
        if let Expression::String(_) | Expression::StringTemplate(_) = expression
            && let Some(text) = template::read(self.file, expression, "this file")
            && (text.text.contains('\n') || texts::writes_policy(&text.text))
        {
            return self.text(text);
        }
        visit_expr(self, expression);
    }

    fn visit_attr(&mut self, attribute: &Attribute) {
        self.visit_expr(&attribute.value);
    }
}

/// The file that a function reads its text from.
pub(super) fn elsewhere(call: &FuncCall, what: &'static str) -> Option<Elsewhere> {
    if !matches!(call.name.name.as_str(), "file" | "templatefile") {
        return None;
    }
    let path = call.args.iter().next()?;
    let span = template::span(path.span())?;
    let file = match path {
        Expression::String(path) => path.as_str().to_owned(),
        // `${path.module}/x.hcl`: what is written after the folder.
        Expression::StringTemplate(template) => {
            let last = template.iter().last().and_then(|e| e.as_literal());
            last.map(|l| l.as_str().to_owned()).unwrap_or_default()
        }
        _ => String::new(),
    };
    let name = file.rsplit('/').next().unwrap_or("").to_owned();
    (!name.is_empty()).then_some(Elsewhere { file: name, span, what })
}

/// Whether the first thing that is no comment is a rule. A script that writes a policy is none.
fn looks_like_policy(text: &str) -> bool {
    if text.starts_with("#!") {
        return false;
    }
    let plain = |line: &&str| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with('#') && !line.starts_with("//")
    };
    let first = text.lines().find(plain).map_or("", str::trim_start);
    let rest = first.strip_prefix("path").map(str::trim_start);
    rest.is_some_and(|r| r.starts_with('"')) && text.contains("capabilities")
}
