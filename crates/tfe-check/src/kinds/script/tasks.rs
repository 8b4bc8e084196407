//! Tasks and resources in YAML that write policies: Ansible's modules for Vault, Bank-Vaults' list of
//! policies, Pulumi's `vault:Policy`.

use helm_values::{Document, Entry, Mapping, Node, NodeId, parse};
use text::Span;

use super::found::{Found, is_policy};
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Fills, Form};
use crate::roles::Setting;
use crate::roles::approle::{Attached, Role, Style, Written, is_call};

/// Under these names a policy's text stands.
const TEXTS: [&str; 2] = ["policy", "rules"];

pub(super) fn find(text: &str) -> Found {
    let mut found = Found::default();
    // A manifest of Kubernetes carries a file, and writes nothing.
    if !text.contains(": |") && !text.contains("role")
        || text.lines().any(|l| l.starts_with("apiVersion:"))
    {
        return found;
    }
    let document = parse(text);
    for (id, mapping) in document.mappings() {
        let tree = Tree { document: &document, id, mapping };
        tree.policy(text, &mut found);
        found.roles.extend(tree.role(text));
    }
    found.more = !found.policies.is_empty() || !found.roles.is_empty();
    found
}

/// A mapping and what stands around it.
struct Tree<'d> {
    document: &'d Document,
    id: NodeId,
    mapping: &'d Mapping,
}

impl<'d> Tree<'d> {
    fn entry(&self, name: &str) -> Option<&'d Entry> {
        self.mapping.entries.iter().find(|e| e.name.as_deref() == Some(name))
    }

    fn node(&self, id: NodeId) -> Option<&'d Node> {
        self.document.node(id)
    }

    /// A text of one line.
    fn text(&self, name: &str) -> Option<(&'d str, Span)> {
        let node = self.node(self.entry(name)?.value)?;
        Some((node.as_scalar()?.text.as_str(), node.span))
    }

    /// The mapping that has this one under `data`.
    fn around(&self) -> Option<Self> {
        let parent = self.node(self.id)?.parent?;
        let mapping = self.node(parent)?.as_mapping()?;
        Some(Self { document: self.document, id: parent, mapping })
    }

    /// What Vault calls the policy of this mapping.
    fn name(&self) -> Option<(&'d str, Span)> {
        let called = |path: (&'d str, Span)| {
            let bare = path.0.trim_start_matches('/');
            let name =
                ["sys/policies/acl/", "sys/policy/"].iter().find_map(|c| bare.strip_prefix(c));
            name.map(|name| (name, path.1))
        };
        let around = || self.around().and_then(|a| a.text("path")).and_then(called);
        self.text("path").and_then(called).or_else(around).or_else(|| self.text("name"))
    }

    fn policy(&self, file: &str, found: &mut Found) {
        let held = TEXTS.iter().find_map(|name| self.entry(name)).and_then(|e| self.node(e.value));
        let Some((node, (name, at))) = held.zip(self.name()) else { return };
        let Some(scalar) = node.as_scalar().filter(|s| s.style == helm_values::Style::Literal)
        else {
            return;
        };
        if !is_policy(&scalar.text) {
            return;
        }
        let called = (!name.contains(['{', '$'])).then(|| name.to_lowercase());
        let mut policy = block(file, node.span, name);
        policy.called.clone_from(&called);
        found.policies.push(policy);
        found.written.push(Written { called, address: String::new(), at });
    }

    /// `vault_write` to a role's path with its `data`, or a module of its own.
    fn role(&self, file: &str) -> Option<Role> {
        let (name, data) = match self.text("path").and_then(|(path, _)| is_call(path)) {
            Some(name) => (name, self.node(self.entry("data")?.value)?.as_mapping()?),
            None => {
                let around = self.around()?;
                let mut entries = around.mapping.entries.iter();
                let module = entries.find(|e| e.value == self.id)?.name.as_deref()?;
                (self.text("name").filter(|_| module.ends_with("approle_role"))?.0, self.mapping)
            }
        };
        let settings: Vec<Setting> =
            data.entries.iter().filter_map(|e| self.setting(file, e)).collect();
        let policies = data
            .entries
            .iter()
            .find(|e| matches!(e.name.as_deref(), Some("token_policies" | "policies")));
        let policies = policies.and_then(|e| self.attached(self.node(e.value)?));
        Some(Role { name: name.to_owned(), settings, policies, style: Style::Task })
    }

    fn setting(&self, file: &str, entry: &Entry) -> Option<Setting> {
        let (key, value) = (entry.name.as_deref()?.to_owned(), self.node(entry.value)?);
        let text = match value.as_sequence() {
            Some(list) => {
                let items = list.items.iter().filter_map(|i| self.node(i.value)?.as_scalar());
                items.map(|s| s.text.as_str()).collect::<Vec<_>>().join(",")
            }
            None => value.as_scalar()?.text.to_string(),
        };
        let quoted = usize::from(value.span.of(file).starts_with(['"', '\'']));
        let value_span =
            Span::new(value.span.start + quoted, value.span.end.saturating_sub(quoted));
        let key_span = self.node(entry.key)?.span;
        Some(Setting { key, value: text, key_span, value_span })
    }

    fn attached(&self, value: &Node) -> Option<Vec<Attached>> {
        let one = |node: &Node| {
            let name = node.as_scalar()?.text.to_lowercase();
            (!name.contains(['{', '$', ','])).then_some(Attached { name, span: node.span })
        };
        match value.as_sequence() {
            Some(list) => list.items.iter().map(|i| one(self.node(i.value)?)).collect(),
            None => one(value).map(|p| vec![p]),
        }
    }
}

/// The lines of a block, without the indentation that they have in common.
pub(super) fn block(file: &str, span: Span, name: &str) -> Embedded {
    let mut lines: Vec<_> = lines_of(file).skip_while(|l| l.span().end < span.start).collect();
    let header = if lines.is_empty() { 0 } else { lines.remove(0).indent() };
    let end =
        lines.iter().position(|l| !l.is_blank() && l.indent() <= header).unwrap_or(lines.len());
    lines.truncate(end);
    while lines.last().is_some_and(Line::is_blank) {
        lines.pop();
    }
    let depth = lines.iter().filter(|l| !l.is_blank()).map(|l| l.indent()).min().unwrap_or(0);
    let mut into = Embedded::new(name, Form::Lines(" ".repeat(depth), Fills::Nothing));
    for line in lines {
        let start = line.start + depth.min(line.indent());
        filled(file, Span::new(start, line.start + line.whole.len()), &mut into);
    }
    into
}

/// A line in which `{{ … }}` and `${…}` are filled in. Vault's own templates stay.
fn filled(file: &str, span: Span, into: &mut Embedded) {
    let (text, mut done) = (span.of(file), 0);
    while let Some(at) = text.get(done..).and_then(opening).map(|n| done + n) {
        let rest = text.get(at..).unwrap_or("");
        let close = if rest.starts_with("{{") { "}}" } else { "}" };
        let Some(length) = rest.find(close).map(|n| n + close.len()) else { break };
        into.same(file, Span::new(span.start + done, span.start + at));
        into.fill(Span::new(span.start + at, span.start + at + length));
        done = at + length;
    }
    into.same(file, Span::new(span.start + done, span.end));
}

fn opening(text: &str) -> Option<usize> {
    let template = text.match_indices("{{").find(|(at, _)| {
        let inside = text.get(at + 2..).unwrap_or("").trim_start();
        !inside.starts_with("identity.")
    });
    let dollar = text.find("${");
    [template.map(|(at, _)| at), dollar].into_iter().flatten().min()
}
